/** A fingerprint by which the same message is known again, by whatever road it came. */
import { createHash, type Hash } from "node:crypto";
import { header, type ParsedMail } from "./message.ts";
import type { RawSource } from "./rawSource.ts";

/** Fields that the author wrote; all others may be added or changed on the way. */
const authored = ["From", "To", "Cc", "Subject", "Date", "In-Reply-To", "References", "Content-Type"];

/** Hex SHA-256; undefined for a mail with neither Message-ID nor Date, of which two equal ones may both be meant. */
export function fingerprint(mail: ParsedMail, raw: RawSource): string | undefined {
  if (mail.messageId === undefined && mail.date === undefined) return undefined;
  const hash = createHash("sha256");
  hash.update(`${mail.messageId ?? ""}\0`);
  for (const name of authored) hash.update(`${(header(mail, name) ?? "").replace(/\s+/g, " ")}\0`);
  hashBody(hash, raw);
  return hash.digest("hex");
}

/** Octets that are looked at in one go; a large mail waits in a file. */
const segment = 256 * 1024;

/** The body with LF line ends and none at its end: roads differ in both. */
function hashBody(hash: Hash, raw: RawSource): void {
  let skip = bodyStart(raw);
  // Line ends that are part of the body only if something follows them.
  let held = "";
  for (const piece of raw.pieces(segment)) {
    const text = piece.toString("latin1", Math.min(skip, piece.length));
    skip = Math.max(0, skip - piece.length);
    const end = endOfText(text);
    if (end === 0) held += text;
    else {
      hash.update((held + text.slice(0, end)).replaceAll("\r\n", "\n"), "latin1");
      held = text.slice(end);
    }
  }
}

function endOfText(text: string): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  return end;
}

/** Octets before the body; 0 where no blank line ends the header. */
function bodyStart(raw: RawSource): number {
  let before = 0;
  let tail = "";
  for (const piece of raw.pieces(segment)) {
    const text = tail + piece.toString("latin1");
    const blank = /\r\n\r\n|\n\n/.exec(text);
    if (blank !== null) return before - tail.length + blank.index + blank[0].length;
    before += piece.length;
    tail = text.slice(-3);
  }
  return 0;
}
