/** SQL of personal_queues: the queues that agents have chosen as theirs. */
import type { Reader, Tx } from "./store.ts";

/** Ids of the agents who have chosen the queue, valid or not. */
export async function agentsOfQueue(db: Reader, queueId: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("personal_queues")
    .select("user_id")
    .where("queue_id", "=", queueId)
    .orderBy("user_id")
    .execute();
  return [...new Set(rows.map(({ user_id }) => user_id))];
}

/** The agent has not chosen the queue any more. */
export async function leaveQueue(tx: Tx, userId: number, queueId: number): Promise<void> {
  await tx.deleteFrom("personal_queues").where("user_id", "=", userId).where("queue_id", "=", queueId).execute();
}
