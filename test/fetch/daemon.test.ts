/** The program as it runs: killed while it fetches, stopped, twice on one database, and asked from the command line. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { setUpDesk } from "../loop/deskRows.ts";
import { type Dovecot, dovecotAbsent, mailPassword, startDovecot } from "../peers/dovecot.ts";
import { eventually } from "../peers/eventually.ts";
import { type Installation, install } from "../peers/gotrs.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { letter } from "./mailbox.ts";

const absent = await dovecotAbsent();

/** Mails of as many senders, so that loop protection stops no answer; every other one without Message-ID and Date. */
function lettersOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    letter({ subject: `Mail ${index}`, bare: index % 2 === 0 }).replace(
      "ann@customer.test",
      `ann${index}@customer.test`,
    ),
  );
}

async function add(
  installation: Installation,
  dovecot: Dovecot,
  type: "IMAP" | "POP3",
  login: string,
  ...more: string[]
) {
  const port = type === "IMAP" ? dovecot.ports.imap : dovecot.ports.pop3;
  const { code, stderr } = await installation.run(
    [
      ...["admin", "mail-account", "add", "--type", type, "--host", "127.0.0.1", "--port", `${port}`],
      ...["--login", login, "--password-file", "-", ...more],
    ],
    { input: `${mailPassword}\n` },
  );
  expect([code, stderr]).toEqual([0, ""]);
}

async function titlesIn(store: Store): Promise<readonly string[]> {
  const rows = await store.db.selectFrom("ticket").select("title").where("title", "like", "Mail %").execute();
  return rows.map(({ title }) => title ?? "");
}

async function answersIn(store: Store): Promise<number> {
  const rows = await store.db
    .selectFrom("ticket_history as h")
    .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
    .select("h.id")
    .where("t.name", "=", "SendAutoReply")
    .execute();
  return rows.length;
}

