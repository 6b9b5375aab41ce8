/** SQL of what people do to the outbound queue: flush, try again what was given up, delete. Holding is mailHold.ts's, recalling recall.ts's. */
import { toDbTime } from "../clock.ts";
import { deadOf, discardPieces, queuedOf, wholeBytes } from "./largeValues.ts";
import { onHold } from "./mailHold.ts";
import { enqueueMail } from "./mailQueue.ts";
import type { Store, Tx } from "./store.ts";

/**
 * Makes mail that waits after a failed try due now; what is held back until a time stays held.
 * @param id one mail; undefined for all
 * @returns how many
 */
export async function flushQueue(store: Store, id?: number): Promise<number> {
  return await store.transaction(async (tx) => {
    let waiting = tx
      .updateTable("mail_queue")
      .set({ due_time: null })
      .where("due_time", "is not", null)
      .where("last_smtp_message", "is not", null)
      .where("id", "not in", onHold(tx));
    if (id !== undefined) waiting = waiting.where("id", "=", id);
    return Number((await waiting.executeTakeFirstOrThrow()).numUpdatedRows);
  });
}

export interface Resent {
  readonly articleId: number | null;
  readonly recipients: readonly string[];
}

/** Puts given-up mail back into the queue. @returns what was put back, nothing when there is no such mail */
export async function retryDead(store: Store, tx: Tx, id: number | undefined, now: Date): Promise<readonly Resent[]> {
  let query = tx.selectFrom("gotrs_dead_mail").selectAll().orderBy("queue_id");
  if (id !== undefined) query = query.where("queue_id", "=", id);
  const resent: Resent[] = [];
  for (const row of await query.execute()) {
    const recipients = row.recipient.split(",");
    const raw = await wholeBytes(tx, store.codec, deadOf(row.id), row.raw_message);
    const waiting = await tx
      .selectFrom("mail_queue")
      .select("recipient")
      .where("id", "=", row.queue_id)
      .executeTakeFirst();
    if (waiting === undefined) {
      const mail = { articleId: row.article_id, sender: row.sender ?? "", recipients, raw, due: undefined };
      await enqueueMail(tx, store.codec, mail, now, await isQueued(tx, row.article_id));
      await tx.updateTable("gotrs_delivery").set({ state: "resent" }).where("queue_id", "=", row.queue_id).execute();
    } else {
      // Some recipients are still being tried: the others join them again.
      const all = [...new Set([...waiting.recipient.split(","), ...recipients])].join(",");
      await tx
        .updateTable("mail_queue")
        .set({ recipient: all, due_time: null })
        .where("id", "=", row.queue_id)
        .execute();
    }
    await tx.deleteFrom("gotrs_dead_mail").where("id", "=", row.id).execute();
    await discardPieces(tx, [deadOf(row.id)]);
    resent.push({ articleId: row.article_id, recipients });
  }
  return resent;
}

async function isQueued(tx: Tx, articleId: number | null): Promise<boolean> {
  if (articleId === null) return false;
  const row = await tx.selectFrom("mail_queue").select("id").where("article_id", "=", articleId).executeTakeFirst();
  return row !== undefined;
}

/** Deletes one mail, queued or given up; one that a daemon is sending just now too, which may be too late. @returns whether there was one */
export async function deleteQueued(store: Store, id: number, now: Date): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const queued = await tx.deleteFrom("mail_queue").where("id", "=", id).executeTakeFirstOrThrow();
    const dead = await tx.selectFrom("gotrs_dead_mail").select("id").where("queue_id", "=", id).execute();
    await tx.deleteFrom("gotrs_dead_mail").where("queue_id", "=", id).execute();
    await discardPieces(tx, [queuedOf(id)]);
    await discardPieces(
      tx,
      dead.map((row) => deadOf(row.id)),
    );
    await tx
      .updateTable("gotrs_delivery")
      .set({ state: "failed", last_message: "deleted from the queue", hold_time: null, change_time: toDbTime(now) })
      .where("queue_id", "=", id)
      .where("state", "=", "queued")
      .execute();
    return queued.numDeletedRows > 0n || dead.length > 0;
  });
}
