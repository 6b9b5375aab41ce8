/** What a careless or malicious client does to the listener, against the real daemon. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { keptSource, keptSources } from "../intake/kept.ts";
import { eventually } from "../peers/eventually.ts";
import { type Daemon, type Installation, install } from "../peers/gotrs.ts";
import { dotStuffed, SmtpClient, wireForm } from "../peers/smtpClient.ts";
import { hostileMails } from "./hostile.ts";

const maxSize = 20_000_000;
const envelope = { from: "ann@customer.test", to: ["support@localhost"] };
let installation: Installation;
let daemon: Daemon;
let store: Store;
let client: SmtpClient;

beforeAll(async () => {
  installation = await install(undefined, { GOTRS_SMTP_MAX_SIZE: String(maxSize) });
  daemon = await installation.serve({}, { quiet: true });
  store = await openStore(installation.databaseUrl, { clock: systemClock });
  client = await connected();
});
afterAll(async () => {
  client?.destroy();
  await store?.close();
  await daemon?.[Symbol.asyncDispose]();
  await installation?.[Symbol.asyncDispose]();
});

const connected = (): Promise<SmtpClient> => SmtpClient.open(daemon.smtp.host, daemon.smtp.port);

const sources = (): Promise<readonly Buffer[]> => keptSources(store);

async function newest(): Promise<Buffer> {
  const { id } = await store.db
    .selectFrom("article")
    .select("id")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return await keptSource(store, id);
}

/** A client's commands up to the answer that invites the message. */
async function beginMail(from: SmtpClient, mailFrom = "MAIL FROM:<ann@customer.test>"): Promise<void> {
  expect(await from.command(mailFrom)).toMatchObject({ code: 250 });
  expect(await from.command("RCPT TO:<support@localhost>")).toMatchObject({ code: 250 });
  expect(await from.command("DATA")).toMatchObject({ code: 354 });
}

const spooled = (): readonly string[] => readdirSync(join(installation.folder, "spool"));

it.each(hostileMails)("a mail $name is answered with 250 and kept octet for octet", async ({ bytes }) => {
  const octets = wireForm(bytes());
  expect(await client.send(envelope, octets)).toMatchObject({ code: 250 });
  expect((await newest()).equals(octets)).toBe(true);
});

it.each(["\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\n\r.\r\n", "\r\n\0.\r\n"])(
  "a mail does not end at %j, so that nobody smuggles a second one in",
  async (ending) => {
    const before = (await sources()).length;
    await beginMail(client);
    const smuggled = `MAIL FROM:<ceo@desk.test>\r\nRCPT TO:<support@localhost>\r\nDATA\r\nSubject: smuggled\r\n\r\nx`;
    client.write(`Subject: honest\r\n\r\nbody${ending}${smuggled}\r\n.\r\n`);
    const { code } = await client.answer();
    const all = await sources();
    expect(all).toHaveLength(code === 250 ? before + 1 : before);
    if (code === 250) expect(all.at(-1)?.toString()).toContain("MAIL FROM:<ceo@desk.test>");
    else expect(code).toBe(550);
    expect(await client.command("NOOP")).toMatchObject({ code: 250 });
  },
);

it("a mail that comes octet by octet is the same mail", async () => {
  await beginMail(client);
  const octets = Buffer.from("Subject: slow\r\n\r\n.\r\n..two\r\n.three.\r\n\r\n");
  for (const octet of dotStuffed(octets)) {
    client.write(Buffer.from([octet]));
    await new Promise(setImmediate);
  }
  expect(await client.answer()).toMatchObject({ code: 250 });
  expect((await newest()).toString()).toBe(octets.toString());
});

it("a mail that says it is too large is refused at once", async () => {
  const answer = await client.command(`MAIL FROM:<ann@customer.test> SIZE=${maxSize + 1}`);
  expect(answer.code).toBe(552);
});

