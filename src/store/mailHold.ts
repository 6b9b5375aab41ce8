/** SQL that keeps a mail of the queue from being sent until somebody releases it. Who may is ticket/hold.ts's. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import { takeTurn } from "./lock.ts";
import type { Reader, Tx } from "./store.ts";

/** Somebody keeps a mail from being sent. */
export interface MailHold {
  readonly since: DbTime;
  /** Login; null for an agent who is no longer there. */
  readonly by: string | null;
  readonly reason: string | null;
}

export function holdOf(row: {
  readonly hold_time: DbTime | null;
  readonly hold_login: string | null;
  readonly hold_reason: string | null;
}): MailHold | null {
  return row.hold_time === null ? null : { since: row.hold_time, by: row.hold_login, reason: row.hold_reason };
}

/** Ids of the mails that are on hold. */
export function onHold(db: Reader) {
  return db.selectFrom("gotrs_delivery").select("queue_id").where("hold_time", "is not", null);
}

interface QueuedMail {
  readonly articleId: number | null;
  readonly recipients: readonly string[];
  readonly sending: boolean;
  readonly hold: MailHold | null;
  /** Whether it has its row of gotrs_delivery. */
  readonly tried: boolean;
}

/**
 * The mail, in a turn in which no daemon claims it.
 * @param holder names this process
 * @returns undefined when it is not in the queue: sent, given up, or never there
 */
export async function queuedInTurn(tx: Tx, id: number, holder: string, now: Date): Promise<QueuedMail | undefined> {
  await takeTurn(tx, "deliver", holder, now);
  const row = await tx
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .leftJoin("users as u", "u.id", "d.hold_by")
    .select(["q.article_id", "q.recipient", "d.id as delivery", "d.article_id as deliveryArticle", "d.claim_until"])
    .select(["d.hold_time", "d.hold_reason", "u.login as hold_login"])
    .where("q.id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    articleId: row.article_id ?? row.deliveryArticle,
    recipients: row.recipient.split(","),
    sending: row.claim_until !== null && row.claim_until > toDbTime(now),
    hold: holdOf(row),
    tried: row.delivery !== null,
  };
}

export async function setHold(
  tx: Tx,
  id: number,
  { articleId, tried }: Pick<QueuedMail, "articleId" | "tried">,
  hold: { readonly userId: number; readonly reason: string | null },
  now: Date,
): Promise<void> {
  const time = toDbTime(now);
  const held = { hold_time: time, hold_by: hold.userId, hold_reason: hold.reason, change_time: time };
  if (tried) await tx.updateTable("gotrs_delivery").set(held).where("queue_id", "=", id).execute();
  else {
    const fresh = { queue_id: id, article_id: articleId, state: "queued", attempts: 0, create_time: time };
    await insertRow(tx, "gotrs_delivery", { ...fresh, ...held });
  }
}

/** Its time to be tried begins anew: it must not expire for having been on hold. */
export async function endHold(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .updateTable("gotrs_delivery")
    .set({ hold_time: null, hold_by: null, hold_reason: null, try_since: null, change_time: toDbTime(now) })
    .where("queue_id", "=", id)
    .execute();
}
