import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { expect, it } from "vitest";
import { composeMail } from "../../src/mail/compose.ts";
import { authorDomain, dnsRecord, newPrivateKey, signMail, zoneLine } from "../../src/mail/dkim.ts";
import { signer } from "../../src/outgoing/sign.ts";
import { addDkimKey, disableDkimKeys } from "../../src/store/dkimKeys.ts";
import { DuplicateRow } from "../../src/store/failure.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { install } from "../peers/gotrs.ts";

const key = { domain: "desk.test", selector: "gotrs", privateKey: newPrivateKey() };
const letter = (from = "support@desk.test") =>
  composeMail({
    from: { name: "S\u00fcpport", address: from },
    to: [{ name: "", address: "ann@customer.test" }],
    cc: [],
    subject: "Gr\u00fc\u00dfe",
    messageId: "<1@desk.test>",
    date: new Date("2026-11-24T10:00:00Z"),
    references: [],
    text: "Hello  \n\n-- \nDesk\n\n\n",
    attachments: [],
    automatic: undefined,
    loopAddress: from,
  });

/** The verdicts of another implementation, which asks this zone. */
async function verdicts(raw: Buffer, zone: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { results } = await dkimVerify(raw, {
    resolver: async (name: string) => {
      const value = zone[name];
      if (value === undefined) throw Object.assign(new Error(`no ${name}`), { code: "ENOTFOUND" });
      return [value.match(/.{1,255}/g) ?? []];
    },
  });
  return results.map(({ status, signingDomain }) => `${status.result} ${signingDomain}`);
}

const record = dnsRecord(key);
const zone = { [record.name]: record.value };

it("signs mail so that another implementation verifies it, and notices every change", async () => {
  const signed = await signMail(await letter(), key);
  expect(await verdicts(signed, zone)).toEqual(["pass desk.test"]);
  const text = signed.toString("latin1");
  expect(await verdicts(Buffer.from(text.replace("Hello", "Hallo"), "latin1"), zone)).toEqual(["neutral desk.test"]);
  expect(await verdicts(Buffer.from(text.replace("Subject: ", "Subject: X"), "latin1"), zone)).toEqual([
    "fail desk.test",
  ]);
});

it("knows the author's domain from any form of From", () => {
  const of = (from: string) =>
    authorDomain(Buffer.from(`X: 1\r\nFrom: ${from}\r\nTo: x@y.test\r\n\r\nFrom: no@no.test\r\n`));
  expect(of("Support <support@Desk.TEST>")).toBe("desk.test");
  expect(of('"a@b.test, c"\r\n <support@desk.test>')).toBe("desk.test");
  expect(authorDomain(Buffer.from("To: x@y.test\r\n\r\nFrom: a@desk.test\r\n"))).toBeUndefined();
});

it("writes a record that a zone file can hold", () => {
  const line = zoneLine(record);
  expect(line).toMatch(/^gotrs\._domainkey\.desk\.test\. IN TXT \( "v=DKIM1; k=rsa; p=/);
  const pieces = [...line.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(255);
  expect(pieces.join("")).toBe(record.value);
});

forEachDatabase("keys in the database", (database) => {
  it("sign the mail of their domain and of domains below it, the newest valid key first", async () => {
    const store = await database.open();
    const desk = testDesk(store);
    const now = desk.clock.now();
    const add = (one: typeof key) => store.transaction((tx) => addDkimKey(tx, one, now));
    await add(key);
    await expect(add(key)).rejects.toThrow(DuplicateRow);
    const newer = { ...key, selector: "next", privateKey: newPrivateKey() };
    await add(newer);
    const selectors = async (from: string) =>
      [...(await signer(desk)(await letter(from))).toString().matchAll(/\bs=(\w+)/g)].map((match) => match[1]);
    expect(await selectors("support@desk.test")).toEqual(["next"]);
    expect(await selectors("support@eu.desk.test")).toEqual(["next"]);
    expect(await selectors("support@otherdesk.test")).toEqual([]);
    expect(await store.transaction((tx) => disableDkimKeys(tx, "desk.test", "next", now))).toEqual(["next"]);
    expect(await selectors("support@desk.test")).toEqual(["gotrs"]);
    await store.close();
  });
});

it("are made on the command line, which prints the record and never the secret", async () => {
  await using installation = await install();
  const added = await installation.run(["admin", "dkim", "add", "Example.COM.", "--selector", "nov26"]);
  expect(added).toMatchObject({ code: 0 });
  expect(added.stdout).toMatch(/^nov26\._domainkey\.example\.com\. IN TXT \( "v=DKIM1; k=rsa; p=MII/m);
  const again = await installation.run(["admin", "dkim", "add", "example.com", "--selector", "nov26"]);
  expect(again).toMatchObject({ code: 65, stderr: expect.stringContaining("example.com has a key nov26 already") });
  expect((await installation.run(["admin", "dkim", "add", "not a domain"])).code).toBe(64);
  const listed = await installation.json<{ keys: unknown }>("admin", "dkim", "list");
  expect(listed).toMatchObject({ keys: [{ domain: "example.com", selector: "nov26", valid: true }] });
  expect(JSON.stringify(listed)).not.toContain("PRIVATE");
  expect((await installation.run(["admin", "dkim", "disable", "example.com"])).code).toBe(0);
  expect((await installation.run(["admin", "dkim", "show", "example.com"])).stdout).toContain("(disabled)");
  expect((await installation.run(["admin", "dkim", "show", "example.org"])).code).toBe(65);
});
