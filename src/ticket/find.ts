/** Finds the ticket a person names, and only if they may see it. */
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import { type Permissions, permissionsOf } from "../people/permissions.ts";
import { type TicketRow, ticketById, ticketByNumber } from "../store/tickets.ts";

export interface Found {
  readonly ticket: TicketRow;
  readonly permissions: Permissions;
}

/**
 * @param name the ticket's number, or `#id` or `~id`
 * @throws NotFoundError also for a ticket the agent may not see: its existence is nobody's business
 */
export async function findTicket(desk: Desk, actor: Actor, name: string): Promise<Found> {
  const id = /^[#~](\d{1,15})$/.exec(name)?.[1];
  const ticket =
    id === undefined ? await ticketByNumber(desk.store.db, name) : await ticketById(desk.store.db, Number(id));
  const permissions = await permissionsOf(desk, actor);
  if (ticket === undefined || !permissions.mayTicket(ticket, "ro")) {
    throw new NotFoundError(`there is no ticket ${name}`, { mend: "Name it by its number, or as #id" });
  }
  return { ticket, permissions };
}
