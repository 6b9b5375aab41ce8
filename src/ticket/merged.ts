/** A merged ticket is worked on no more: the one that it went into is. */
import { MergedError } from "../errors.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Reader } from "../store/store.ts";
import { mergedInto, type TicketRow, ticketById } from "../store/tickets.ts";

/** @throws MergedError naming the ticket it was merged into, where history knows it */
export async function mustNotBeMerged(db: Reader, rows: Reference, ticket: TicketRow, where?: string): Promise<void> {
  if (rows.states.byId(ticket.stateId)?.type !== "merged") return;
  const id = await mergedInto(db, ticket.id);
  const main = id === undefined ? undefined : await ticketById(db, id);
  throw new MergedError(ticket.number, main?.number, where);
}
