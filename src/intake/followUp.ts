/** Writes the plan of a follow-up: lock, state and article on a ticket that exists, each change with its history. */
import { toEpoch } from "../clock.ts";
import type { FollowUpPlan } from "../postmaster/plan.ts";
import { insertArticle } from "../store/articles.ts";
import type { Snapshot } from "../store/history.ts";
import { changeTicket, clearSeen, type TicketChange, type TicketRow, ticketById } from "../store/tickets.ts";
import { articleOf } from "./article.ts";
import type { Written } from "./newTicket.ts";
import { record, type Work } from "./work.ts";

export async function writeFollowUp(work: Work, plan: FollowUpPlan): Promise<Written> {
  const { tx, desk, reference, now, userId } = work;
  const ticket = await ticketById(tx, plan.ticket.id);
  if (ticket === undefined) throw new Error(`ticket ${plan.ticket.number} vanished inside the transaction`);
  const { change, histories } = changes(work, plan, ticket);
  await changeTicket(tx, ticket.id, change, now, userId);
  const after: Snapshot = { ...ticket, ticketId: ticket.id, stateId: change.ticket_state_id ?? ticket.stateId };
  for (const [type, name] of histories) await record(work, after, type, name);

  const article = articleOf(work.mail, work.incoming.raw, ticket.id);
  const articleId = await insertArticle(tx, desk.store.codec, reference, article, now, userId);
  await clearSeen(tx, ticket.id);
  await record(work, after, "FollowUp", `%%${ticket.number}%%${plan.rejected ? "follow-up rejected" : ""}`, articleId);
  return { ticketId: ticket.id, ticketNumber: ticket.number, articleId, after };
}

function changes(
  work: Work,
  plan: FollowUpPlan,
  ticket: TicketRow,
): { readonly change: TicketChange; readonly histories: readonly (readonly [type: string, name: string])[] } {
  const { reference, now } = work;
  const histories: [string, string][] = [];
  let change: TicketChange = {};
  if (plan.lock !== undefined) {
    change = { ...change, ticket_lock_id: reference.locks.required(plan.lock).id, timeout: toEpoch(now) };
    histories.push([plan.lock === "lock" ? "Lock" : "Unlock", `%%${plan.lock}`]);
  }
  const state = plan.newState === undefined ? undefined : reference.states.byName(plan.newState);
  if (state !== undefined && state.id !== ticket.stateId) {
    const pending = state.type === "pending reminder" || state.type === "pending auto";
    change = { ...change, ticket_state_id: state.id, ...(pending ? {} : { until_time: 0 }) };
    histories.push(["StateUpdate", `%%${plan.ticket.stateName}%%${state.name}%%`]);
  }
  return { change, histories };
}
