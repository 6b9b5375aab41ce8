import { expect, it } from "vitest";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";
import { quote } from "../../src/mail/text.ts";
import { expectOrdinary } from "../ordinaryMail.ts";
import { hostileMails, slowMails } from "./hostile.ts";

it.each([...hostileMails, ...slowMails])("a mail $name is read in time that its length explains", async ({ bytes }) => {
  const raw = bytes();
  await expectOrdinary(raw.length, () => parseMail(rawFromBuffer(raw)));

  const mail = await parseMail(rawFromBuffer(raw));
  const shown = JSON.stringify({ ...mail, bodyHtml: undefined });
  expect(shown).not.toMatch(/\\u000[0-8bcef]|\\u001|\\ud[89a-f]/);
  for (const attachment of mail.attachments) expect(attachment.read()).toHaveLength(attachment.size);
});

it("the text of a mail without any header is shown, with a word about it", async () => {
  const mail = await parseMail(rawFromBuffer(Buffer.from("just text\r\nand more of it\r\n")));
  expect(mail).toMatchObject({ body: "just text\nand more of it\n", defects: ["it has no header"] });
});

it("what could be read of a mail with too many parts is shown, with a word about the rest", async () => {
  const parts = "--b\r\nContent-Disposition: attachment; filename=a\r\n\r\nx\r\n".repeat(5000);
  const text = "--b\r\nContent-Type: text/plain\r\n\r\nHelp!\r\n";
  const bytes = Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${text}${parts}--b--\r\n`);
  const mail = await parseMail(rawFromBuffer(bytes));
  expect(mail.body).toContain("Help!");
  expect(mail.defects).toEqual([expect.stringMatching(/child nodes/)]);
});

it("quoting a text with a megabyte of blanks takes time that its length explains", async () => {
  await expectOrdinary(1_000_000, () => quote(`${" ".repeat(1_000_000)}x`));
});
