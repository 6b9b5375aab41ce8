/** SQL of an agent's own marks on tickets and articles (ticket_flag, article_flag). */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

/** Marks of one agent on a ticket, but for `Seen`. */
export async function flagsOf(db: Reader, ticketId: number, userId: number): Promise<Readonly<Record<string, string>>> {
  const rows = await db
    .selectFrom("ticket_flag")
    .select(["ticket_key as key", "ticket_value as value"])
    .where("ticket_id", "=", ticketId)
    .where("create_by", "=", userId)
    .where("ticket_key", "!=", "Seen")
    .orderBy("ticket_key")
    .execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key, value ?? ""]));
}

/** Marks of one agent on the articles of a ticket, but for `Seen`: article → mark → value. */
export async function articleFlagsOf(
  db: Reader,
  ticketId: number,
  userId: number,
): Promise<ReadonlyMap<number, Readonly<Record<string, string>>>> {
  const rows = await db
    .selectFrom("article_flag as f")
    .innerJoin("article as a", "a.id", "f.article_id")
    .select(["f.article_id as id", "f.article_key as key", "f.article_value as value"])
    .where("a.ticket_id", "=", ticketId)
    .where("f.create_by", "=", userId)
    .where("f.article_key", "!=", "Seen")
    .orderBy("f.article_key")
    .execute();
  const flags = new Map<number, Readonly<Record<string, string>>>();
  for (const { id, key, value } of rows) flags.set(id, { ...flags.get(id), [key]: value ?? "" });
  return flags;
}

/** @param value null takes the mark away */
export async function setTicketFlag(
  tx: Tx,
  ticketId: number,
  userId: number,
  key: string,
  value: string | null,
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom("ticket_flag")
    .where("ticket_id", "=", ticketId)
    .where("create_by", "=", userId)
    .where("ticket_key", "=", key)
    .execute();
  if (value === null) return;
  await insertRow(tx, "ticket_flag", {
    ticket_id: ticketId,
    ticket_key: key,
    ticket_value: value,
    create_time: toDbTime(now),
    create_by: userId,
  });
}

/** As setTicketFlag. */
export async function setArticleFlag(
  tx: Tx,
  articleId: number,
  userId: number,
  key: string,
  value: string | null,
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom("article_flag")
    .where("article_id", "=", articleId)
    .where("create_by", "=", userId)
    .where("article_key", "=", key)
    .execute();
  if (value === null) return;
  await insertRow(tx, "article_flag", {
    article_id: articleId,
    article_key: key,
    article_value: value,
    create_time: toDbTime(now),
    create_by: userId,
  });
}
