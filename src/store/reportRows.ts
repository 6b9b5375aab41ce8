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
    .select(["queue_id as queueId", "create_time as created"])
    .where("create_time", ">=", since)
    .where("queue_id", "in", queueIds)
    .execute();
}

/** @param typeIds of history: which rows tell of a new state */
export async function stateChanges(db: Reader, { queueIds, since }: Span, typeIds: readonly number[]) {
  if (queueIds.length === 0 || typeIds.length === 0) return [];
  return await db
    .selectFrom("ticket_history")
    .select(["ticket_id as ticketId", "queue_id as queueId", "name", "create_time as created"])
    .where("create_time", ">=", since)
    .where("history_type_id", "in", typeIds)
    .where("queue_id", "in", queueIds)
    .orderBy("id")
    .execute();
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
