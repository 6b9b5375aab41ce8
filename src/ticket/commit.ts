/** The one place that commits an agent's action: the ticket's row first, then what the action writes, with history. */

import type { Actor, Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import type { Permissions } from "../people/permissions.ts";
import { said } from "../said.ts";
import { addHistory, type Snapshot } from "../store/history.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import { changeTicket, lockTicket, type TicketChange, type TicketRow, ticketById } from "../store/tickets.ts";
import { ruleOf } from "./actions.ts";
import { mustNotBeMerged } from "./merged.ts";
import { mustDo, mustDoIn, type Permitted } from "./permitted.ts";
import type { Step } from "./steps/step.ts";

export interface Action {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly permissions: Permissions;
  readonly tx: Tx;
  readonly rows: Reference;
  readonly now: Date;
  /** As it was when its row was taken; not as the agent saw it. */
  readonly ticket: TicketRow;
  record(type: string, name: string, articleId?: number): Promise<void>;
  /** @throws PermissionError when the agent may not take one of the steps */
  apply(steps: readonly Step[]): Promise<void>;
}

/**
 * Runs `work` in one transaction that holds the ticket's row.
 * @throws PermissionError when the ticket was changed meanwhile so that the agent may not any more; nothing is changed
 */
export async function act<T>(
  desk: Desk,
  actor: Actor,
  found: Permitted,
  work: (action: Action) => Promise<T>,
): Promise<T> {
  const rows = await reference(desk.store);
  return await desk.store.transaction(async (tx) => await work(await begin(desk, actor, tx, rows, found)));
}

/** The same for an action on two tickets. */
export async function actOnBoth<T>(
  desk: Desk,
  actor: Actor,
  [one, other]: readonly [Permitted, Permitted],
  work: (one: Action, other: Action) => Promise<T>,
): Promise<T> {
  const rows = await reference(desk.store);
  return await desk.store.transaction(async (tx) => {
    // By id, so that two such actions never wait for each other.
    const swapped = one.ticket.id > other.ticket.id;
    const first = await begin(desk, actor, tx, rows, swapped ? other : one);
    const second = await begin(desk, actor, tx, rows, swapped ? one : other);
    return swapped ? await work(second, first) : await work(first, second);
  });
}

/** Takes the ticket's row for an open transaction. @throws MergedError for what is not done with a merged ticket */
export async function begin(desk: Desk, actor: Actor, tx: Tx, rows: Reference, found: Permitted): Promise<Action> {
  const { ticket: seen, permissions, action } = found;
  const now = desk.clock.now();
  const { quiet, unmerged } = ruleOf(action);
  if (quiet) await lockTicket(tx, seen.id);
  else await changeTicket(tx, seen.id, {}, now, actor.userId);
  const ticket = await ticketById(tx, seen.id);
  if (ticket === undefined) throw new NotFoundError(said`ticket ${seen.number} was deleted meanwhile`, {});
  mustDo(permissions, ticket, action);
  if (unmerged) await mustNotBeMerged(tx, rows, ticket);
  return actionOn(desk, actor, tx, rows, permissions, ticket);
}

/** For a ticket whose row the transaction holds: `begin` gives one for those that exist. */
export function actionOn(
  desk: Desk,
  actor: Actor,
  tx: Tx,
  rows: Reference,
  permissions: Permissions,
  ticket: TicketRow,
): Action {
  const now = desk.clock.now();
  let after: Snapshot = { ...ticket, ticketId: ticket.id };
  const record: Action["record"] = (type, name, articleId) =>
    addHistory(tx, rows, after, type, name, now, actor.userId, articleId);
  return {
    desk,
    actor,
    permissions,
    tx,
    rows,
    now,
    ticket,
    record,
    async apply(steps) {
      for (const { does } of steps) mustDo(permissions, ticket, does);
      for (const { change, history, into } of steps) {
        if (into !== undefined) mustDoIn(permissions, into, "moveInto");
        await changeTicket(tx, ticket.id, change, now, actor.userId);
        after = changed(after, change);
        await record(...history);
      }
    },
  };
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
