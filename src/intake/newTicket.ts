/** Writes the plan of a new ticket: ticket, article, history, and the link to the closed ticket it follows. */
import type { NewTicketPlan } from "../postmaster/plan.ts";
import { insertArticle } from "../store/articles.ts";
import type { Snapshot } from "../store/history.ts";
import { linkTickets } from "../store/links.ts";
import { insertTicket } from "../store/tickets.ts";
import { allocateNumber } from "../ticket/allocateNumber.ts";
import { articleOf } from "./article.ts";
import { record, type Work } from "./work.ts";

export interface Written {
  readonly ticketId: number;
  readonly ticketNumber: string;
  readonly articleId: number;
  readonly after: Snapshot;
}

export async function writeNewTicket(work: Work, plan: NewTicketPlan): Promise<Written> {
  const { desk, tx, reference, now, userId } = work;
  const { settings } = desk;
  const number = await allocateNumber(
    tx,
    settings.ticket.numberGenerator,
    { ...settings.system, ...settings.ticket },
    desk.clock,
  );
  const stateId = (reference.states.byName(plan.stateName) ?? reference.states.required("new")).id;
  const priority = reference.priorities.byName(plan.priorityName) ?? reference.priorities.required("3 normal");
  const ticket = {
    number,
    title: plan.title,
    queueId: plan.queue.id,
    stateId,
    priorityId: priority.id,
    typeId: reference.types.all.find((type) => type.valid)?.id ?? null,
    lockId: reference.locks.required("unlock").id,
    ownerId: userId,
    responsibleId: userId,
    customerId: plan.customerId,
    customerUser: plan.customerUser,
    untilTime: 0,
  };
  const ticketId = await insertTicket(tx, ticket, now, userId);
  const after: Snapshot = { ...ticket, ticketId };
  const stateName = reference.states.byId(stateId)?.name ?? plan.stateName;
  await record(
    work,
    after,
    "NewTicket",
    `%%${number}%%${plan.queue.name}%%${priority.name}%%${stateName}%%${ticketId}`,
  );
  if (plan.customerUser !== null || plan.customerId !== null) {
    const customer = `%%CustomerID=${plan.customerId ?? ""};CustomerUser=${plan.customerUser ?? ""};`;
    await record(work, after, "CustomerUpdate", customer);
  }
  if (plan.follows !== undefined) await linkToOld(work, after, number, plan.follows);
  const article = articleOf(work.mail, work.incoming.raw, ticketId);
  const articleId = await insertArticle(tx, desk.store.codec, reference, article, now, userId);
  await record(work, after, "EmailCustomer", followsComment(plan), articleId);
  return { ticketId, ticketNumber: number, articleId, after };
}

function followsComment(plan: NewTicketPlan): string {
  return plan.follows === undefined
    ? "%%"
    : `%%Follow-up of [${plan.follows.number}], which is ${plan.follows.stateName}`;
}

async function linkToOld(
  work: Work,
  after: Snapshot,
  number: string,
  old: { readonly id: number; readonly number: string },
): Promise<void> {
  await linkTickets(work.tx, work.reference, old.id, after.ticketId, "Normal", work.now, work.userId);
  await record(work, after, "TicketLinkAdd", `%%${old.number}%%${old.id}%%${after.ticketId}`);
  await record(work, { ...after, ticketId: old.id }, "TicketLinkAdd", `%%${number}%%${after.ticketId}%%${old.id}`);
}
