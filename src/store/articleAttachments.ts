/** SQL of the attachments of articles being read. */
import type { AttachmentSummary } from "../api/ticket.ts";
import { attachmentOf, wholeBytes } from "./largeValues.ts";
import type { Reader, Store } from "./store.ts";

export type StoredAttachment = Omit<AttachmentSummary, "inline">;

interface FoundAttachment extends StoredAttachment {
  readonly articleId: number;
  /** The HTML form of the body, not a file. */
  readonly alternative: boolean;
}

export async function attachmentsOf(db: Reader, articleIds: readonly number[]): Promise<readonly FoundAttachment[]> {
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

/** Of attachments that are HTML bodies, by article id. */
export async function htmlBodies(store: Store, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
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
