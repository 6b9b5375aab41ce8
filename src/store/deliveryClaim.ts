/** SQL that shares out mail_queue among the daemons: what is due, who sends it, until when. What became of it is deliveryOutcome.ts's. */
import { type DbTime, toDbTime } from "../clock.ts";
import { queuedOf, wholeBytes } from "./largeValues.ts";
import { takeTurn } from "./lock.ts";
import type { Reader, Store, Tx } from "./store.ts";

/** A mail that may be sent now, as far as it is needed to say by which road. */
export interface DueMail {
  readonly id: number;
  readonly articleId: number | null;
  /** Empty for the null sender. */
  readonly sender: string;
  readonly recipients: readonly string[];
  /** Refusals by a server so far; one that cannot be reached refuses nothing. */
  readonly attempts: number;
  /** Every try so far, reached or not. */
  readonly tries: number;
  readonly created: DbTime;
  /** Since when it is tried; null before its first try, and before the first one after a hold. */
  readonly triedSince: DbTime | null;
  /** The article's From header; empty for mail without an article. */
  readonly from: string;
  /** Name of the queue in which the article's ticket lies. */
  readonly queue: string | null;
}

/** Due mail at most `limit`, ordered by id and beginning after `after`. */
export async function dueMails(db: Reader, now: Date, limit: number, after = 0): Promise<readonly DueMail[]> {
  const rows = await db
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .select(["q.id", "q.article_id", "q.sender", "q.recipient", "q.attempts", "q.create_time as created"])
    .select(["d.article_id as deliveryArticle", "d.attempts as tries", "d.try_since as triedSince"])
    .where("q.id", ">", after)
    .where((where) => where.or([where("q.due_time", "is", null), where("q.due_time", "<=", toDbTime(now))]))
    .where((where) => where.or([where("d.claim_until", "is", null), where("d.claim_until", "<=", toDbTime(now))]))
    .where("d.hold_time", "is", null)
    .orderBy("q.id")
    .limit(limit)
    .execute();
  const mails = rows.map((row) => ({ ...row, articleId: row.article_id ?? row.deliveryArticle }));
  const origins = await originsOf(
    db,
    mails.flatMap(({ articleId }) => (articleId === null ? [] : [articleId])),
  );
  return mails.map(({ id, articleId, sender, recipient, attempts, tries, created, triedSince }) => ({
    id,
    articleId,
    sender: sender ?? "",
    recipients: recipient.split(",").filter((address) => address !== ""),
    attempts,
    tries: tries ?? 0,
    created,
    triedSince,
    from: origins.get(articleId ?? 0)?.from ?? "",
    queue: origins.get(articleId ?? 0)?.queue ?? null,
  }));
}

interface Origin {
  readonly from: string | null;
  readonly queue: string;
}

async function originsOf(db: Reader, articleIds: readonly number[]): Promise<ReadonlyMap<number, Origin>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("article as a")
    .innerJoin("ticket as t", "t.id", "a.ticket_id")
    .innerJoin("queue as u", "u.id", "t.queue_id")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .select(["a.id", "u.name as queue", "m.a_from as from"])
    .where("a.id", "in", [...articleIds])
    .execute();
  return new Map(rows.map(({ id, ...origin }) => [id, origin]));
}

export interface Claim {
  /** Names the daemon to whoever looks into gotrs_delivery. */
  readonly holder: string;
  readonly until: Date;
}

/** Takes these mails in one transaction. @returns those that no other daemon took or removed meanwhile */
export async function claimMails(
  store: Store,
  mails: readonly DueMail[],
  { holder, until }: Claim,
  now: Date,
): Promise<readonly DueMail[]> {
  if (mails.length === 0) return [];
  const time = toDbTime(now);
  return await store.transaction(async (tx) => {
    await takeTurn(tx, "deliver", holder, now);
    const free = await stillFree(
      tx,
      mails.map(({ id }) => id),
      time,
    );
    const claimed = mails.filter(({ id }) => free.has(id));
    const known = claimed.filter(({ id }) => free.get(id) === true).map(({ id }) => id);
    const fresh = claimed.filter(({ id }) => free.get(id) === false);
    const claim = { claim_holder: holder, claim_until: toDbTime(until), change_time: time };
    if (known.length > 0) {
      await tx
        .updateTable("gotrs_delivery")
        .set(({ fn, ref, val }) => ({ ...claim, try_since: fn.coalesce(ref("try_since"), val(time)) }))
        .where("queue_id", "in", known)
        .execute();
    }
    if (fresh.length > 0) {
      const rows = fresh.map(({ id, articleId }) => ({
        queue_id: id,
        article_id: articleId,
        state: "queued",
        attempts: 0,
        ...claim,
        try_since: time,
        create_time: time,
      }));
      await tx.insertInto("gotrs_delivery").values(rows).execute();
    }
    return claimed;
  });
}

/** By queue id: whether the mail has its row of gotrs_delivery already. */
async function stillFree(tx: Tx, ids: readonly number[], time: DbTime): Promise<ReadonlyMap<number, boolean>> {
  const rows = await tx
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .select(["q.id", "d.id as delivery"])
    .where("q.id", "in", [...ids])
    .where((where) => where.or([where("q.due_time", "is", null), where("q.due_time", "<=", time)]))
    .where((where) => where.or([where("d.claim_until", "is", null), where("d.claim_until", "<=", time)]))
    .where("d.hold_time", "is", null)
    .execute();
  return new Map(rows.map(({ id, delivery }) => [id, delivery !== null]));
}

/** Prolongs the claims of a daemon whose servers take their time. */
export async function renewClaims(store: Store, ids: readonly number[], { holder, until }: Claim): Promise<void> {
  if (ids.length === 0) return;
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_delivery")
      .set({ claim_until: toDbTime(until) })
      .where("queue_id", "in", [...ids])
      .where("claim_holder", "=", holder)
      .execute(),
  );
}

/** Gives mail back that this daemon took and did not begin to send. */
export async function releaseClaims(store: Store, ids: readonly number[], holder: string): Promise<void> {
  if (ids.length === 0) return;
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_delivery")
      .set({ claim_holder: null, claim_until: null })
      .where("queue_id", "in", [...ids])
      .where("claim_holder", "=", holder)
      .execute(),
  );
}

/** The message itself; undefined when it was deleted meanwhile. */
export async function queuedMessage(store: Store, id: number): Promise<Buffer | undefined> {
  const row = await store.db.selectFrom("mail_queue").select("raw_message").where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : await wholeBytes(store.db, store.codec, queuedOf(id), row.raw_message);
}
