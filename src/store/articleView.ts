/** SQL of articles being read: a ticket's thread, its history, one raw source. */
import type { ArticleView, HistoryEntry } from "../api/ticket.ts";
import { iso } from "../clock.ts";
import { attachmentsOf, htmlBodies, type StoredAttachment } from "./articleAttachments.ts";
import { authenticationsOf } from "./articleAuthentication.ts";
import { deliveriesOf } from "./articleDelivery.ts";
import { warningsOf } from "./articleWarnings.ts";
import { rawOf, wholeBytes } from "./largeValues.ts";
import type { Reader, Store } from "./store.ts";
import { messageIdDigest } from "./tickets.ts";

/** An article as its rows tell; what its text tells is found by who reads it. */
export interface StoredArticle extends Omit<ArticleView, "segments" | "attachments"> {
  readonly attachments: readonly StoredAttachment[];
}

export async function articlesOf(store: Store, ticketId: number, userId: number): Promise<readonly StoredArticle[]> {
  const { db } = store;
  const rows = await db
    .selectFrom("article as a")
    .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .innerJoin("communication_channel as c", "c.id", "a.communication_channel_id")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .leftJoin("article_flag as f", (join) =>
      join.onRef("f.article_id", "=", "a.id").on("f.article_key", "=", "Seen").on("f.create_by", "=", userId),
    )
    .select([
      "a.id",
      "s.name as sender",
      "c.name as channel",
      "a.is_visible_for_customer as visible",
      "m.a_from as from",
      "m.a_to as to",
      "m.a_cc as cc",
      "m.a_bcc as bcc",
      "m.a_subject as subject",
      "m.a_body as body",
      "m.a_message_id as messageId",
      "m.a_in_reply_to as inReplyTo",
      "a.create_time as created",
      "f.article_key as seen",
    ])
    .where("a.ticket_id", "=", ticketId)
    .orderBy("a.id")
    .execute();
  const ids = rows.map(({ id }) => id);
  const attachments = await attachmentsOf(db, ids);
  const html = await htmlBodies(
    store,
    attachments.filter(({ alternative }) => alternative).map(({ id }) => id),
  );
  const deliveries = await deliveriesOf(db, ids);
  const warnings = await warningsOf(db, ids);
  const authentications = await authenticationsOf(db, ids);
  return rows.map(({ visible, seen, ...row }) => ({
    ...row,
    sender: row.sender === "agent" || row.sender === "system" ? row.sender : "customer",
    visibleForCustomer: visible === 1,
    from: row.from ?? "",
    to: row.to ?? "",
    cc: row.cc ?? "",
    bcc: row.bcc ?? "",
    subject: row.subject ?? "",
    body: row.body ?? "",
    inReplyTo: row.inReplyTo || null,
    created: iso(row.created),
    bodyHtml: html.get(row.id) ?? null,
    attachments: attachments
      .filter((one) => one.articleId === row.id && !one.alternative)
      .map(({ articleId: _article, alternative: _alternative, ...summary }) => summary),
    seen: seen !== null,
    delivery: deliveries.get(row.id) ?? null,
    authentication: authentications.get(row.id) ?? null,
    warnings: warnings.get(row.id) ?? [],
  }));
}

export async function historyOf(db: Reader, ticketId: number): Promise<readonly HistoryEntry[]> {
  const rows = await db
    .selectFrom("ticket_history as h")
    .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
    .innerJoin("users as u", "u.id", "h.create_by")
    .select(["t.name as type", "h.name", "h.create_time as created", "u.login as by"])
    .where("h.ticket_id", "=", ticketId)
    .orderBy("h.id")
    .execute();
  return rows.map((row) => ({ ...row, created: iso(row.created) }));
}

/** The oldest first. */
export async function articleIdsOf(db: Reader, ticketId: number): Promise<readonly number[]> {
  const rows = await db.selectFrom("article").select("id").where("ticket_id", "=", ticketId).orderBy("id").execute();
  return rows.map(({ id }) => id);
}

export async function articleTicket(db: Reader, articleId: number): Promise<number | undefined> {
  return (await db.selectFrom("article").select("ticket_id").where("id", "=", articleId).executeTakeFirst())?.ticket_id;
}

/** The newest article with this Message-ID. */
export async function articleByMessageId(db: Reader, messageId: string): Promise<number | undefined> {
  const rows = await db
    .selectFrom("article_data_mime")
    .select(["article_id", "a_message_id"])
    .where("a_message_id_md5", "=", messageIdDigest(messageId))
    .orderBy("article_id", "desc")
    .execute();
  return rows.find(({ a_message_id }) => a_message_id === messageId)?.article_id;
}

export async function rawOfArticle(store: Store, articleId: number): Promise<Buffer | undefined> {
  const row = await store.db
    .selectFrom("article_data_mime_plain")
    .select(["id", "body"])
    .where("article_id", "=", articleId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return await wholeBytes(store.db, store.codec, rawOf(row.id), row.body);
}
