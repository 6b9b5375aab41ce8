/** SQL of what the full-text index is made from: articles as texts, which are new, and which tickets changed their words. */
import { sql } from "kysely";
import type { DbTime } from "../clock.ts";
import type { Reader } from "./store.ts";

/** What an article is found by. */
export interface ArticleText {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  /** Customer id and customer user of the ticket. */
  readonly customer: string;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly body: string;
  /** Names of attachments; the body's HTML form is none. */
  readonly files: readonly string[];
}

/** Characters of a body that are read; what comes after them is not found. */
const longestBody = 400_000;

/** In order of id; ids that no article has are left out. */
export async function articleTexts(db: Reader, ids: readonly number[]): Promise<readonly ArticleText[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("article as a")
    .innerJoin("ticket as t", "t.id", "a.ticket_id")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .select(["a.id", "t.tn as number", "t.title", "t.customer_id", "t.customer_user_id"])
    .select(["m.a_from as from", "m.a_to as to", "m.a_cc as cc", "m.a_subject as subject"])
    .select(sql<string | null>`substr(m.a_body, 1, ${sql.lit(longestBody)})`.as("body"))
    .where("a.id", "in", ids)
    .orderBy("a.id")
    .execute();
  const files = await db
    .selectFrom("article_data_mime_attachment")
    .select(["article_id", "filename"])
    .where("article_id", "in", ids)
    .where((where) => where.or([where("content_alternative", "is", null), where("content_alternative", "!=", "1")]))
    .execute();
  const names = Map.groupBy(files, ({ article_id }) => article_id);
  return rows.map(({ customer_id, customer_user_id, ...row }) => ({
    id: row.id,
    number: row.number,
    title: row.title ?? "",
    customer: [...new Set([customer_id, customer_user_id])].filter((one) => one !== null).join(" "),
    from: row.from ?? "",
    to: row.to ?? "",
    cc: row.cc ?? "",
    subject: row.subject ?? "",
    body: row.body ?? "",
    files: (names.get(row.id) ?? []).flatMap(({ filename }) => filename ?? []),
  }));
}

export interface Row {
  readonly id: number;
  readonly created: DbTime;
}

export async function articlesAfter(db: Reader, id: number, limit: number): Promise<readonly Row[]> {
  return await db
    .selectFrom("article")
    .select(["id", "create_time as created"])
    .where("id", ">", id)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export interface TicketChangeRow extends Row {
  readonly ticketId: number;
  /** Name of the history type. */
  readonly type: string;
}

export async function historyAfter(db: Reader, id: number, limit: number): Promise<readonly TicketChangeRow[]> {
  return await historyRows(db).where("h.id", ">", id).orderBy("h.id").limit(limit).execute();
}

export async function historyOf(db: Reader, ids: readonly number[]): Promise<readonly TicketChangeRow[]> {
  return ids.length === 0 ? [] : await historyRows(db).where("h.id", "in", ids).execute();
}

function historyRows(db: Reader) {
  return db
    .selectFrom("ticket_history as h")
    .innerJoin("ticket_history_type as y", "y.id", "h.history_type_id")
    .select(["h.id", "h.create_time as created", "h.ticket_id as ticketId", "y.name as type"]);
}

/** Articles of these tickets that are indexed already. */
export async function articleIdsUpTo(db: Reader, ticketIds: readonly number[], id: number): Promise<readonly number[]> {
  if (ticketIds.length === 0) return [];
  const rows = await db
    .selectFrom("article")
    .select("id")
    .where("ticket_id", "in", ticketIds)
    .where("id", "<=", id)
    .execute();
  return rows.map((row) => row.id);
}

export async function newest(db: Reader, table: "article" | "ticket_history"): Promise<number> {
  return (await db.selectFrom(table).select("id").orderBy("id", "desc").limit(1).executeTakeFirst())?.id ?? 0;
}

/** Articles not indexed yet, counted no further than `most`. */
export async function countAfter(db: Reader, id: number, most: number): Promise<number> {
  const row = await db
    .selectFrom(db.selectFrom("article").select("id").where("id", ">", id).limit(most).as("c"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** What is shown of a hit beside its ticket. */
export async function hitTexts(db: Reader, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return await db
    .selectFrom("article as a")
    .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .select([
      "a.id",
      "a.create_time as created",
      "s.name as sender",
      "m.a_from as from",
      "m.a_to as to",
      "m.a_cc as cc",
    ])
    .select(["m.a_subject as subject", sql<string | null>`substr(m.a_body, 1, 100000)`.as("body")])
    .where("a.id", "in", ids)
    .execute();
}

/** Ticket → its newest article. */
export async function newestArticles(db: Reader, ticketIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("article")
    .select(({ fn }) => ["ticket_id as ticketId", fn.max("id").as("id")])
    .where("ticket_id", "in", ticketIds)
    .groupBy("ticket_id")
    .execute();
  return new Map(rows.map(({ ticketId, id }) => [ticketId, Number(id)]));
}
