/** A mail written in a test as it goes over the wire: LF there, CRLF here. */
import type { ParsedMail } from "../../src/mail/message.ts";
import { parseMail } from "../../src/mail/parse.ts";
import { rawFromBuffer } from "../../src/mail/rawSource.ts";

export async function read(letter: string | Buffer): Promise<ParsedMail> {
  const bytes = typeof letter === "string" ? Buffer.from(letter.replace(/^\n/, "").replaceAll("\n", "\r\n")) : letter;
  return await parseMail(rawFromBuffer(bytes));
}
