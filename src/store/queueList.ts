/** SQL of the outbound queue as people look at it: listing, one mail with its tries. What they do to it is queueActs.ts's. */
import { type DbTime, toDbTime } from "../clock.ts";
import { queuedMessage } from "./deliveryClaim.ts";
import { deadOf, wholeBytes } from "./largeValues.ts";
import { holdOf, type MailHold, onHold } from "./mailHold.ts";
import type { Db, Reader, Store } from "./store.ts";

export interface QueueEntry {
  readonly id: number;
  /** held: not to be sent before `due`; onHold: not until somebody releases it; waiting: a try failed; sending: a daemon has it. */
  readonly state: "queued" | "held" | "onHold" | "waiting" | "sending" | "failed";
  readonly articleId: number | null;
  readonly ticketNumber: string | null;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly attempts: number;
  /** When it is tried again; null for now, and for what was given up. */
  readonly due: DbTime | null;
  readonly lastMessage: string | null;
  /** Who keeps it from being sent; null unless it is on hold. */
  readonly hold: MailHold | null;
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
    .leftJoin("users as u", "u.id", "d.hold_by")
    .select(["q.create_time as created", "d.attempts", "d.claim_until", "d.article_id as deliveryArticle"])
    .select(["d.hold_time", "d.hold_reason", "u.login as hold_login"])
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
      hold: holdOf(row),
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
      hold: null,
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
  row: {
    readonly due_time: DbTime | null;
    readonly claim_until: DbTime | null;
    readonly hold_time: DbTime | null;
    readonly lastMessage: string | null;
  },
  time: DbTime,
): QueueEntry["state"] {
  if (row.claim_until !== null && row.claim_until > time) return "sending";
  if (row.hold_time !== null) return "onHold";
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

export interface QueueLengths {
  /** Without those on hold. */
  readonly queued: number;
  readonly onHold: number;
  readonly failed: number;
}

export async function queueLengths(db: Db): Promise<QueueLengths> {
  const count = async (table: "mail_queue" | "gotrs_dead_mail"): Promise<number> => {
    const { rows } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  const held = await db
    .selectFrom("mail_queue")
    .select((select) => select.fn.countAll<number>().as("rows"))
    .where("id", "in", onHold(db))
    .executeTakeFirstOrThrow();
  const onHoldNow = Number(held.rows);
  return {
    queued: (await count("mail_queue")) - onHoldNow,
    onHold: onHoldNow,
    failed: await count("gotrs_dead_mail"),
  };
}
