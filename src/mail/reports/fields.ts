/** Parts of a multipart/report as groups of fields, and what stands in the header of a returned message. */
import { decodeWords, messageIds } from "../headers.ts";
import type { Attachment } from "../message.ts";
import { beginning as firstOctets } from "../rawSource.ts";
import { cleanLine } from "../text.ts";

/** Reports are small; a part larger than that is a returned message of which only the beginning counts. */
const maxRead = 64 * 1024;

/** A group of fields: names in lower case, of several equal names the first. */
export type Fields = ReadonlyMap<string, string>;

/** The beginning of a part with LF line ends. RFC 6533 allows UTF-8 here; what is not that stays octet for octet. */
export function beginning(part: Attachment): string {
  const octets = part.waiting === undefined ? part.read().subarray(0, maxRead) : firstOctets(part.waiting, maxRead);
  const utf8 = octets.toString("utf8");
  return (utf8.includes("\ufffd") ? octets.toString("latin1") : utf8).replace(/\r\n?/g, "\n");
}

/** Groups stand between empty lines. */
export function groupsOf(text: string): readonly Fields[] {
  return text
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((group) => group.size > 0);
}

export function fieldsOf(group: string): Fields {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (/^[\x21-\x7e]+$/.test(name) && !fields.has(name)) fields.set(name, cleanLine(line.slice(colon + 1)));
  }
  return fields;
}

/** Without its type (`rfc822;`, RFC 3464 §2.1.2; `utf-8;` with RFC 6533's escapes). */
export function withoutType(value: string): string {
  const [, type = "", bare = ""] = /^\s*(?:([\w-]+)\s*;)?\s*(.*)$/s.exec(value) ?? [];
  const text = /^utf-8$/i.test(type)
    ? bare.replace(/\\x\{([0-9a-f]{1,6})\}/gi, (whole, hex: string) => {
        const point = Number.parseInt(hex, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      })
    : bare;
  return text.replace(/^<(.*)>$/s, "$1").trim();
}

export interface Returned {
  readonly messageId: string | undefined;
  readonly subject: string | undefined;
  readonly to: string | undefined;
}

export const nothingReturned: Returned = { messageId: undefined, subject: undefined, to: undefined };

/** What the message or the header lines that came back tell of themselves. */
export function returnedOf(attachments: readonly Attachment[]): Returned {
  const part = attachments.find(({ contentType }) =>
    /^(?:message\/rfc822|text\/rfc822-headers|message\/(?:global|global-headers))$/.test(contentType),
  );
  return part === undefined ? nothingReturned : headerOf(beginning(part));
}

export function headerOf(message: string): Returned {
  const [group = ""] = message.trimStart().split(/\n[ \t]*\n/, 1);
  const fields = fieldsOf(group);
  const subject = fields.get("subject");
  return {
    messageId: messageIds(fields.get("message-id") ?? "")[0],
    subject: subject === undefined ? undefined : cleanLine(decodeWords(subject)),
    to: fields.get("to"),
  };
}
