/** A parsed mail as the contract's JSON of `gotrs parse`. */
import { automaticOf } from "./automatic.ts";
import type { ParsedMail } from "./message.ts";

export function mailToJson(mail: ParsedMail): object {
  return {
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo.join(" ") || null,
    references: mail.references,
    date: mail.date?.toISOString() ?? null,
    subject: mail.subject,
    from: mail.from[0] ?? null,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: mail.cc,
    contentType: mail.contentType.replace(/;.*$/s, "").trim(),
    charset: mail.charset ?? null,
    body: mail.body,
    bodyHtml: mail.bodyHtml ?? null,
    attachments: mail.attachments.map(({ filename, contentType, contentId, disposition, size, sha256 }) => ({
      filename,
      contentType,
      contentId: contentId ?? null,
      disposition,
      size,
      sha256,
    })),
    autoSubmitted: mail.autoSubmitted ?? null,
    bounce: mail.bounce ?? null,
    receipt: mail.receipt ?? null,
    complaint: mail.complaint ?? null,
    security: mail.security ?? null,
    automatic: automaticOf(mail, undefined) ?? null,
    headers: mail.headers,
    defects: mail.defects,
  };
}
