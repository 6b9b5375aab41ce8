/** SQL of how far the mails of articles have come, for those who read the thread. */
import type { ArticleView } from "../api/ticket.ts";
import { iso } from "../clock.ts";
import { holdOf } from "./mailHold.ts";
import type { Reader } from "./store.ts";

type Delivery = NonNullable<ArticleView["delivery"]>;

/** By article id; articles that were never mailed are left out. */
export async function deliveriesOf(db: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, Delivery>> {
  if (ids.length === 0) return new Map();
  const queued = await db
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .leftJoin("users as u", "u.id", "d.hold_by")
    .select(["q.article_id", "d.article_id as deliveryArticle", "q.due_time", "q.last_smtp_message"])
    .select(["d.hold_time", "d.hold_reason", "u.login as hold_login"])
    .where((where) => where.or([where("q.article_id", "in", ids), where("d.article_id", "in", ids)]))
    .execute();
  const tried = await db
    .selectFrom("gotrs_delivery")
    .select(["article_id", "state", "attempts", "last_message"])
    .where("article_id", "in", ids)
    .where("state", "!=", "resent")
    .orderBy("id")
    .execute();
  const found = new Map<number, Delivery>();
  const add = (articleId: number | null, delivery: Delivery): void => {
    if (articleId === null) return;
    const known = found.get(articleId);
    if (known === undefined || rank[delivery.state] >= rank[known.state]) found.set(articleId, delivery);
  };
  for (const { article_id, state, attempts, last_message } of tried) {
    add(article_id, {
      state: triedStates.get(state) ?? "queued",
      attempts,
      message: last_message,
      due: null,
      hold: null,
    });
  }
  for (const row of queued) {
    const articleId = row.article_id ?? row.deliveryArticle;
    const known = articleId === null ? undefined : found.get(articleId);
    const due = row.due_time === null ? null : iso(row.due_time);
    const held = holdOf(row);
    const hold = held === null ? (known?.hold ?? null) : { ...held, since: iso(held.since) };
    add(articleId, { state: "queued", attempts: known?.attempts ?? 0, message: row.last_smtp_message, due, hold });
  }
  return found;
}

const triedStates: ReadonlyMap<string, Delivery["state"]> = new Map([
  ["sent", "sent"],
  ["failed", "failed"],
  ["recalled", "recalled"],
]);
/** Of several mails of one article the one that somebody has to act on is shown. */
const rank: Readonly<Record<Delivery["state"], number>> = { sent: 0, recalled: 1, queued: 2, failed: 3 };
