/** What an agent fills in for a mail, checked: recipients, attachments, and the queue's own address. */

import { lookup } from "mime-types";
import type { ReplyRequest } from "../api/requests.ts";
import { UserError } from "../errors.ts";
import { parseAddresses } from "../mail/addresses.ts";
import type { Address } from "../mail/message.ts";
import { contentOf } from "../mail/rawSource.ts";
import { said } from "../said.ts";
import type { NewAttachment } from "../store/articles.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Enclosure } from "./letter.ts";

/**
 * @param field names the field in the error
 * @throws UserError naming what is no address
 */
export function writtenAddresses(field: string, text: string | undefined): readonly Address[] {
  const parsed = parseAddresses(text ?? "").filter(({ name, address }) => name !== "" || address !== "");
  const wrong = parsed.find(({ address }) => !/^[^\s@,]+@[^\s@,]+$/.test(address));
  if (wrong === undefined) return parsed;
  throw new UserError(said`"${wrong.address || wrong.name}" is no mail address`, {
    where: field,
    mend: said`Write name@host`,
  });
}

export function writtenEnclosures(attachments: ReplyRequest["attachments"]): readonly Enclosure[] {
  return (attachments ?? []).map(({ filename, contentType, contentBase64 }) => ({
    filename,
    contentType: typeOf(filename, contentType),
    content: Buffer.from(contentBase64, "base64"),
  }));
}

/** By the file's name where nobody said it, or only that it is a file. */
function typeOf(filename: string, given: string | undefined): string {
  const said = given === undefined || given === "application/octet-stream" ? undefined : given;
  return said ?? (lookup(filename) || "application/octet-stream");
}

/** The HTML form, as OTRS keeps that of every article. */
export function storedHtml(html: string | undefined): readonly NewAttachment[] {
  if (html === undefined) return [];
  return [
    {
      filename: "file-2",
      contentType: 'text/html; charset="utf-8"',
      contentId: undefined,
      disposition: "inline",
      alternative: true,
      content: contentOf(Buffer.from(html)),
    },
  ];
}

/** As the article keeps them. */
export function storedEnclosures(enclosures: readonly Enclosure[]): readonly NewAttachment[] {
  return enclosures.map(({ filename, contentType, content, contentId }) => ({
    filename,
    contentType,
    contentId: contentId === undefined ? undefined : `<${contentId}>`,
    disposition: contentId === undefined ? "attachment" : "inline",
    alternative: false,
    content: contentOf(content),
  }));
}

/** The address a queue writes from. @throws UserError for a queue without one */
export function queueAddress(rows: Reference, queueId: number): Address {
  const queue = rows.queues.byId(queueId);
  const own = queue === undefined ? undefined : rows.addressById.get(queue.systemAddressId);
  if (own !== undefined) return { name: own.realname, address: own.address };
  throw new UserError(said`queue "${queue?.name ?? queueId}" has no system address`, {
    mend: said`Give the queue an address to write from`,
  });
}
