/** A fingerprint by which the same message is known again, by whatever road it came. */
import { createHash, type Hash } from "node:crypto";
import { header, type ParsedMail } from "./message.ts";
import type { RawSource } from "./rawSource.ts";

/** Fields that the author wrote; all others may be added or changed on the way. */
const authored = ["From", "To", "Cc", "Subject", "Date", "In-Reply-To", "References", "Content-Type"];

/** Hex digits of the mail's date, and of SHA-256 after them. */
const digits = { date: 8, hash: 56 };

/**
 * 64 hex digits: its date in epoch seconds, then a hash; undefined for a mail with neither Message-ID nor Date, of which two
 * equal ones may both be meant. The date makes the mails of a day neighbours in the index, of which hashes alone would touch
 * another page for each.
 */
export function fingerprint(mail: ParsedMail, raw: RawSource): string | undefined {
  if (mail.messageId === undefined && mail.date === undefined) return undefined;
  const fields = authored.map((name) => `${(header(mail, name) ?? "").replace(/\s+/g, " ")}\0`);
  const hash = createHash("sha256").update(`${mail.messageId ?? ""}\0${fields.join("")}`);
  // Where no blank line ends the header, all of it is taken for the body.
  if (!hashBody(hash, raw, true)) hashBody(hash, raw, false);
  return `${datePrefix(mail)}${hash.digest("hex").slice(0, digits.hash)}`;
}

/** Without a zone it means another instant on each machine. */
const zone = /[+-]\d{4}|\b[A-Z]{1,4}\b/;

function datePrefix(mail: ParsedMail): string {
  const zoned = zone.test(header(mail, "Date") ?? "");
  const seconds = zoned ? Math.floor((mail.date?.getTime() ?? 0) / 1000) : 0;
  return Math.min(Math.max(seconds, 0), 0xffff_ffff).toString(16).padStart(digits.date, "0");
}

/** Octets that are looked at in one go; a large mail waits in a file. */
const segment = 256 * 1024;

/**
 * The body with LF line ends and none at its end: roads differ in both.
 * @returns whether there was a body
 */
function hashBody(hash: Hash, raw: RawSource, afterHeader: boolean): boolean {
  let inHeader = afterHeader;
  // Of the header: what may be the beginning of its end. Of the body: line ends, its own only if something follows them.
  let held = "";
  for (const piece of raw.pieces(segment)) {
    let text = piece.toString("latin1");
    if (inHeader) {
      const whole = held + text;
      const blank = /\r\n\r\n|\n\n/.exec(whole);
      held = blank === null ? whole.slice(-3) : "";
      if (blank === null) continue;
      text = whole.slice(blank.index + blank[0].length);
      inHeader = false;
    }
    const end = endOfText(text);
    if (end === 0) held += text;
    else {
      hash.update((held + text.slice(0, end)).replaceAll("\r\n", "\n"), "latin1");
      held = text.slice(end);
    }
  }
  return !inHeader;
}

function endOfText(text: string): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  return end;
}
