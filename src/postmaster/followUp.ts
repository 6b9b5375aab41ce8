/** What a follow-up does to its ticket: state, lock, or a rejection by the queue's rule (behaviour §2). */
import type { ParsedMail } from "../mail/message.ts";
import type { PostmasterDesk, QueueFacts, TicketFacts } from "./desk.ts";

const followUpRules = { possible: 1, reject: 2, newTicket: 3 } as const;

export type FollowUpRule = "possible" | "reject" | "new ticket";

/** The queue's rule as it applies to this ticket now: reject and new ticket matter only once it is closed. */
export function followUpRule(
  mail: ParsedMail,
  ticket: TicketFacts,
  queue: QueueFacts,
  desk: PostmasterDesk,
): FollowUpRule {
  if (!isClosed(ticket)) return "possible";
  if (mail.bounce !== undefined && desk.settings.bounceAsFollowUp) return "possible";
  if (queue.followUpId === followUpRules.reject) return "reject";
  if (queue.followUpId === followUpRules.newTicket) return "new ticket";
  return "possible";
}

function isClosed(ticket: TicketFacts): boolean {
  return ticket.stateType === "closed" || ticket.stateType === "removed" || ticket.stateType === "merged";
}

/** The state after a follow-up; undefined leaves it. A new ticket stays new: nobody has looked at it yet. */
export function followUpState(ticket: TicketFacts, desk: PostmasterDesk): string | undefined {
  if (ticket.stateType === "new") return undefined;
  const { followUpState: open, followUpStateClosed } = desk.settings;
  const wanted = isClosed(ticket) ? (followUpStateClosed ?? open) : open;
  return wanted === ticket.stateName ? undefined : wanted;
}

/** Unlocks where the owner cannot act; locks a closed ticket back to its owner where the queue says so. */
export async function followUpLock(
  ticket: TicketFacts,
  queue: QueueFacts,
  desk: PostmasterDesk,
): Promise<"lock" | "unlock" | undefined> {
  const ownerCanAct = ticket.ownerId !== 1 && (await desk.canOwn(ticket.ownerId));
  if (!ownerCanAct) return ticket.locked ? "unlock" : undefined;
  return queue.followUpLock && isClosed(ticket) && !ticket.locked ? "lock" : undefined;
}
