/** An administrator deletes a ticket for good, as OTRS's TicketDelete does: nothing of it remains, its history neither. */

import type { Actor, Desk } from "../desk.ts";
import { ConflictError, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { deleteTicketRows } from "../store/deleteTicket.ts";
import { takeTurn } from "../store/lock.ts";
import { isLeaving } from "../store/recall.ts";
import { reference } from "../store/reference.ts";
import { begin } from "./commit.ts";
import { permitted } from "./permitted.ts";

/**
 * @param confirm the ticket's number once more, or that it is confirmed already: there is no way back
 * @throws ConflictError while one of its mails is leaving
 */
export async function deleteTicket(
  desk: Desk,
  actor: Actor,
  name: string,
  confirm: string | true | undefined,
): Promise<{ readonly ticketNumber: string }> {
  const found = await permitted(desk, actor, name, "delete");
  const { number } = found.ticket;
  if (confirm !== true && confirm !== number) {
    throw new UserError(said`deleting ticket ${number} cannot be undone`, {
      where: "confirm",
      mend: said`Confirm it: --yes, or in the API confirm=${number}`,
    });
  }
  const rows = await reference(desk.store);
  await desk.store.transaction(async (tx) => {
    // The daemons take mail to send in the same turn.
    await takeTurn(tx, "deliver", "delete", desk.clock.now());
    const { ticket, now } = await begin(desk, actor, tx, rows, found);
    if (await isLeaving(tx, ticket.id, now)) {
      throw new ConflictError(said`a mail of ticket ${number} is being sent just now`, {
        mend: said`Try again in a moment`,
      });
    }
    await deleteTicketRows(desk.store, tx, ticket.id);
  });
  desk.log.info({ ticket: number, agent: actor.login }, "a ticket was deleted");
  return { ticketNumber: number };
}
