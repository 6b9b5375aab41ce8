/** The article that keeps a received mail: what OTRS stores of it, and the raw source byte for byte. */
import { createHash } from "node:crypto";
import { type Address, type Attachment, header, type ParsedMail } from "../mail/message.ts";
import { contentOf, type RawSource } from "../mail/rawSource.ts";
import { withoutFinalLineEnds } from "../mail/text.ts";
import type { ArticlePlan } from "../postmaster/plan.ts";
import type { NewArticle, NewAttachment } from "../store/articles.ts";

/** OTRS's name for the HTML body among the attachments. */
const htmlBodyName = "file-2";

export function articleOf(plan: ArticlePlan, raw: RawSource, ticketId: number): NewArticle {
  const { mail } = plan;
  return {
    ticketId,
    sender: plan.senderType,
    channel: "Email",
    visibleForCustomer: plan.visibleForCustomer,
    from: header(mail, "From") ?? "",
    replyTo: header(mail, "Reply-To") ?? "",
    to: header(mail, "To") ?? "",
    cc: header(mail, "Cc") ?? "",
    subject: mail.subject,
    body: bodyOf(mail),
    contentType: "text/plain; charset=utf-8",
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo.join(" "),
    references: mail.references.join(" "),
    raw,
    attachments: [...htmlBody(mail), ...mail.attachments.map(fileOf)],
  };
}

/** What could not be understood is said where the agent reads. */
function bodyOf(mail: ParsedMail): string {
  if (mail.defects.length === 0) return mail.body;
  const note = `[This message could not be read in full: ${mail.defects.join("; ")}. Its source is kept unchanged.]`;
  return mail.body === "" ? note : `${withoutFinalLineEnds(mail.body)}\n\n${note}\n`;
}

function fileOf({ filename, contentType, contentId, disposition, waiting, read }: Attachment): NewAttachment {
  return { filename, contentType, contentId, disposition, alternative: false, content: waiting ?? contentOf(read()) };
}

function htmlBody(mail: ParsedMail): readonly NewAttachment[] {
  if (mail.bodyHtml === undefined) return [];
  const bytes = Buffer.from(mail.bodyHtml);
  return [
    {
      filename: htmlBodyName,
      contentType: 'text/html; charset="utf-8"',
      contentId: undefined,
      disposition: "inline",
      alternative: true,
      content: contentOf(bytes),
    },
  ];
}

/** For a message that even its own rules could not digest: nothing of it but the source and the reason. */
export function unreadable(raw: RawSource, reason: string): ParsedMail {
  return {
    messageId: undefined,
    inReplyTo: [],
    references: [],
    date: undefined,
    subject: "Message that could not be read",
    from: [] satisfies Address[],
    replyTo: [],
    to: [],
    cc: [],
    contentType: "text/plain",
    charset: undefined,
    body: "",
    bodyHtml: undefined,
    attachments: [],
    autoSubmitted: undefined,
    bounce: undefined,
    receipt: undefined,
    complaint: undefined,
    headers: [],
    defects: [reason, `SHA-256 ${createHash("sha256").update(raw.bytes()).digest("hex")}`],
  };
}
