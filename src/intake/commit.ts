/** The one function that commits an incoming mail: decides inside the transaction, writes, remembers the message. */
import type { Desk } from "../desk.ts";
import { fingerprint } from "../mail/identity.ts";
import type { ParsedMail } from "../mail/message.ts";
import { decide } from "../postmaster/decide.ts";
import type { IgnorePlan, NewTicketPlan, Plan } from "../postmaster/plan.ts";
import { mailByFingerprint, recordMail } from "../store/acceptedMail.ts";
import { addAuthentication } from "../store/articleAuthentication.ts";
import { rememberMail } from "../store/fetchedMail.ts";
import { leaveQueue } from "../store/personalQueues.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import { ticketById } from "../store/tickets.ts";
import { arrivalOf } from "./arrival.ts";
import { writeAutoResponse } from "./autoResponse.ts";
import { recordBounce } from "./bounced.ts";
import { postmasterDesk } from "./desk.ts";
import { writeFollowUp } from "./followUp.ts";
import { linkBoth, type Written, writeNewTicket } from "./newTicket.ts";
import type { Known } from "./origin.ts";
import { tellSecondQueues } from "./secondQueue.ts";
import type { Incoming, IntakeResult, Outcome } from "./types.ts";
import type { Work } from "./work.ts";

export async function commitMail(
  desk: Desk,
  reference: Reference,
  tx: Tx,
  incoming: Incoming,
  mail: ParsedMail,
  origin: Known,
  quarantine?: string,
): Promise<IntakeResult> {
  const now = desk.clock.now();
  const { remember } = incoming;
  if (remember !== undefined && !(await rememberMail(tx, remember, now))) return takenBefore(mail);
  const mark = fingerprint(mail, incoming.raw);
  const duplicate = mark === undefined ? undefined : await resultOfDuplicate(tx, mail, mark);
  if (duplicate !== undefined) return duplicate;

  const work: Work = { desk, tx, reference, incoming, mail, now, userId: desk.settings.postmaster.userId };
  const plan = await decide(arrivalOf(incoming, mail, origin), postmasterDesk(desk, tx, reference));
  for (const problem of plan.problems) desk.log.warn({ messageId: mail.messageId }, problem);
  const written = plan.kind === "ignore" ? undefined : await write(work, plan);
  if (plan.kind === "ignore" && plan.leaves !== undefined) {
    await leaveQueue(tx, plan.leaves.userId, plan.leaves.queueId);
  }
  const { authentication } = origin;
  if (written !== undefined && authentication !== undefined) {
    await addAuthentication(tx, written.articleId, { ...authentication, domain: authentication.domain ?? null });
  }
  const outcome = quarantine === undefined ? outcomeOf(plan) : "quarantined";
  const reason = quarantine ?? plan.reason;
  await recordMail(
    tx,
    desk.store.codec,
    {
      fingerprint: mark,
      messageId: mail.messageId,
      road: incoming.road,
      outcome,
      ticketId: written?.ticketId ?? null,
      articleId: written?.articleId ?? null,
      reason,
      raw: written === undefined ? incoming.raw.bytes() : undefined,
    },
    now,
  );
  return {
    outcome,
    messageId: mail.messageId ?? null,
    ticketId: written?.ticketId ?? null,
    ticketNumber: written?.ticketNumber ?? null,
    articleId: written?.articleId ?? null,
    reason,
  };
}

/** The same mail of the same server: another daemon was quicker, or a crash came before the server marked it. */
function takenBefore(mail: ParsedMail): IntakeResult {
  return {
    outcome: "duplicate",
    messageId: mail.messageId ?? null,
    ticketId: null,
    ticketNumber: null,
    articleId: null,
    reason: "this mail was taken from the server before",
  };
}

async function resultOfDuplicate(tx: Tx, mail: ParsedMail, mark: string): Promise<IntakeResult | undefined> {
  const known = await mailByFingerprint(tx, mark);
  if (known === undefined) return undefined;
  const ticket = known.ticketId === null ? undefined : await ticketById(tx, known.ticketId);
  return {
    outcome: "duplicate",
    messageId: mail.messageId ?? null,
    ticketId: known.ticketId,
    ticketNumber: ticket?.number ?? null,
    articleId: known.articleId,
    reason: "the same message was accepted before",
  };
}

async function write(work: Work, plan: Exclude<Plan, IgnorePlan>): Promise<Written> {
  // Filters may have changed headers: what is kept and answered is the mail as they left it.
  const changed: Work = { ...work, mail: plan.article.mail };
  const written = plan.kind === "new" ? await writeNew(changed, plan) : await writeFollowUp(changed, plan);
  const { visibleForCustomer } = plan.article;
  await recordBounce(changed, written);
  if (plan.autoResponse !== undefined) await writeAutoResponse(changed, written, plan.autoResponse, visibleForCustomer);
  return written;
}

/** In the first queue that the mail is addressed to; the others are told, or by setting get a linked ticket. */
async function writeNew(work: Work, plan: NewTicketPlan): Promise<Written> {
  const first = await writeNewTicket(work, plan);
  const { secondQueue } = work.desk.settings.postmaster;
  if (secondQueue === "tell") await tellSecondQueues(work, first, plan);
  for (const queue of secondQueue === "ticket" ? plan.alsoTo : []) {
    const other = await writeNewTicket(work, { ...plan, queue, follows: undefined });
    await linkBoth(work, other.after, other.ticketNumber, { id: first.ticketId, number: first.ticketNumber });
  }
  return first;
}

function outcomeOf(plan: Plan): Outcome {
  switch (plan.kind) {
    case "ignore":
      return "ignored";
    case "new":
      return "new";
    case "followUp":
      return plan.rejected ? "rejected" : "followUp";
  }
}
