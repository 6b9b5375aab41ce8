/** SQL of live updates: which tickets have new history, over all processes that share the database. */
import type { Reader } from "./store.ts";

/**
 * A transaction may commit after one that began later, so rows below the newest are looked at again for a while.
 * History ids are given in order; so many can be under way at a time at most.
 */
const overlap = 200;

export interface TailEntry {
  readonly sequence: number;
  readonly ticketId: number;
  readonly queueId: number;
  readonly ownerId: number;
}

export async function newestHistory(db: Reader): Promise<number> {
  const row = await db.selectFrom("ticket_history").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return row?.id ?? 0;
}

/** History rows after `sequence`, and those shortly before it. */
export async function historySince(db: Reader, sequence: number): Promise<readonly TailEntry[]> {
  return await db
    .selectFrom("ticket_history")
    .select(["id as sequence", "ticket_id as ticketId", "queue_id as queueId", "owner_id as ownerId"])
    .where("id", ">", sequence - overlap)
    .orderBy("id")
    .limit(5000)
    .execute();
}
