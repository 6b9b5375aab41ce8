/** SQL of what became of mail that a daemon tried to send: sent, to be tried again, given up. Claiming is deliveryClaim.ts's. */
import { type DbTime, toDbTime } from "../clock.ts";
import type { DueMail } from "./deliveryClaim.ts";
import { insertRow } from "./insert.ts";
import { copyPieces, deadOf, discardPieces, queuedOf } from "./largeValues.ts";
import type { Tx } from "./store.ts";

/** What a server said, or why none was reached. */
export interface Answer {
  /** SMTP reply code; undefined when no server answered. */
  readonly code: number | undefined;
  /** RFC 3463, for example `5.1.1`; undefined where the server gave none. */
  readonly status: string | undefined;
  readonly message: string;
}

/** What one try brought, for each group of recipients apart. */
export interface Outcome {
  readonly mail: DueMail;
  /** undefined when no recipient was accepted. */
  readonly sent: { readonly recipients: readonly string[]; readonly answer: Answer } | undefined;
  readonly dead: readonly { readonly recipients: readonly string[]; readonly answer: Answer }[];
  readonly waiting:
    | {
        readonly recipients: readonly string[];
        /** undefined when nobody was asked: these recipients are paused. */
        readonly answer: Answer | undefined;
        readonly due: Date;
        /** Whether a server refused it for now, which counts towards the limit of attempts. */
        readonly refused: boolean;
      }
    | undefined;
}

/** Writes the outcomes of several mails; each leaves its claim. */
export async function recordOutcomes(tx: Tx, outcomes: readonly Outcome[], now: Date): Promise<void> {
  const time = toDbTime(now);
  for (const outcome of outcomes) {
    for (const { recipients, answer } of outcome.dead) await bury(tx, outcome.mail, recipients, answer, time);
    if (outcome.waiting !== undefined) await putOff(tx, outcome, outcome.waiting);
  }
  const finished = outcomes.filter(({ waiting }) => waiting === undefined).map(({ mail }) => mail.id);
  if (finished.length > 0) await tx.deleteFrom("mail_queue").where("id", "in", finished).execute();
  await discardPieces(tx, finished.map(queuedOf));
  await recordStates(tx, outcomes, time);
  const attempts = outcomes.map((outcome) => {
    const { code, message } = answerOf(outcome);
    return {
      queue_id: outcome.mail.id,
      attempt: outcome.mail.tries + 1,
      code: code ?? null,
      message,
      create_time: time,
    };
  });
  if (attempts.length > 0) await tx.insertInto("gotrs_delivery_attempt").values(attempts).execute();
}

/** The worst news first: it is what somebody has to act on. */
function answerOf({ dead, waiting, sent }: Outcome): Answer {
  const answer = dead[0]?.answer ?? waiting?.answer ?? sent?.answer;
  if (answer === undefined) throw new Error("an outcome without an answer");
  return answer;
}

async function putOff(tx: Tx, { mail }: Outcome, waiting: NonNullable<Outcome["waiting"]>): Promise<void> {
  const { recipients, answer, due, refused } = waiting;
  await tx
    .updateTable("mail_queue")
    .set({
      attempts: mail.attempts + (refused ? 1 : 0),
      recipient: recipients.join(","),
      due_time: toDbTime(due),
      ...(answer === undefined ? {} : { last_smtp_code: answer.code ?? null, last_smtp_message: answer.message }),
    })
    .where("id", "=", mail.id)
    .execute();
}

async function recordStates(tx: Tx, outcomes: readonly Outcome[], time: DbTime): Promise<void> {
  const buriedBefore = await lastWords(
    tx,
    outcomes.filter(({ mail, dead }) => mail.tries > 0 && dead.length === 0).map(({ mail }) => mail.id),
  );
  for (const outcome of outcomes) {
    const { mail, dead, waiting } = outcome;
    // A mail that one of its recipients will never get has failed, whatever became of the others.
    const words = dead.length > 0 ? answerOf(outcome).message : buriedBefore.get(mail.id);
    const state = waiting !== undefined ? "queued" : words === undefined ? "sent" : "failed";
    const { code, message } = answerOf(outcome);
    await tx
      .updateTable("gotrs_delivery")
      .set({
        state,
        attempts: mail.tries + 1,
        last_code: code ?? null,
        last_message: words ?? message,
        claim_holder: null,
        claim_until: null,
        change_time: time,
      })
      .where("queue_id", "=", mail.id)
      .execute();
  }
}

async function lastWords(tx: Tx, queueIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (queueIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("gotrs_dead_mail")
    .select(["queue_id", "last_message"])
    .where("queue_id", "in", [...queueIds])
    .execute();
  return new Map(rows.map((row) => [row.queue_id, row.last_message ?? ""]));
}

/** Given up for these recipients: kept for `gotrs queue retry`, and its article says so. One row a mail. */
async function bury(tx: Tx, mail: DueMail, recipients: readonly string[], answer: Answer, time: DbTime): Promise<void> {
  const outcome = {
    attempts: mail.tries + 1,
    last_code: answer.code ?? null,
    last_message: answer.message,
    change_time: time,
  };
  const buried = await tx
    .selectFrom("gotrs_dead_mail")
    .select(["id", "recipient"])
    .where("queue_id", "=", mail.id)
    .executeTakeFirst();
  if (buried === undefined) {
    const { raw_message } = await tx
      .selectFrom("mail_queue")
      .select("raw_message")
      .where("id", "=", mail.id)
      .executeTakeFirstOrThrow();
    const id = await insertRow(tx, "gotrs_dead_mail", {
      queue_id: mail.id,
      article_id: mail.articleId,
      sender: mail.sender,
      recipient: recipients.join(","),
      raw_message,
      ...outcome,
      create_time: mail.created,
    });
    if (raw_message.length === 0) await copyPieces(tx, queuedOf(mail.id), deadOf(id));
  } else {
    const all = [...new Set([...buried.recipient.split(","), ...recipients])].join(",");
    await tx
      .updateTable("gotrs_dead_mail")
      .set({ ...outcome, recipient: all })
      .where("id", "=", buried.id)
      .execute();
  }
  if (mail.articleId !== null) {
    await recordSendError(tx, mail.articleId, `${recipients.join(", ")}: ${answer.message}`, time);
  }
}

/** What OTRS shows beside an article that did not arrive. */
export async function recordSendError(tx: Tx, articleId: number, words: string, time: DbTime): Promise<void> {
  await insertRow(tx, "article_data_mime_send_error", {
    article_id: articleId,
    message_id: null,
    log_message: words,
    create_time: time,
  });
}

/** A report came that a mail did not arrive, though a server took it. */
export async function markBounced(tx: Tx, articleId: number, words: string, now: Date): Promise<void> {
  await tx
    .updateTable("gotrs_delivery")
    .set({ state: "failed", last_message: words, change_time: toDbTime(now) })
    .where("article_id", "=", articleId)
    .where("state", "=", "sent")
    .execute();
}
