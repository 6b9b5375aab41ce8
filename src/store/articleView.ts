/** SQL of articles being read: a ticket's thread, its history and links, one attachment, one raw source. */

import type { ArticleView, AttachmentSummary, HistoryEntry } from "../api/ticket.ts";
import { iso } from "../clock.ts";
import { authenticationsOf } from "./articleAuthentication.ts";
import { warningsOf } from "./articleWarnings.ts";
import { attachmentOf, rawOf, wholeBytes } from "./largeValues.ts";
import type { Reader, Store } from "./store.ts";
import { messageIdDigest } from "./tickets.ts";

type StoredAttachment = Omit<AttachmentSummary, "inline">;

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
  const attachments = await attachmentsOf(
    db,
    rows.map(({ id }) => id),
  );
  const html = await htmlBodies(
    store,
    attachments.filter(({ alternative }) => alternative).map(({ id }) => id),
  );
  const deliveries = await deliveriesOf(
    db,
    rows.map(({ id }) => id),
  );
  const warnings = await warningsOf(
    db,
    rows.map(({ id }) => id),
  );
  const authentications = await authenticationsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ visible, seen, ...row }) => ({
    ...row,
    sender: row.sender === "agent" || row.sender === "system" ? row.sender : "customer",
    visibleForCustomer: visible === 1,
    from: row.from ?? "",
    to: row.to ?? "",
    cc: row.cc ?? "",
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

interface FoundAttachment extends StoredAttachment {
  readonly articleId: number;
  /** The HTML form of the body, not a file. */
  readonly alternative: boolean;
}

async function attachmentsOf(db: Reader, articleIds: readonly number[]): Promise<readonly FoundAttachment[]> {
  if (articleIds.length === 0) return [];
  const rows = await db
    .selectFrom("article_data_mime_attachment")
    .select([
      "id",
      "article_id",
      "filename",
      "content_type",
      "content_size",
      "content_id",
      "content_alternative",
      "disposition",
    ])
    .where("article_id", "in", articleIds)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    articleId: row.article_id,
    alternative: row.content_alternative === "1" && /^text\/html/i.test(row.content_type ?? ""),
    filename: row.filename ?? "unnamed",
    contentType: row.content_type ?? "application/octet-stream",
    size: Number(row.content_size ?? 0),
    disposition: row.disposition,
    contentId: row.content_id,
  }));
}

async function htmlBodies(store: Store, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await store.db
    .selectFrom("article_data_mime_attachment")
    .select(["id", "article_id", "content"])
    .where("id", "in", ids)
    .execute();
  const bodies = new Map<number, string>();
  for (const { id, article_id, content } of rows) {
    if (content === null) continue;
    bodies.set(article_id, (await wholeBytes(store.db, store.codec, attachmentOf(id), content)).toString("utf8"));
  }
  return bodies;
}

async function deliveriesOf(db: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, ArticleView["delivery"]>> {
  if (ids.length === 0) return new Map();
  const queued = await db
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .select(["q.article_id", "d.article_id as deliveryArticle", "q.due_time", "q.last_smtp_message"])
    .where((where) => where.or([where("q.article_id", "in", ids), where("d.article_id", "in", ids)]))
    .execute();
  const tried = await db
    .selectFrom("gotrs_delivery")
    .select(["article_id", "state", "attempts", "last_message"])
    .where("article_id", "in", ids)
    .where("state", "!=", "resent")
    .orderBy("id")
    .execute();
  const found = new Map<number, Delivery>();
  const add = (articleId: number | null, delivery: Delivery): void => {
    if (articleId === null) return;
    const known = found.get(articleId);
    if (known === undefined || rank[delivery.state] >= rank[known.state]) found.set(articleId, delivery);
  };
  for (const { article_id, state, attempts, last_message } of tried) {
    add(article_id, { state: triedStates.get(state) ?? "queued", attempts, message: last_message, due: null });
  }
  for (const row of queued) {
    const articleId = row.article_id ?? row.deliveryArticle;
    const known = articleId === null ? undefined : found.get(articleId);
    const due = row.due_time === null ? null : iso(row.due_time);
    add(articleId, { state: "queued", attempts: known?.attempts ?? 0, message: row.last_smtp_message, due });
  }
  return found;
}

type Delivery = NonNullable<ArticleView["delivery"]>;
const triedStates: ReadonlyMap<string, Delivery["state"]> = new Map([
  ["sent", "sent"],
  ["failed", "failed"],
  ["recalled", "recalled"],
]);
/** Of several mails of one article the one that somebody has to act on is shown. */
const rank: Readonly<Record<Delivery["state"], number>> = { sent: 0, recalled: 1, queued: 2, failed: 3 };

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

export async function attachmentContent(
  store: Store,
  articleId: number,
  id: number,
): Promise<{ readonly filename: string; readonly contentType: string; readonly content: Buffer } | undefined> {
  const row = await store.db
    .selectFrom("article_data_mime_attachment")
    .select(["filename", "content_type", "content"])
    .where("id", "=", id)
    .where("article_id", "=", articleId)
    .executeTakeFirst();
  if (row === undefined || row.content === null) return undefined;
  return {
    filename: row.filename ?? "unnamed",
    contentType: row.content_type ?? "application/octet-stream",
    content: await wholeBytes(store.db, store.codec, attachmentOf(id), row.content),
  };
}
