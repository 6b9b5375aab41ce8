import { expect, it } from "vitest";
import { fingerprint } from "../../src/mail/identity.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";

const head = ["Message-ID: <1@customer.test>", "From: ann@customer.test", "Subject: Once"];
const mailOf = (lines: readonly string[], end = "\r\n"): Buffer => Buffer.from(lines.join(end));
const print = async (bytes: Buffer): Promise<string | undefined> => {
  const raw = rawFromBuffer(bytes);
  return fingerprint(await parseMail(raw), raw);
};
const once = mailOf([...head, "", "One", "", "Two", ""]);

it.each([
  ["LF line ends", mailOf([...head, "", "One", "", "Two", ""], "\n")],
  ["more blank lines at its end", mailOf([...head, "", "One", "", "Two", "", "", ""])],
  ["none at its end", mailOf([...head, "", "One", "", "Two"])],
  ["fields that were added on the way", mailOf(["Received: from mx", ...head, "X-Spam: no", "", "One", "", "Two", ""])],
  ["another fold", mailOf([head[0] ?? "", "From:", " ann@customer.test", head[2] ?? "", "", "One", "", "Two", ""])],
])("knows a mail again by another road with %s", async (_what, again) => {
  expect(await print(again)).toBe(await print(once));
});

it.each([
  ["another text", mailOf([...head, "", "One", "", "Three", ""])],
  ["a blank line more within", mailOf([...head, "", "One", "", "", "Two", ""])],
  ["another subject", mailOf([...head.slice(0, 2), "Subject: Twice", "", "One", "", "Two", ""])],
  ["another Message-ID", mailOf(["Message-ID: <2@customer.test>", ...head.slice(1), "", "One", "", "Two", ""])],
])("takes a mail with %s for another", async (_what, other) => {
  expect(await print(other)).not.toBe(await print(once));
});

it.each([
  ["Sat, 28 Nov 2026 02:12:34 +0100", "6b0a2a82"],
  ["Sat, 28 Nov 2026 01:12:34 GMT", "6b0a2a82"],
  ["Sat, 28 Nov 2026 02:12:34", "00000000"],
  ["Fri, 28 Nov 1947 02:12:34 +0100", "00000000"],
  ["Fri, 28 Nov 9999 02:12:34 +0100", "ffffffff"],
  ["yesterday", "00000000"],
])("begins with the instant of %s", async (date, beginning) => {
  expect(await print(mailOf([...head, `Date: ${date}`, "", "One"]))).toMatch(new RegExp(`^${beginning}[0-9a-f]{56}$`));
});

it("says nothing of a mail that has neither Message-ID nor Date", async () => {
  expect(await print(mailOf([...head.slice(1), "", "One"]))).toBeUndefined();
});

it("does not depend on where a large mail is cut into pieces", async () => {
  const body = `${"a line of text\r\n".repeat(40_000)}${"\r\n".repeat(200_000)}the end`;
  const bytes = mailOf([...head, "", body]);
  const raw = rawFromBuffer(bytes);
  const mail = await parseMail(raw);
  const cut = (length: number) => ({ ...raw, pieces: () => raw.pieces(length) });
  expect(fingerprint(mail, cut(1013))).toBe(fingerprint(mail, raw));
  expect(fingerprint(mail, cut(7))).toBe(fingerprint(mail, raw));
  const other = rawFromBuffer(Buffer.from(bytes.toString().replaceAll("\r\n", "\n")));
  expect(fingerprint(mail, other)).toBe(fingerprint(mail, raw));
});
