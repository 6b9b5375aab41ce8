/** SQL of the outbound queue as people work on it: listing, one mail with its tries, flushing, retrying, deleting. */
import { type DbTime, toDbTime } from "../clock.ts";
import { queuedMessage } from "./deliveryClaim.ts";
import { deadOf, discardPieces, queuedOf, wholeBytes } from "./largeValues.ts";
import { enqueueMail } from "./mailQueue.ts";
import type { Db, Reader, Store, Tx } from "./store.ts";

export interface QueueEntry {
  readonly id: number;
  /** held: not to be sent before `due`; waiting: a try failed; sending: a daemon has it. */
  readonly state: "queued" | "held" | "waiting" | "sending" | "failed";
  readonly articleId: number | null;
  readonly ticketNumber: string | null;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly attempts: number;
  /** When it is tried again; null for now, and for what was given up. */
  readonly due: DbTime | null;
  readonly lastMessage: string | null;
  readonly created: DbTime;
}

export interface QueueTry {
  readonly attempt: number;
  readonly code: number | null;
  readonly message: string;
  readonly created: DbTime;
}

export interface TicketsEntry {
  readonly entry: QueueEntry;
  /** undefined for what belongs to no ticket, such as notices to agents. */
  readonly ticket: ArticleTicket | undefined;
}

export async function queueEntries(db: Reader, now: Date, id?: number): Promise<readonly QueueEntry[]> {
  return (await queueOfTickets(db, now, id)).map(({ entry }) => entry);
}

/** The same with the tickets that the mails belong to. */
export async function queueOfTickets(db: Reader, now: Date, id?: number): Promise<readonly TicketsEntry[]> {
  const time = toDbTime(now);
  let queued = db
    .selectFrom("mail_queue as q")
    .leftJoin("gotrs_delivery as d", "d.queue_id", "q.id")
    .select(["q.id", "q.article_id", "q.sender", "q.recipient", "q.due_time", "q.last_smtp_message as lastMessage"])
    .select(["q.create_time as created", "d.attempts", "d.claim_until", "d.article_id as deliveryArticle"])
    .orderBy("q.id");
  let failed = db
    .selectFrom("gotrs_dead_mail")
    .select(["queue_id", "article_id", "sender", "recipient", "attempts", "last_message", "create_time"])
    .orderBy("queue_id");
  if (id !== undefined) {
    queued = queued.where("q.id", "=", id);
    failed = failed.where("queue_id", "=", id);
  }
  const entries = [
    ...(await queued.execute()).map((row) => ({
      id: row.id,
      state: stateOf(row, time),
      articleId: row.article_id ?? row.deliveryArticle,
      sender: row.sender ?? "",
      recipients: row.recipient.split(","),
      attempts: row.attempts ?? 0,
      due: row.due_time,
      lastMessage: row.lastMessage,
      created: row.created,
    })),
    ...(await failed.execute()).map((row) => ({
      id: row.queue_id,
      state: "failed" as const,
      articleId: row.article_id,
      sender: row.sender ?? "",
      recipients: row.recipient.split(","),
      attempts: row.attempts,
      due: null,
      lastMessage: row.last_message,
      created: row.create_time,
    })),
  ];
  const tickets = await ticketsOfArticles(
    db,
    entries.flatMap(({ articleId }) => (articleId === null ? [] : [articleId])),
  );
  return entries.map((entry) => {
    const ticket = tickets.get(entry.articleId ?? 0);
    return { entry: { ...entry, ticketNumber: ticket?.number ?? null }, ticket };
  });
}

function stateOf(
  row: { readonly due_time: DbTime | null; readonly claim_until: DbTime | null; readonly lastMessage: string | null },
  time: DbTime,
): QueueEntry["state"] {
  if (row.claim_until !== null && row.claim_until > time) return "sending";
  if (row.due_time === null || row.due_time <= time) return "queued";
  return row.lastMessage === null ? "held" : "waiting";
}

export interface ArticleTicket {
  readonly id: number;
  readonly number: string;
  readonly queueId: number;
  readonly ownerId: number;
  readonly responsibleId: number;
}

/** The tickets of articles, by article. */
async function ticketsOfArticles(
  db: Reader,
  articleIds: readonly number[],
): Promise<ReadonlyMap<number, ArticleTicket>> {
  const found = new Map<number, ArticleTicket>();
  for (let at = 0; at < articleIds.length; at += 500) {
    const rows = await db
      .selectFrom("article as a")
      .innerJoin("ticket as t", "t.id", "a.ticket_id")
      .select(["a.id as articleId", "t.id", "t.tn as number", "t.queue_id as queueId", "t.user_id as ownerId"])
      .select("t.responsible_user_id as responsibleId")
      .where("a.id", "in", articleIds.slice(at, at + 500))
      .execute();
    for (const { articleId, ...ticket } of rows) found.set(articleId, ticket);
  }
  return found;
}

/** Every try of one mail, oldest first. */
export async function queueTries(db: Reader, id: number): Promise<readonly QueueTry[]> {
  return await db
    .selectFrom("gotrs_delivery_attempt")
    .select(["attempt", "code", "message", "create_time as created"])
    .where("queue_id", "=", id)
    .orderBy("id")
    .execute();
}

/** The message of one mail, queued or given up. */
export async function messageInQueue(store: Store, id: number): Promise<Buffer | undefined> {
  const queued = await queuedMessage(store, id);
  if (queued !== undefined) return queued;
  const { db, codec } = store;
  const dead = await db
    .selectFrom("gotrs_dead_mail")
    .select(["id", "raw_message"])
    .where("queue_id", "=", id)
    .executeTakeFirst();
  return dead === undefined ? undefined : await wholeBytes(db, codec, deadOf(dead.id), dead.raw_message);
}

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
      .where("last_smtp_message", "is not", null);
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
      .set({ state: "failed", last_message: "deleted from the queue", change_time: toDbTime(now) })
      .where("queue_id", "=", id)
      .where("state", "=", "queued")
      .execute();
    return queued.numDeletedRows > 0n || dead.length > 0;
  });
}

export async function queueLengths(db: Db): Promise<{ readonly queued: number; readonly failed: number }> {
  const count = async (table: "mail_queue" | "gotrs_dead_mail"): Promise<number> => {
    const { rows } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  return { queued: await count("mail_queue"), failed: await count("gotrs_dead_mail") };
}
