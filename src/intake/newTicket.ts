/** Writes the plan of a new ticket: ticket, article, history, and the link to the ticket it could not be joined to. */
import { toEpoch } from "../clock.ts";
import type { NewTicketPlan } from "../postmaster/plan.ts";
import { insertArticle } from "../store/articles.ts";
import { addWarning } from "../store/articleWarnings.ts";
import { addHistories, type HistoryRow, type Snapshot } from "../store/history.ts";
import { linkTickets } from "../store/links.ts";
import { insertTicket } from "../store/tickets.ts";
import { allocateNumber } from "../ticket/allocateNumber.ts";
import { articleOf } from "./article.ts";
import { pendingHistory } from "./change.ts";
import { writeArticleFields, writeTicketFields } from "./fields.ts";
import { writeForwarderNote } from "./forwarderNote.ts";
import { record, type Work } from "./work.ts";

export interface Written {
  readonly ticketId: number;
  readonly ticketNumber: string;
  readonly articleId: number;
  readonly after: Snapshot;
}

export async function writeNewTicket(work: Work, plan: NewTicketPlan): Promise<Written> {
  const { desk, tx, reference, now, userId } = work;
  const number = await allocateNumber(tx, desk);
  const ticket = {
    number,
    title: plan.title,
    queueId: plan.queue.id,
    stateId: plan.state.id,
    priorityId: plan.priority.id,
    typeId: plan.type?.id ?? reference.types.all.find((type) => type.valid)?.id ?? null,
    lockId: plan.lock?.id ?? reference.locks.required("unlock").id,
    ownerId: plan.owner?.id ?? userId,
    responsibleId: plan.responsible?.id ?? userId,
    serviceId: plan.service?.id ?? null,
    slaId: plan.sla?.id ?? null,
    customerId: plan.customerId,
    customerUser: plan.customerUser,
    untilTime: plan.pendingUntil === undefined ? 0 : toEpoch(plan.pendingUntil),
  };
  const ticketId = await insertTicket(tx, ticket, now, userId);
  const after: Snapshot = { ...ticket, ticketId };
  const name = `%%${number}%%${plan.queue.name}%%${plan.priority.name}%%${plan.state.name}%%${ticketId}`;
  const article = articleOf(plan.article, work.incoming.raw, ticketId);
  const articleId = await insertArticle(tx, desk.store.codec, reference, article, now, userId);
  const born: readonly HistoryRow[] = [
    { type: "NewTicket", name },
    ...(plan.pendingUntil === undefined ? [] : [{ type: "SetPendingTime", name: pendingHistory(plan.pendingUntil) }]),
    ...(plan.customerUser === null && plan.customerId === null
      ? []
      : [{ type: "CustomerUpdate", name: customerIn(plan) }]),
  ];
  const mailed: HistoryRow = { type: "EmailCustomer", name: followsComment(plan), articleId };
  if (plan.fields.length === 0 && plan.follows === undefined) {
    // Nearly every mail: one statement for all that there is to tell.
    await addHistories(tx, reference, after, [...born, mailed], now, userId);
  } else {
    await addHistories(tx, reference, after, born, now, userId);
    await writeTicketFields(work, after, plan.fields);
    if (plan.follows !== undefined) await linkBoth(work, after, number, plan.follows);
    await addHistories(tx, reference, after, [mailed], now, userId);
  }
  await writeArticleFields(work, articleId, plan.article.fields);
  for (const warning of plan.article.warnings) {
    await addWarning(tx, articleId, warning, now);
    await record(work, after, "Misc", warning.message, articleId);
  }
  if (plan.forwardedBy !== undefined) await writeForwarderNote(work, after, articleId, plan.forwardedBy);
  return { ticketId, ticketNumber: number, articleId, after };
}

function customerIn({ customerId, customerUser }: NewTicketPlan): string {
  return `%%CustomerID=${customerId ?? ""};CustomerUser=${customerUser ?? ""};`;
}

function followsComment({ follows }: NewTicketPlan): string {
  return follows === undefined ? "%%" : `%%Follow-up of [${follows.number}], which is ${follows.stateName}`;
}

/** A link of type Normal from an older ticket, in the history of both. */
export async function linkBoth(
  work: Work,
  after: Snapshot,
  number: string,
  old: { readonly id: number; readonly number: string },
): Promise<void> {
  await linkTickets(work.tx, work.reference, old.id, after.ticketId, "Normal", work.now, work.userId);
  await record(work, after, "TicketLinkAdd", `%%${old.number}%%${old.id}%%${after.ticketId}`);
  await record(work, { ...after, ticketId: old.id }, "TicketLinkAdd", `%%${number}%%${after.ticketId}%%${old.id}`);
}
