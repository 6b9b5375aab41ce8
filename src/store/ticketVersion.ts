/** SQL of a ticket's version: the largest id among its history, which every change makes larger. */
import type { DbTime } from "../clock.ts";
import type { Reader } from "./store.ts";

export async function ticketVersion(db: Reader, ticketId: number): Promise<number> {
  const row = await db
    .selectFrom("ticket_history")
    .select("id")
    .where("ticket_id", "=", ticketId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

export interface Since {
  readonly type: string;
  readonly values: string;
  readonly articleId: number | null;
  /** Login. */
  readonly by: string;
  readonly time: DbTime;
}

/** What customers write is written down under the postmaster's agent. */
export const writtenByCustomers: ReadonlySet<string> = new Set(["FollowUp", "EmailCustomer", "WebRequestCustomer"]);

/** What others did to the ticket after a version, oldest first. @param userId whose own changes do not count */
export async function changesSince(
  db: Reader,
  ticketId: number,
  version: number,
  userId: number,
): Promise<readonly Since[]> {
  return await history(db, ticketId)
    .where("h.id", ">", version)
    // The postmaster's agent may be the one who acts.
    .where((where) => where.or([where("h.create_by", "!=", userId), where("t.name", "in", [...writtenByCustomers])]))
    .orderBy("h.id")
    .execute();
}

/** The last time that somebody put the ticket into another queue. */
export async function lastMove(db: Reader, ticketId: number): Promise<Since | undefined> {
  return await history(db, ticketId).where("t.name", "=", "Move").orderBy("h.id", "desc").limit(1).executeTakeFirst();
}

function history(db: Reader, ticketId: number) {
  return db
    .selectFrom("ticket_history as h")
    .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
    .innerJoin("users as u", "u.id", "h.create_by")
    .select([
      "t.name as type",
      "h.name as values",
      "h.article_id as articleId",
      "u.login as by",
      "h.create_time as time",
    ])
    .where("h.ticket_id", "=", ticketId);
}

/** From whom articles are, for the telling. */
export async function articleHeads(
  db: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly from: string; readonly subject: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("article_data_mime")
    .select(["article_id", "a_from", "a_subject"])
    .where("article_id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.article_id, { from: row.a_from ?? "", subject: row.a_subject ?? "" }]));
}
