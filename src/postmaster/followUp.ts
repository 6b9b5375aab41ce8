/** What a follow-up does to its ticket: rejected or not by the queue's rule, state, lock and what headers ask for (§2). */
import type { Letter } from "./arrival.ts";
import type { Automation } from "./automatic.ts";
import type { Named, PostmasterDesk, QueueFacts, StateFacts, TicketFacts } from "./desk.ts";
import type { FollowUpChange } from "./plan.ts";
import { isYes, steered } from "./steering.ts";
import type { Wishes } from "./wishes.ts";

const followUpRules = { possible: 1, reject: 2, newTicket: 3 } as const;

export type FollowUpRule = "possible" | "reject" | "new ticket";

/** The queue's rule as it applies to this ticket now: reject and new ticket matter only once it is closed. */
export function followUpRule(
  { mail }: Letter,
  { machine }: Automation,
  ticket: TicketFacts,
  queue: QueueFacts,
  desk: PostmasterDesk,
): FollowUpRule {
  if (!isClosed(ticket)) return "possible";
  if (mail.bounce !== undefined && desk.settings.bounceAsFollowUp) return "possible";
  // An out-of-office notice is worth neither a rejection nor a ticket of its own.
  if (machine && !desk.settings.automaticReopens) return "possible";
  return ruleOfClosed(queue);
}

/** What the queue says of answers on closed tickets. */
export function ruleOfClosed({ followUpId }: QueueFacts): FollowUpRule {
  if (followUpId === followUpRules.reject) return "reject";
  return followUpId === followUpRules.newTicket ? "new ticket" : "possible";
}

export function isClosed(ticket: TicketFacts): boolean {
  return ticket.stateType === "closed" || ticket.stateType === "removed" || ticket.stateType === "merged";
}

export const noChange: FollowUpChange = {
  title: undefined,
  queue: undefined,
  state: undefined,
  pendingUntil: undefined,
  priority: undefined,
  type: undefined,
  service: undefined,
  sla: undefined,
  lock: undefined,
  owner: undefined,
  responsible: undefined,
  fields: [],
};

/** @param quiet leaves state and lock alone unless a header asks: nobody who waits for an answer wrote */
export async function followUpChange(
  letter: Letter,
  ticket: TicketFacts,
  queue: QueueFacts,
  wishes: Wishes,
  quiet: boolean,
  desk: PostmasterDesk,
): Promise<FollowUpChange> {
  const { title, priority, type, service, sla, owner, responsible, pendingUntil } = wishes;
  return {
    title,
    queue: wishes.queue,
    state: wishes.state ?? (quiet || keepsState(letter) ? undefined : followUpState(ticket, desk)),
    pendingUntil,
    priority,
    type,
    service,
    sla,
    lock: wishes.lock ?? (quiet ? undefined : await followUpLock(ticket, queue, desk)),
    owner,
    responsible,
    fields: wishes.ticketFields,
  };
}

function keepsState({ steering }: Letter): boolean {
  return isYes(steered(steering, "followup-state-keep"));
}

/** What a person's answer does, over whichever road it comes. */
export async function answerChange(
  ticket: TicketFacts,
  queue: QueueFacts,
  desk: PostmasterDesk,
): Promise<FollowUpChange> {
  return { ...noChange, state: followUpState(ticket, desk), lock: await followUpLock(ticket, queue, desk) };
}

/** The state after a follow-up; undefined leaves it. A new ticket stays new: nobody has looked at it yet. */
function followUpState(ticket: TicketFacts, desk: PostmasterDesk): StateFacts | undefined {
  if (ticket.stateType === "new") return undefined;
  const { followUpState: open, followUpStateClosed } = desk.settings;
  const wanted = isClosed(ticket) ? (followUpStateClosed ?? open) : open;
  return wanted === ticket.stateName ? undefined : desk.stateByName(wanted);
}

/** Unlocks where the owner cannot act; locks a closed ticket back to its owner where the queue says so. */
async function followUpLock(ticket: TicketFacts, queue: QueueFacts, desk: PostmasterDesk): Promise<Named | undefined> {
  const ownerCanAct = ticket.ownerId !== 1 && (await desk.canOwn(ticket.ownerId));
  if (!ownerCanAct) return ticket.locked ? desk.lockByName("unlock") : undefined;
  return queue.followUpLock && isClosed(ticket) && !ticket.locked ? desk.lockByName("lock") : undefined;
}
