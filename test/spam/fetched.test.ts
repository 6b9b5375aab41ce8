/** Mail fetched from a real dovecot: a real rspamd, the provider's own headers and the word of its server count. */
import { expect, test } from "vitest";
import { fetchOnce } from "../../daemon/fetch/once.ts";
import { articlesOf } from "../../src/store/articleView.ts";
import { onSqlite } from "../databases.ts";
import { testSettings } from "../desk.ts";
import { addAccount, fetchingDesk, letter } from "../fetch/mailbox.ts";
import { dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { rspamdAbsent, startRspamd } from "../peers/rspamd.ts";

const absent = (await dovecotAbsent()) ?? (await rspamdAbsent());
const withPeers = test.skipIf(absent !== undefined && process.env.CI !== "true");
if (absent !== undefined) test.skip(`skipped: ${absent}`, () => {});

onSqlite("fetched mail", (database) => {
  withPeers(
    "is junk where rspamd or the provider says so, and tells what the provider's server found",
    { timeout: 90_000 },
    async () => {
      await using dovecot = await startDovecot();
      await using rspamd = await startRspamd();
      const store = await database.open();
      try {
        const { spam, authentication } = testSettings;
        const desk = {
          ...fetchingDesk(store),
          settings: {
            ...testSettings,
            spam: { ...spam, rspamd: { ...spam.rspamd, url: rspamd.url } },
            authentication: { ...authentication, trustedHosts: ["mx.provider.test"] },
          },
        };
        const account = await addAccount(store, dovecot, { login: "spam" });
        const word =
          "Authentication-Results: mx.provider.test; spf=pass smtp.mailfrom=customer.test; dmarc=pass header.from=customer.test";
        await dovecot.deliverAll("spam", [
          letter({ subject: "Fine", headers: [word] }),
          letter({ subject: "Rejected", headers: ["X-Wanted-Action: reject"] }),
          letter({ subject: "Later", headers: ["X-Wanted-Action: soft reject"] }),
          letter({ subject: "Marked", headers: ["X-Spam-Flag: YES", "X-Wanted-Action: no action"] }),
        ]);
        await fetchOnce(desk, account);
        const tickets = await store.db
          .selectFrom("ticket as t")
          .innerJoin("queue as q", "q.id", "t.queue_id")
          .select(["t.id", "t.title", "q.name"])
          .where("t.id", ">", 1)
          .orderBy("t.id")
          .execute();
        expect(tickets.map(({ title, name }) => `${title}: ${name}`)).toEqual([
          "Fine: Raw",
          "Rejected: Junk",
          "Later: Raw",
          // rspamd was asked, and its answer counts more than a header.
          "Marked: Raw",
        ]);
        const [fine] = await articlesOf(store, tickets[0]?.id ?? 0, 1);
        expect(fine?.authentication).toMatchObject({
          spf: "pass",
          dmarc: "pass",
          aligned: true,
          checkedBy: "mx.provider.test",
        });
      } finally {
        await store.close();
      }
    },
  );
});
