/** A ticket's facts in one line. Pure. */
import type { TicketSummary } from "../../src/api/ticket.ts";
import { text } from "../messages.ts";

type Facts = Pick<TicketSummary, "queue" | "state" | "priority" | "owner" | "lock" | "customerUser">;

export function factsOf({ queue, state, priority, owner, lock, customerUser }: Facts): string {
  const locked = text(lock === "unlock" ? "fact.ownedBy" : "fact.lockedBy", { owner });
  return [queue, state, priority, locked, customerUser ?? text("fact.noCustomer")].join(" · ");
}
