/** SQL of mail on its way out: claiming a row of mail_queue, and what became of it. Putting mail in is mailQueue.ts's. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import { enqueueMail } from "./mailQueue.ts";
import type { Db, Reader, Store, Tx } from "./store.ts";

export interface ClaimedMail {
  readonly id: number;
  readonly articleId: number | null;
  /** Empty for the null sender. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  /** Answers of a server so far. */
  readonly attempts: number;
  readonly created: DbTime;
}

/** What one attempt brought. */
export interface Attempt {
  /** SMTP reply code; undefined when no server answered. */
  readonly code: number | undefined;
  readonly message: string;
}

export interface QueueEntry {
  readonly id: number;
  readonly state: "queued" | "failed";
  readonly articleId: number | null;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly attempts: number;
  readonly due: DbTime | null;
  readonly lastMessage: string | null;
  readonly created: DbTime;
}

export async function dueMails(db: Reader, now: Date, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("mail_queue")
    .select("id")
    .where((where) => where.or([where("due_time", "is", null), where("due_time", "<=", toDbTime(now))]))
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes the row until `until`; undefined when another daemon has it or it is gone. */
export async function claimMail(store: Store, id: number, now: Date, until: Date): Promise<ClaimedMail | undefined> {
  return await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("mail_queue")
      .set({ due_time: toDbTime(until) })
      .where("id", "=", id)
      .where((where) => where.or([where("due_time", "is", null), where("due_time", "<=", toDbTime(now))]))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return undefined;
    const row = await tx.selectFrom("mail_queue").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    return {
      id,
      articleId: row.article_id,
      sender: row.sender ?? "",
      recipients: row.recipient.split(",").filter((address) => address !== ""),
      raw: store.codec.toBytes(row.raw_message),
      attempts: row.attempts,
      created: row.create_time,
    };
  });
}

/** Prolongs a claim while the server takes its time. */
export async function renewClaim(store: Store, id: number, until: Date): Promise<void> {
  await store.transaction((tx) =>
    tx
      .updateTable("mail_queue")
      .set({ due_time: toDbTime(until) })
      .where("id", "=", id)
      .execute(),
  );
}

export async function recordSent(store: Store, mail: ClaimedMail, attempt: Attempt, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.deleteFrom("mail_queue").where("id", "=", mail.id).execute();
    await recordAttempt(tx, mail, "sent", attempt, now);
  });
}

/** @param recipients those that are still to be reached */
export async function recordRetry(
  store: Store,
  mail: ClaimedMail,
  recipients: readonly string[],
  attempt: Attempt,
  due: Date,
  now: Date,
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx
      .updateTable("mail_queue")
      .set({
        // A server that cannot be reached has not refused the mail.
        attempts: mail.attempts + (attempt.code === undefined ? 0 : 1),
        recipient: recipients.join(","),
        due_time: toDbTime(due),
        last_smtp_code: attempt.code ?? null,
        last_smtp_message: attempt.message,
      })
      .where("id", "=", mail.id)
      .execute();
    await recordAttempt(tx, mail, "queued", attempt, now);
  });
}

/**
 * The mail is given up for these recipients; it is kept for `gotrs queue retry`, and its article says so.
 * @param last whether no other recipient is still to be reached
 */
export async function recordDead(
  store: Store,
  mail: ClaimedMail,
  recipients: readonly string[],
  attempt: Attempt,
  last: boolean,
  now: Date,
): Promise<void> {
  const time = toDbTime(now);
  await store.transaction(async (tx) => {
    if (last) await tx.deleteFrom("mail_queue").where("id", "=", mail.id).execute();
    await buryMail(store, tx, mail, recipients, attempt, time);
    if (mail.articleId !== null) {
      await insertRow(tx, "article_data_mime_send_error", {
        article_id: mail.articleId,
        message_id: null,
        log_message: `${recipients.join(", ")}: ${attempt.message}`,
        create_time: time,
      });
    }
    await recordAttempt(tx, mail, "failed", attempt, now);
  });
}