describe.skipIf(absent !== undefined)(`gotrs and a mail server ${absent ?? ""}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(async () => {
    await dovecot?.[Symbol.asyncDispose]();
  });

  onSqlite("the daemon", (database) => {
    it.each(["IMAP", "POP3"] as const)(
      "killed again and again while it fetches by %s loses no mail, makes no ticket twice and answers none twice",
      async (type) => {
        const login = `killed-${type}`;
        const mails = lettersOf(130);
        await dovecot.deliverAll(login, mails);
        // The mails say the same, which ordinarily is answered a few times a day only.
        await using installation = await install(await database.empty(), { GOTRS_POSTMASTER_MAX_ALIKE: "1000" });
        await setUpDesk(installation.databaseUrl);
        await add(installation, dovecot, type, login, "--after", "delete");
        const store = await openStore(installation.databaseUrl, { clock: systemClock });
        try {
          for (let kills = 0; kills < 3; kills += 1) {
            await using daemon = await installation.serve({}, { quiet: true });
            const before = (await titlesIn(store)).length;
            await Promise.race([
              eventually("some mails", async () => (await titlesIn(store)).length > before, 1500),
              new Promise((resolve) => setTimeout(resolve, 150 * kills)),
            ]).catch(() => undefined);
            process.kill(daemon.child.pid, "SIGKILL");
            await daemon.child.ended;
          }
          await using daemon = await installation.serve({}, { quiet: true });
          await eventually("an empty mailbox", async () => (await dovecot.messages(login)).length === 0);
          expect(await daemon.child.stop()).toBe(0);
          const expected = mails.map((_, index) => `Mail ${index}`).toSorted();
          expect((await titlesIn(store)).toSorted()).toEqual(expected);
          expect(await answersIn(store)).toBe(130);
        } finally {
          await store.close();
        }
      },
      60_000,
    );

    it("stopped while it waits in IDLE ends at once; asked by `gotrs fetch` it looks at once", async () => {
      await using slow = await startDovecot({
        settings: "protocol imap {\n  imap_capability = IMAP4rev1 SASL-IR UIDPLUS MOVE\n}",
      });
      await using installation = await install(await database.empty(), { GOTRS_FETCH_INTERVAL: "3600" });
      await add(installation, slow, "IMAP", "asked", "--name", "asked");
      await add(installation, dovecot, "IMAP", "idling", "--name", "idling");
      await using daemon = await installation.serve();
      const list = async () =>
        (
          await installation.json<{ mailAccounts: readonly { status: string; fetchedBy: string | null }[] }>(
            ...["admin", "mail-account", "list"],
          )
        ).mailAccounts;
      await eventually("both accounts", async () =>
        (await list()).every(({ status, fetchedBy }) => status === "ok" && fetchedBy),
      );
      await slow.deliver("asked", letter({ subject: "Mail asked for" }));
      expect(await installation.run(["fetch", "asked"])).toEqual({
        code: 0,
        stdout: "asked: 1 mail fetched\n",
        stderr: "",
      });
      expect(await daemon.child.stop()).toBe(0);
      await slow.deliver("asked", letter({ subject: "Mail without a daemon" }));
      expect(await installation.json("fetch")).toMatchObject({
        accounts: [{ name: "asked", fetched: 1, error: null }, { fetched: 0 }],
      });
    }, 60_000);

    it("is told by the command line what it fetches from, and the password is never shown", async () => {
      await using installation = await install(await database.empty());
      const run = async (...args: string[]) => await installation.run(["admin", "mail-account", ...args]);
      expect((await run("list")).stdout).toContain("There is no mail account");
      await add(installation, dovecot, "IMAP", "cli", "--name", "Support", "--queue", "Misc", "--trusted");
      expect((await run("show", "Support", "--json")).stdout).toContain('"after":"seen"');
      for (const text of [(await run("show", "Support")).stdout, (await run("show", "Support", "--json")).stdout])
        expect(text).not.toContain(mailPassword);
      expect((await run("list")).stdout).toMatch(/^1 Support IMAP to Misc: not tried yet, 0 mails\n$/);
      expect(await run("set", "Support", "--after", "move")).toMatchObject({ code: 64 });
      expect(await run("set", "Support", "--type", "POP3")).toMatchObject({ code: 64 });
      expect(await run("set", "Support", "--queue", "Nope")).toMatchObject({ code: 64 });
      expect(await run("show", "Nobody")).toMatchObject({ code: 65 });
      expect(await run("disable", "Support")).toMatchObject({ code: 0 });
      expect((await run("list")).stdout).toContain("disabled");
      expect((await installation.run(["fetch"])).stdout).toContain("There is no mail account");
      expect(await run("enable", "1")).toMatchObject({ code: 0 });
      expect(await run("set", "1", "--host", "localhost", "--port", "1")).toMatchObject({ code: 0 });
      const failed = await installation.run(["fetch"]);
      expect(failed).toMatchObject({ code: 69, stdout: "Support: failed after 0 mails\n" });
      expect(failed.stderr).toContain("localhost refuses connections on port 1");
      expect((await run("list")).stdout).toMatch(
        /failing.*\n {2}localhost refuses connections on port 1\. .*\n {2}next try 20/,
      );
    }, 60_000);
  });

  forEachDatabase("two daemons on one database", (database) => {
    it("share the accounts, fetch each mail once, and one takes over when the other dies", async () => {
      const login = `two-${database.product}`;
      await using installation = await install(await database.empty());
      await using other = await tempFolder("second");
      await add(installation, dovecot, "IMAP", login, "--after", "delete");
      const store = await openStore(installation.databaseUrl, { clock: systemClock });
      try {
        await using first = await installation.serve({}, { quiet: true });
        await using second = await installation.serve({ GOTRS_STATE_DIRECTORY: other.path }, { quiet: true });
        await dovecot.deliverAll(login, lettersOf(30));
        await eventually("thirty tickets", async () => (await titlesIn(store)).length === 30);
        const holder = await eventually("a holder", async () => {
          const row = await store.db.selectFrom("gotrs_fetch_state").select("holder").executeTakeFirst();
          return row?.holder ?? undefined;
        });
        const [holding, waiting] = holder.includes(` ${first.child.pid} `) ? [first, second] : [second, first];
        process.kill(holding.child.pid, "SIGKILL");
        await holding.child.ended;
        await dovecot.deliver(login, letter({ subject: "Mail after the death" }));
        await eventually("the other daemon's ticket", async () => (await titlesIn(store)).length === 31);
        await eventually("an empty mailbox", async () => (await dovecot.messages(login)).length === 0);
        expect(new Set(await titlesIn(store)).size).toBe(31);
        expect(await waiting.child.stop()).toBe(0);
      } finally {
        await store.close();
      }
    }, 90_000);
  });
});
