/** A real rspamd is asked about mail by SMTP and LMTP; without one, or with one that fails, mail comes in all the same. */

import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Settings } from "../../src/config/settings.ts";
import { articlesOf } from "../../src/store/articleView.ts";
import { initialize } from "../../src/store/init.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { behindProxy, handIn } from "../auth/handIn.ts";
import { testSettings } from "../desk.ts";
import { type Listening, startListening } from "../listeners/desk.ts";
import { type Rspamd, rspamdAbsent, startRspamd } from "../peers/rspamd.ts";
import { type TempFolder, tempFolder } from "../peers/tempFolder.ts";
import { Wire } from "../peers/wire.ts";

const absent = await rspamdAbsent();
const withRspamd = test.skipIf(absent !== undefined && process.env.CI !== "true");
if (absent !== undefined) test.skip(`skipped: ${absent}`, () => {});

let folder: TempFolder;
let store: Store;
let rspamd: Rspamd | undefined;

beforeAll(async () => {
  folder = await tempFolder("spam");
  store = await openStore(`sqlite:${folder.path}/gotrs.db`, { clock: systemClock, create: true });
  await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
  if (absent === undefined || process.env.CI === "true") rspamd = await startRspamd();
});
afterAll(async () => {
  await rspamd?.[Symbol.asyncDispose]();
  await store.close();
  await folder[Symbol.asyncDispose]();
});

function listening(spam: Partial<Settings["spam"]>, url = rspamd?.url, lmtp?: string): Promise<Listening> {
  const asked = { ...testSettings.spam, ...spam };
  return startListening(store, {
    smtp: behindProxy,
    ...(lmtp === undefined ? {} : { lmtp }),
    settings: {
      authentication: { ...testSettings.authentication, check: "never" },
      spam: { ...asked, rspamd: { ...asked.rspamd, url, timeout: 1 } },
    },
  });
}

let serial = 0;
function letter(action: string, more = ""): string {
  serial += 1;
  return `From: ann@customer.test\r\nTo: support@localhost\r\nSubject: Hello\r\nMessage-ID: <${serial}@spam.test>\r\n${more}X-Wanted-Action: ${action}\r\n\r\nHello ${serial}\r\n`;
}

async function kept(answer: string): Promise<{ readonly queue: string; readonly warnings: readonly string[] }> {
  const number = answer.match(/^250 2\.0\.0 ticket (\d+)/)?.[1];
  if (number === undefined) throw new Error(`not taken: ${answer}`);
  const ticket = await store.db
    .selectFrom("ticket as t")
    .innerJoin("queue as q", "q.id", "t.queue_id")
    .select(["t.id", "q.name"])
    .where("t.tn", "=", number)
    .executeTakeFirstOrThrow();
  const article = (await articlesOf(store, ticket.id, 1)).at(-1);
  return { queue: ticket.name, warnings: article?.warnings.map(({ message }) => message) ?? [] };
}

withRspamd("what it takes for ham is a mail as any", async () => {
  await using desk = await listening({});
  expect(await kept(await handIn(desk.servers.addresses.smtp, letter("no action")))).toEqual({
    queue: "Raw",
    warnings: [],
  });
});

withRspamd("what it marks as spam goes to the junk queue", async () => {
  await using desk = await listening({});
  expect(await kept(await handIn(desk.servers.addresses.smtp, letter("add header")))).toEqual({
    queue: "Junk",
    warnings: ["rspamd takes this mail for spam (score 0 of 15)."],
  });
});

withRspamd("by setting it is only flagged, or goes to another queue", async () => {
  await using flagging = await listening({ onSpam: "flag" });
  const flagged = await kept(await handIn(flagging.servers.addresses.smtp, letter("reject")));
  expect(flagged).toMatchObject({ queue: "Raw", warnings: [expect.stringContaining("spam")] });
  await using other = await listening({ queue: "Misc" });
  expect((await kept(await handIn(other.servers.addresses.smtp, letter("add header")))).queue).toBe("Misc");
});

withRspamd("what it rejects is refused, what it wants again later is put off, with all that it was told", async () => {
  await using desk = await listening({});
  expect(await handIn(desk.servers.addresses.smtp, letter("reject"))).toBe("550 5.7.1 this mail is taken for spam");
  expect(await handIn(desk.servers.addresses.smtp, letter("soft reject"))).toBe(
    "451 4.7.1 192.0.2.1 mail.customer.test ann@customer.test support@localhost",
  );
  expect(await handIn(desk.servers.addresses.smtp, letter("greylist"))).toMatch(/^451 4\.7\.1 /);
});

withRspamd("what comes by LMTP was taken by a mail server already: never refused, junk instead", async () => {
  await using desk = await listening({}, rspamd?.url, "lmtp.sock");
  await using wire = await Wire.open(join(desk.folder, "lmtp.sock"));
  await wire.hear(/^220 /);
  for (const action of ["reject", "soft reject"]) {
    for (const line of ["LHLO mx.test", "MAIL FROM:<ann@customer.test>", "RCPT TO:<support@localhost>", "DATA"]) {
      await wire.say(line);
    }
    const { queue } = await kept(await wire.say(`${letter(action)}.`));
    expect(queue).toBe(action === "reject" ? "Junk" : "Raw");
  }
});

test("one that refuses connections costs no mail", async () => {
  await using desk = await listening({}, "http://127.0.0.1:9");
  expect((await kept(await handIn(desk.servers.addresses.smtp, letter("reject")))).queue).toBe("Raw");
  expect(desk.logged).toContain("rspamd was not heard; the mail is taken without it");
});

test("one that never answers delays a mail no longer than the setting", async () => {
  const silent = createServer((socket) => void socket.resume().on("error", () => undefined)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  try {
    await using desk = await listening({}, `http://127.0.0.1:${port}`);
    expect((await kept(await handIn(desk.servers.addresses.smtp, letter("reject")))).queue).toBe("Raw");
    expect(desk.logged).toContain("rspamd was not heard; the mail is taken without it");
  } finally {
    silent.close();
  }
});

test("headers of a filter in front count, unless the mail comes straight from outside", async () => {
  const flag = "X-Spam-Flag: YES\r\n";
  await using desk = await listening({}, "http://127.0.0.1:9");
  expect((await kept(await handIn(desk.servers.addresses.smtp, letter("-", flag)))).queue).toBe("Raw");
  desk.change({ localNetworks: ["192.0.2.1"] });
  expect((await kept(await handIn(desk.servers.addresses.smtp, letter("-", flag)))).queue).toBe("Junk");
  await using doubting = await listening({ trustHeaders: false }, "http://127.0.0.1:9");
  doubting.change({ localNetworks: ["192.0.2.1"] });
  expect((await kept(await handIn(doubting.servers.addresses.smtp, letter("-", flag)))).queue).toBe("Raw");
});
