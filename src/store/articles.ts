/** SQL of articles being written: the article, its MIME data, raw source and attachments. Reading them is articleView.ts's. */
import { type DbTime, toDbTime, toEpoch } from "../clock.ts";
import { cutFilename } from "../cutFilename.ts";
import type { Codec, StoredContent } from "./codec.ts";
import type { Snapshot } from "./history.ts";
import { insertRow } from "./insert.ts";
import { attachmentOf, completeLarge, firstStored, rawOf } from "./largeValues.ts";
import type { Reference } from "./referenceRows.ts";
import type { Reader, Tx } from "./store.ts";
import { cut, messageIdDigest } from "./tickets.ts";

export interface NewArticle {
  readonly ticketId: number;
  /** agent, system or customer. */
  readonly sender: string;
  /** Email, Phone, Internal. */
  readonly channel: string;
  readonly visibleForCustomer: boolean;
  readonly from: string;
  readonly replyTo: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc?: string;
  readonly subject: string;
  readonly body: string;
  /** As a MIME header value; bodies are stored as UTF-8 whatever they were sent in. */
  readonly contentType: string;
  /** With angle brackets. */
  readonly messageId: string | undefined;
  readonly inReplyTo: string;
  readonly references: string;
  /** The message byte for byte; undefined for what was never a mail. */
  readonly raw: StoredContent | undefined;
  readonly attachments: readonly NewAttachment[];
}

export interface NewAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly contentId: string | undefined;
  readonly disposition: "attachment" | "inline";
  /** True for the HTML body, which OTRS keeps as attachment `file-2`. */
  readonly alternative: boolean;
  readonly content: StoredContent;
}

/** @returns article.id */
export async function insertArticle(
  tx: Tx,
  codec: Codec,
  reference: Reference,
  article: NewArticle,
  now: Date,
  userId: number,
): Promise<number> {
  const time = toDbTime(now);
  const stamp = { create_time: time, create_by: userId, change_time: time, change_by: userId };
  const articleId = await insertRow(tx, "article", {
    ticket_id: article.ticketId,
    article_sender_type_id: reference.senderTypes.required(article.sender).id,
    communication_channel_id: reference.channels.required(article.channel).id,
    is_visible_for_customer: article.visibleForCustomer ? 1 : 0,
    search_index_needs_rebuild: 1,
    insert_fingerprint: null,
    ...stamp,
  });
  await insertRow(tx, "article_data_mime", {
    article_id: articleId,
    a_from: article.from,
    a_reply_to: article.replyTo,
    a_to: article.to,
    a_cc: article.cc,
    a_bcc: article.bcc ?? "",
    a_subject: article.subject,
    a_message_id: article.messageId ?? null,
    a_message_id_md5: article.messageId === undefined ? null : messageIdDigest(article.messageId),
    a_in_reply_to: article.inReplyTo,
    a_references: article.references,
    a_content_type: cut(article.contentType, 250),
    a_body: article.body,
    incoming_time: toEpoch(now),
    content_path: time.slice(0, 10).replaceAll("-", "/"),
    ...stamp,
  });
  if (article.raw !== undefined) {
    const id = await insertRow(tx, "article_data_mime_plain", {
      article_id: articleId,
      body: firstStored(codec, article.raw),
      ...stamp,
    });
    await completeLarge(tx, codec, rawOf(id), article.raw);
  }
  for (const attachment of article.attachments) {
    const id = await insertRow(tx, "article_data_mime_attachment", {
      article_id: articleId,
      filename: cutFilename(attachment.filename, 250),
      content_size: String(attachment.content.size),
      content_type: attachment.contentType,
      content_id: attachment.contentId === undefined ? null : cut(attachment.contentId, 250),
      content_alternative: attachment.alternative ? "1" : "0",
      disposition: attachment.disposition,
      content: firstStored(codec, attachment.content),
      ...stamp,
    });
    await completeLarge(tx, codec, attachmentOf(id), attachment.content);
  }
  return articleId;
}

/** What an answer to an article needs and its view does not show. */
export async function replyFacts(
  db: Reader,
  articleId: number,
): Promise<{ readonly replyTo: string; readonly references: string }> {
  const row = await db
    .selectFrom("article_data_mime")
    .select(["a_reply_to", "a_references"])
    .where("article_id", "=", articleId)
    .executeTakeFirst();
  return { replyTo: row?.a_reply_to ?? "", references: row?.a_references ?? "" };
}

export interface SentArticle {
  readonly ticket: Snapshot;
  /** Ticket number. */
  readonly number: string;
  /** agent, system or customer. */
  readonly sender: string;
  /** users.id of who wrote it. */
  readonly author: number;
  readonly subject: string;
  readonly messageId: string | null;
  readonly created: DbTime;
}

/** What is told about an article when its mail does not arrive. */
export async function sentArticle(db: Reader, articleId: number): Promise<SentArticle | undefined> {
  const row = await db
    .selectFrom("article as a")
    .innerJoin("ticket as t", "t.id", "a.ticket_id")
    .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .select(["t.id", "t.tn", "t.queue_id", "t.type_id", "t.user_id", "t.ticket_priority_id", "t.ticket_state_id"])
    .select(["s.name as sender", "a.create_by", "a.create_time", "m.a_subject", "m.a_message_id"])
    .where("a.id", "=", articleId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ticket: {
      ticketId: row.id,
      queueId: row.queue_id,
      typeId: row.type_id,
      ownerId: row.user_id,
      priorityId: row.ticket_priority_id,
      stateId: row.ticket_state_id,
    },
    number: row.tn,
    sender: row.sender,
    author: row.create_by,
    subject: row.a_subject ?? "",
    messageId: row.a_message_id,
    created: row.create_time,
  };
}