it("a mail that turns out too large is refused with 552 and never held", async () => {
  const before = (await sources()).length;
  await using other = await connected();
  await beginMail(other);
  const line = Buffer.from(`${"x".repeat(998)}\r\n`.repeat(1000));
  let most = 0;
  for (let sent = 0; sent < 3 * maxSize; sent += line.length) {
    other.write(line);
    await new Promise((resolve) => setTimeout(resolve, 2));
    most = Math.max(most, spooled().length);
  }
  other.write("\r\n.\r\n");
  expect(await other.answer()).toMatchObject({ code: 552 });
  expect(most).toBeLessThanOrEqual(1);
  expect(spooled()).toEqual([]);
  expect(await sources()).toHaveLength(before);
  expect(await other.send(envelope, Buffer.from("Subject: small\r\n\r\nok\r\n"))).toMatchObject({ code: 250 });
});

it("an envelope that is not UTF-8, too long or no address is refused in words, and the connection lives", async () => {
  const senders = [
    "MAIL FROM:<\xff\xfe@customer.test> SMTPUTF8",
    "MAIL FROM:<a b@customer.test>",
    `MAIL FROM:<${"a".repeat(9000)}@customer.test>`,
    "MAIL FROM:<a@b\0c.test>",
    "MAIL FROM:ann",
    "MAIL",
    "\xff\xfe\0",
  ];
  await using other = await connected();
  for (const line of senders) {
    const { code } = await other.command(line);
    if (code === 250) await other.command("RSET");
    else expect(code).toBeGreaterThanOrEqual(500);
  }
  expect(await other.send(envelope, Buffer.from("Subject: after\r\n\r\nok\r\n"))).toMatchObject({ code: 250 });
});

it("a sender in UTF-8 is kept as it is", async () => {
  await using other = await connected();
  const utf8 = (text: string): string => Buffer.from(text).toString("latin1");
  await beginMail(other, utf8("MAIL FROM:<jürgen@müller.test> SMTPUTF8"));
  other.write(utf8("From: Jürgen <jürgen@müller.test>\r\nSubject: Grüße\r\n\r\nok\r\n.\r\n"));
  expect(await other.answer()).toMatchObject({ code: 250 });
  const { a_from, a_subject } = await store.db
    .selectFrom("article_data_mime")
    .select(["a_from", "a_subject"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  expect({ a_from, a_subject }).toEqual({ a_from: "Jürgen <jürgen@müller.test>", a_subject: "Grüße" });
});

it("a mail that breaks off leaves nothing, small or large", async () => {
  const before = (await sources()).length;
  for (const size of [100, 5_000_000]) {
    const other = await connected();
    await beginMail(other);
    other.write(`Subject: torn\r\n\r\n${"x".repeat(size)}`);
    if (size > 1_000_000) await eventually("the large mail to be spooled", () => spooled().length > 0);
    other.destroy();
  }
  await eventually("the spool to be empty", () => spooled().length === 0);
  expect(await sources()).toHaveLength(before);
});

it("a daemon that is asked to stop finishes the mail it is receiving, answers 250 after the commit, and ends with 0", async () => {
  await using second = await install();
  await using running = await second.serve();
  await using sender = await SmtpClient.open(running.smtp.host, running.smtp.port);
  await beginMail(sender);
  sender.write("Message-ID: <last@customer.test>\r\nSubject: last\r\n\r\nfirst half\r\n");
  const torn = await SmtpClient.open(running.smtp.host, running.smtp.port);
  await beginMail(torn);
  torn.write("Subject: torn\r\n\r\n");
  await running.child.waitFor(/ready smtp/);
  process.kill(running.child.pid, "SIGTERM");
  await running.child.waitFor(/stopping/);
  torn.destroy();
  await expect(SmtpClient.open(running.smtp.host, running.smtp.port)).rejects.toThrow();
  sender.write("second half\r\n.\r\n");
  expect(await sender.answer()).toMatchObject({ code: 250 });
  expect(await running.child.ended).toBe(0);
  const after = await openStore(second.databaseUrl, { clock: systemClock });
  const kept = await after.db.selectFrom("article_data_mime").select("a_subject").orderBy("id").execute();
  await after.close();
  expect(kept.map(({ a_subject }) => a_subject)).toEqual([expect.stringContaining("Welcome"), "last"]);
});
