/** Finds what an agent names and proves that they may do what they are about to do with it. The rules are actions.ts's. */

import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, PermissionError } from "../errors.ts";
import { requireAdministrator } from "../people/administrators.ts";
import { type Permissions, permissionsOf } from "../people/permissions.ts";
import { said, type Words } from "../said.ts";
import { articleTicket } from "../store/articleView.ts";
import type { Queue } from "../store/referenceRows.ts";
import { type TicketRow, ticketById, ticketByNumber } from "../store/tickets.ts";
import { type QueueAction, queueActions, ruleOf, type TicketAction } from "./actions.ts";

/** Not exported as a value: only this file can make one, and nothing changes a ticket without one. */
class Proof {
  readonly #proven = true;
  readonly ticket: TicketRow;
  readonly permissions: Permissions;
  readonly action: TicketAction;
  constructor(ticket: TicketRow, permissions: Permissions, action: TicketAction) {
    this.ticket = ticket;
    this.permissions = permissions;
    this.action = action;
  }
  get proven(): boolean {
    return this.#proven;
  }
}

/** A ticket as it was found, and the proof that the agent may do `action` with it. */
export type Permitted = Proof;

/**
 * @param name the ticket's number, or `#id` or `~id`
 * @throws NotFoundError also for a ticket the agent may not see: its existence is nobody's business
 * @throws PermissionError for one they see but may not do this with
 */
export async function permitted(desk: Desk, actor: Actor, name: string, action: TicketAction): Promise<Permitted> {
  const id = /^[#~](\d{1,15})$/.exec(name)?.[1];
  const ticket =
    id === undefined ? await ticketByNumber(desk.store.db, name) : await ticketById(desk.store.db, Number(id));
  const permissions = await permissionsOf(desk, actor);
  if (ticket === undefined || !permissions.mayTicket(ticket, "ro")) {
    throw new NotFoundError(said`there is no ticket ${name}`, { mend: said`Name it by its number, or as #id` });
  }
  mustDo(permissions, ticket, action);
  if (ruleOf(action).admin) await requireAdministrator(desk, actor);
  return new Proof(ticket, permissions, action);
}

/** For what no agent does: timers. */
export function permittedToSystem(ticket: TicketRow, action: TicketAction): Permitted {
  return new Proof(ticket, { may: () => true, mayTicket: () => true, visibleQueues: [] }, action);
}

/** The same for the ticket of an article. */
export async function permittedArticle(
  desk: Desk,
  actor: Actor,
  articleId: number,
  action: TicketAction,
): Promise<Permitted> {
  const ticketId = await articleTicket(desk.store.db, articleId);
  if (ticketId === undefined) throw new NotFoundError(said`there is no article ${articleId}`, {});
  return await permitted(desk, actor, `#${ticketId}`, action);
}

/** @throws PermissionError when the agent may not */
export function mustDo(permissions: Permissions, ticket: TicketRow, action: TicketAction): void {
  const { needs, words } = ruleOf(action);
  if (permissions.mayTicket(ticket, needs)) return;
  throw refused(needs, said`${words} ticket ${ticket.number}`);
}

/** @throws PermissionError when the agent may not */
export function mustDoIn(permissions: Permissions, queue: Queue, action: QueueAction): void {
  const { needs, words } = queueActions[action];
  if (permissions.may(queue.id, needs)) return;
  throw refused(needs, said`${words} queue "${queue.name}"`);
}

function refused(needs: string, words: Words): PermissionError {
  return new PermissionError(said`you may not ${words}`, {
    mend: said`Ask for the permission "${needs}" on the queue's group`,
  });
}
