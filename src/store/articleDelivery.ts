/** SQL of how far the mails of articles have come, for those who read the thread. */
import type { ArticleView } from "../api/ticket.ts";
import { iso } from "../clock.ts";
import { holdOf } from "./mailHold.ts";
import type { Reader } from "./store.ts";

/** What is told of it, in one of the states that this version knows. */
type Delivery = NonNullable<ArticleView["delivery"]> & { readonly state: State };
type State = "sent" | "recalled" | "queued" | "failed";

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
  const found = new Map<number, Omit<Delivery, "waiting">>();
  const waiting = new Map<number | null, number>();
  const add = (articleId: number | null, delivery: Omit<Delivery, "waiting">): void => {
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
    waiting.set(articleId, (waiting.get(articleId) ?? 0) + 1);
    const known = articleId === null ? undefined : found.get(articleId);
    const due = row.due_time === null ? null : iso(row.due_time);
    const held = holdOf(row);
    const hold = held === null ? (known?.hold ?? null) : { ...held, since: iso(held.since) };
    add(articleId, { state: "queued", attempts: known?.attempts ?? 0, message: row.last_smtp_message, due, hold });
  }
  return new Map([...found].map(([id, delivery]) => [id, { ...delivery, waiting: waiting.get(id) ?? 0 }]));
}

const triedStates: ReadonlyMap<string, State> = new Map([
  ["sent", "sent"],
  ["failed", "failed"],
  ["recalled", "recalled"],
]);
/** Of several mails of one article the one that somebody has to act on is shown. */
const rank: Readonly<Record<State, number>> = { sent: 0, recalled: 1, queued: 2, failed: 3 };
