/** Writes the plan of a follow-up: what changes on the ticket, and its article, each with its history. */
import { dateIn } from "../clock.ts";
import type { FollowUpPlan } from "../postmaster/plan.ts";
import { insertArticle } from "../store/articles.ts";
import { addWarning } from "../store/articleWarnings.ts";
import type { Snapshot } from "../store/history.ts";
import { countAutomaticMail } from "../store/loopProtection.ts";
import { changeTicket, clearSeen, ticketById } from "../store/tickets.ts";
import { articleOf } from "./article.ts";
import { changesOf } from "./change.ts";
import { writeArticleFields, writeTicketFields } from "./fields.ts";
import type { Written } from "./newTicket.ts";
import { record, type Work } from "./work.ts";

export async function writeFollowUp(by: Work, plan: FollowUpPlan): Promise<Written> {
  // An agent's answer by mail is that agent's act.
  const work: Work = plan.agent === undefined ? by : { ...by, userId: plan.agent.id };
  const { tx, desk, reference, now, userId } = work;
  const ticket = await ticketById(tx, plan.ticket.id);
  if (ticket === undefined) throw new Error(`ticket ${plan.ticket.number} vanished inside the transaction`);
  const { columns, histories } = changesOf(plan.change, ticket, reference, now);
  await changeTicket(tx, ticket.id, columns, now, userId);
  const after: Snapshot = {
    ticketId: ticket.id,
    queueId: columns.queue_id ?? ticket.queueId,
    typeId: columns.type_id ?? ticket.typeId,
    ownerId: columns.user_id ?? ticket.ownerId,
    priorityId: columns.ticket_priority_id ?? ticket.priorityId,
    stateId: columns.ticket_state_id ?? ticket.stateId,
  };
  for (const [type, name] of histories) await record(work, after, type, name);
  const today = dateIn(desk.settings.system.timeZone, now);
  for (const mark of plan.marks) await countAutomaticMail(tx, mark, today);
  await writeTicketFields(work, after, plan.change.fields);

  const article = articleOf(plan.article, work.incoming.raw, ticket.id);
  const articleId = await insertArticle(tx, desk.store.codec, reference, article, now, userId);
  await writeArticleFields(work, articleId, plan.article.fields);
  await clearSeen(tx, ticket.id);
  await record(work, after, ...articleHistory(plan), articleId);
  for (const warning of plan.article.warnings) {
    await addWarning(tx, articleId, warning, now);
    await record(work, after, "Misc", warning.message, articleId);
  }
  return { ticketId: ticket.id, ticketNumber: ticket.number, articleId, after };
}

function articleHistory({ agent, article, ticket, rejected }: FollowUpPlan): readonly [type: string, name: string] {
  if (agent !== undefined) return [article.visibleForCustomer ? "EmailAgent" : "AddNote", "%%"];
  return ["FollowUp", `%%${ticket.number}%%${rejected ? "follow-up rejected" : ""}`];
}
