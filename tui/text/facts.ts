/** A ticket's facts in one line. Pure. */
import type { TicketSummary } from "../../src/api/ticket.ts";
import { text } from "../messages.ts";
import { shownName } from "./names.ts";
import { safeLine } from "./safe.ts";
import { whenOf } from "./times.ts";

type Facts = Pick<TicketSummary, "queue" | "state" | "pendingUntil" | "priority" | "owner" | "lock" | "customerUser">;

export function factsOf({ queue, state, pendingUntil, priority, owner, lock, customerUser }: Facts, now: Date): string {
  const locked = text(lock === "unlock" ? "fact.ownedBy" : "fact.lockedBy", { owner });
  const name = shownName("state", state);
  const until = pendingUntil === null ? name : text("say.until", { name, when: whenOf(pendingUntil, now) });
  const who = safeLine(customerUser ?? text("fact.noCustomer"));
  return [queue, until, shownName("priority", priority), locked, who].join(" · ");
}
