/** SQL that finds the tickets whose time may have come. Whether it has, the rules of src/ticket say, with the row in hand. */
import type { Reader } from "./store.ts";

/** Ids of locked tickets of these queues and states. */
export async function lockedTickets(
  db: Reader,
  where: {
    readonly lockIds: readonly number[];
    readonly queueIds: readonly number[];
    readonly stateIds: readonly number[];
  },
  before: number,
): Promise<readonly number[]> {
  const { lockIds, queueIds, stateIds } = where;
  if (lockIds.length === 0 || queueIds.length === 0 || stateIds.length === 0) return [];
  const rows = await db
    .selectFrom("ticket")
    .select("id")
    .where("ticket_lock_id", "in", lockIds)
    .where("queue_id", "in", queueIds)
    .where("ticket_state_id", "in", stateIds)
    .where("timeout", "<=", before)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of tickets in these states whose time is reached. @param now epoch seconds */
export async function pendingTickets(db: Reader, stateIds: readonly number[], now: number): Promise<readonly number[]> {
  if (stateIds.length === 0) return [];
  const rows = await db
    .selectFrom("ticket")
    .select("id")
    .where("ticket_state_id", "in", stateIds)
    .where("until_time", "<=", now)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}
