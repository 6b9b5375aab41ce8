/** A ticket's number as it was typed or pasted: `#2026…` and `Ticket#2026…` too. Pure. */

export function ticketNumberIn(typed: string): string {
  return typed.replace(/^\D+/, "").trim();
}
