/** SQL of what reports count: when tickets of some queues came, changed their state, and were first answered. */
import type { DbTime } from "../clock.ts";
import type { Reader } from "./store.ts";

interface Span {
  readonly queueIds: readonly number[];
  readonly since: DbTime;
}

export async function ticketsCreated(db: Reader, { queueIds, since }: Span) {
  if (queueIds.length === 0) return [];
  return await db
    .selectFrom("ticket")
    .select(["queue_id as queueId", "user_id as ownerId", "ticket_state_id as stateId", "create_time as created"])
    .where("create_time", ">=", since)
    .where("queue_id", "in", queueIds)
    .execute();
}

/** @param typeIds of history: which rows tell of a new state */
export async function stateChanges(db: Reader, { queueIds, since }: Span, typeIds: readonly number[]) {
  if (queueIds.length === 0 || typeIds.length === 0) return [];
  return await db
    .selectFrom("ticket_history")
    .select(["queue_id as queueId", "owner_id as ownerId", "name", "create_time as created"])
    .where("create_time", ">=", since)
    .where("history_type_id", "in", typeIds)
    .where("queue_id", "in", queueIds)
    .orderBy("id")
    .execute();
}

/** How many tickets of these states each owner has, or are in each of the states. */
export async function openBy(
  db: Reader,
  column: "user_id" | "ticket_state_id",
  { queueIds, stateIds }: { readonly queueIds: readonly number[]; readonly stateIds: readonly number[] },
): Promise<ReadonlyMap<number, number>> {
  if (queueIds.length === 0 || stateIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("ticket")
    .select((select) => [`${column} as id`, select.fn.countAll<number>().as("count")])
    .where("queue_id", "in", queueIds)
    .where("ticket_state_id", "in", stateIds)
    .groupBy(column)
    .execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** Logins of agents, of those who are no longer valid too. */
export async function loginsOf(db: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("users").select(["id", "login"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, login }) => [id, login]));
}

/** Of tickets that came since then, when an agent first wrote something that the customer sees. */
export async function firstAnswers(db: Reader, { queueIds, since }: Span, agentSenderId: number) {
  if (queueIds.length === 0) return [];
  return await db
    .selectFrom("ticket as t")
    .innerJoin("article as a", "a.ticket_id", "t.id")
    .select(["t.id", "t.create_time as created"])
    .select((select) => select.fn.min("a.create_time").as("answered"))
    .where("t.create_time", ">=", since)
    .where("t.queue_id", "in", queueIds)
    .where("a.article_sender_type_id", "=", agentSenderId)
    .where("a.is_visible_for_customer", "=", 1)
    .groupBy(["t.id", "t.create_time"])
    .execute();
}