/** One row a mail, however many of its recipients were given up at different times. */
async function buryMail(
  store: Store,
  tx: Tx,
  mail: ClaimedMail,
  recipients: readonly string[],
  attempt: Attempt,
  time: DbTime,
): Promise<void> {
  const outcome = {
    attempts: mail.attempts + 1,
    last_code: attempt.code ?? null,
    last_message: attempt.message,
    change_time: time,
  };
  const buried = await tx
    .selectFrom("gotrs_dead_mail")
    .select(["id", "recipient"])
    .where("queue_id", "=", mail.id)
    .executeTakeFirst();
  if (buried !== undefined) {
    const all = [...new Set([...buried.recipient.split(","), ...recipients])].join(",");
    await tx
      .updateTable("gotrs_dead_mail")
      .set({ ...outcome, recipient: all })
      .where("id", "=", buried.id)
      .execute();
    return;
  }
  await insertRow(tx, "gotrs_dead_mail", {
    queue_id: mail.id,
    article_id: mail.articleId,
    sender: mail.sender,
    recipient: recipients.join(","),
    raw_message: store.codec.fromBytes(mail.raw),
    ...outcome,
    create_time: mail.created,
  });
}

async function recordAttempt(tx: Tx, mail: ClaimedMail, state: string, attempt: Attempt, now: Date): Promise<void> {
  const time = toDbTime(now);
  const known = await tx
    .selectFrom("gotrs_delivery")
    .select(["id", "attempts"])
    .where("queue_id", "=", mail.id)
    .executeTakeFirst();
  const attempts = (known?.attempts ?? 0) + 1;
  const outcome = {
    state,
    attempts,
    last_code: attempt.code ?? null,
    last_message: attempt.message,
    change_time: time,
  };
  if (known === undefined) {
    await insertRow(tx, "gotrs_delivery", {
      queue_id: mail.id,
      article_id: mail.articleId,
      message_id: null,
      ...outcome,
      create_time: time,
    });
  } else await tx.updateTable("gotrs_delivery").set(outcome).where("id", "=", known.id).execute();
  await insertRow(tx, "gotrs_delivery_attempt", {
    queue_id: mail.id,
    attempt: attempts,
    code: attempt.code ?? null,
    message: attempt.message,
    create_time: time,
  });
}

export async function queueEntries(db: Db): Promise<readonly QueueEntry[]> {
  const queued = await db
    .selectFrom("mail_queue")
    .select(["id", "article_id", "sender", "recipient", "attempts", "due_time", "last_smtp_message", "create_time"])
    .orderBy("id")
    .execute();
  const failed = await db
    .selectFrom("gotrs_dead_mail")
    .select(["queue_id", "article_id", "sender", "recipient", "attempts", "last_message", "create_time"])
    .orderBy("queue_id")
    .execute();
  const split = (recipient: string): readonly string[] => recipient.split(",");
  return [
    ...queued.map((row) => ({
      id: row.id,
      state: "queued" as const,
      articleId: row.article_id,
      sender: row.sender ?? "",
      recipients: split(row.recipient),
      attempts: row.attempts,
      due: row.due_time,
      lastMessage: row.last_smtp_message,
      created: row.create_time,
    })),
    ...failed.map((row) => ({
      id: row.queue_id,
      state: "failed" as const,
      articleId: row.article_id,
      sender: row.sender ?? "",
      recipients: split(row.recipient),
      attempts: row.attempts,
      due: null,
      lastMessage: row.last_message,
      created: row.create_time,
    })),
  ];
}

/** Makes every waiting mail due now. @returns how many */
export async function flushQueue(store: Store): Promise<number> {
  return await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("mail_queue")
      .set({ due_time: null })
      .where("due_time", "is not", null)
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  });
}

/** Puts given-up mail back into the queue. @returns how many, 0 when there is no such mail */
export async function retryDead(store: Store, id: number | undefined, now: Date): Promise<number> {
  return await store.transaction(async (tx) => {
    let query = tx.selectFrom("gotrs_dead_mail").selectAll();
    if (id !== undefined) query = query.where("queue_id", "=", id);
    const rows = await query.execute();
    for (const row of rows) {
      const recipients = row.recipient.split(",");
      const raw = store.codec.toBytes(row.raw_message);
      await enqueueMail(tx, store.codec, { articleId: row.article_id, sender: row.sender ?? "", recipients, raw }, now);
      await tx.deleteFrom("gotrs_dead_mail").where("id", "=", row.id).execute();
    }
    return rows.length;
  });
}

/** Deletes one mail, queued or given up. @returns whether there was one */
export async function deleteQueued(store: Store, id: number): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const queued = await tx.deleteFrom("mail_queue").where("id", "=", id).executeTakeFirstOrThrow();
    const dead = await tx.deleteFrom("gotrs_dead_mail").where("queue_id", "=", id).executeTakeFirstOrThrow();
    return queued.numDeletedRows + dead.numDeletedRows > 0n;
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
