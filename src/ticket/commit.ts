/** The one function that commits an agent's action: the ticket's row first, then what the action writes, with history. */
import { isDeepStrictEqual } from "node:util";
import type { Actor, Desk } from "../desk.ts";
import { ConflictError } from "../errors.ts";
import { addHistory, type Snapshot } from "../store/history.ts";
import { type Reference, reference } from "../store/reference.ts";
import type { Tx } from "../store/store.ts";
import { changeTicket, type TicketChange, type TicketRow, ticketById } from "../store/tickets.ts";
import type { Step } from "./change.ts";

export interface Action {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly tx: Tx;
  readonly rows: Reference;
  readonly now: Date;
  readonly ticket: TicketRow;
  record(type: string, name: string, articleId?: number): Promise<void>;
  apply(steps: readonly Step[]): Promise<void>;
}

/**
 * Runs `work` in one transaction that holds the ticket's row.
 * @throws ConflictError when the ticket is not as the agent saw it; nothing is changed
 */
export async function act<T>(
  desk: Desk,
  actor: Actor,
  seen: TicketRow,
  work: (action: Action) => Promise<T>,
): Promise<T> {
  const rows = await reference(desk.store);
  const now = desk.clock.now();
  return await desk.store.transaction(async (tx) => {
    await changeTicket(tx, seen.id, {}, now, actor.userId);
    const ticket = await ticketById(tx, seen.id);
    if (ticket === undefined || !unchanged(ticket, seen)) {
      throw new ConflictError(`ticket ${seen.number} was changed meanwhile`, { mend: "Look at it again and repeat" });
    }
    let after: Snapshot = { ...ticket, ticketId: ticket.id };
    const record: Action["record"] = (type, name, articleId) =>
      addHistory(tx, rows, after, type, name, now, actor.userId, articleId);
    return await work({
      desk,
      actor,
      tx,
      rows,
      now,
      ticket,
      record,
      async apply(steps) {
        for (const { change, history } of steps) {
          await changeTicket(tx, ticket.id, change, now, actor.userId);
          after = changed(after, change);
          await record(...history);
        }
      },
    });
  });
}

function unchanged(ticket: TicketRow, seen: TicketRow): boolean {
  const { changed: _one, ...now } = ticket;
  const { changed: _other, ...before } = seen;
  return isDeepStrictEqual(now, before);
}

function changed(after: Snapshot, change: TicketChange): Snapshot {
  return {
    ...after,
    queueId: change.queue_id ?? after.queueId,
    typeId: change.type_id === undefined ? after.typeId : change.type_id,
    ownerId: change.user_id ?? after.ownerId,
    priorityId: change.ticket_priority_id ?? after.priorityId,
    stateId: change.ticket_state_id ?? after.stateId,
  };
}
