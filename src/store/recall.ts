/** SQL that takes an article's mail out of the queue before it has left. Who may is outgoing/recall.ts's. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import { discardPieces, queuedOf } from "./largeValues.ts";
import { takeTurn } from "./lock.ts";
import type { Tx } from "./store.ts";

export type Recalled =
  | { readonly kind: "recalled"; readonly recipients: readonly string[] }
  /** A daemon is sending it just now. */
  | { readonly kind: "leaving" }
  /** It is not in the queue: sent, given up, or never a mail. */
  | { readonly kind: "gone" };

/** @param holder names this process */
export async function recallMail(tx: Tx, articleId: number, holder: string, now: Date): Promise<Recalled> {
  const time = toDbTime(now);
  // The daemons claim in the same turn, so none takes it meanwhile.
  await takeTurn(tx, "deliver", holder, now);
  const rows = await tx
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .select(["q.id", "q.recipient", "d.id as delivery", "d.claim_until"])
    .where((where) => where.or([where("q.article_id", "=", articleId), where("d.article_id", "=", articleId)]))
    .execute();
  if (rows.length === 0) return { kind: "gone" };
  if (rows.some(({ claim_until }) => claim_until !== null && claim_until > time)) return { kind: "leaving" };
  for (const { id, delivery } of rows) {
    await tx.deleteFrom("mail_queue").where("id", "=", id).execute();
    await discardPieces(tx, [queuedOf(id)]);
    const state = {
      state: "recalled",
      last_message: "recalled before it was sent",
      change_time: time,
      hold_time: null,
    };
    if (delivery === null) {
      const fresh = { message_id: null, attempts: 0, last_code: null, claim_holder: null, claim_until: null };
      await insertRow(tx, "gotrs_delivery", {
        queue_id: id,
        article_id: articleId,
        ...fresh,
        ...state,
        create_time: time,
      });
    } else await tx.updateTable("gotrs_delivery").set(state).where("id", "=", delivery).execute();
  }
  // The customer has not got it, so it is not for the customer's eyes in a portal either.
  await tx.updateTable("article").set({ is_visible_for_customer: 0 }).where("id", "=", articleId).execute();
  return { kind: "recalled", recipients: [...new Set(rows.flatMap(({ recipient }) => recipient.split(",")))] };
}

/** Whether a daemon is sending mail of this ticket. Ask in the turn `deliver`. */
export async function isLeaving(tx: Tx, ticketId: number, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom("gotrs_delivery as d")
    .innerJoin("article as a", "a.id", "d.article_id")
    .innerJoin("mail_queue as q", "q.id", "d.queue_id")
    .select("d.id")
    .where("a.ticket_id", "=", ticketId)
    .where("d.claim_until", ">", toDbTime(now))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
