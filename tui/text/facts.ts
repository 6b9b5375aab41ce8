/** A ticket's facts in one line. Pure. */
import type { TicketSummary } from "../../src/api/types.ts";

type Facts = Pick<TicketSummary, "queue" | "state" | "priority" | "owner" | "lock" | "customerUser">;

export function factsOf({ queue, state, priority, owner, lock, customerUser }: Facts): string {
  const locked = lock === "unlock" ? `owner ${owner}` : `locked by ${owner}`;
  return [queue, state, priority, locked, customerUser ?? "no customer"].join(" · ");
}
