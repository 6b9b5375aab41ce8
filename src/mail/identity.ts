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
  hashBody(hash, raw.bytes());
  return hash.digest("hex");
}

const segment = 256 * 1024;

/** The body with LF line ends and none at its end: roads differ in both. */
function hashBody(hash: Hash, bytes: Buffer): void {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end -= 1;
  const start = bodyStart(bytes);
  if (start >= end) return;
  const body = bytes.subarray(start, end);
  for (let at = 0; at < body.length; ) {
    let next = Math.min(at + segment, body.length);
    // A CR and its LF belong into one segment.
    if (next < body.length && body[next - 1] === 13) next += 1;
    hash.update(body.toString("latin1", at, next).replaceAll("\r\n", "\n"), "latin1");
    at = next;
  }
}

function bodyStart(bytes: Buffer): number {
  const crlf = bytes.indexOf("\r\n\r\n");
  const lf = bytes.indexOf("\n\n");
  if (crlf < 0) return lf < 0 ? 0 : lf + 2;
  return lf >= 0 && lf < crlf ? lf + 2 : crlf + 4;
}
