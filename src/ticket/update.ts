/** An agent changes a ticket's queue, state, priority, owner, lock, title or type; all of a request or nothing. */
import type { TicketSummary, UpdateRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { PermissionError } from "../errors.ts";
import type { Permissions } from "../people/permissions.ts";
import { agentRows } from "../store/permissions.ts";
import { reference } from "../store/reference.ts";
import type { TicketRow } from "../store/tickets.ts";
import { type Step, stepsOf } from "./change.ts";
import { act } from "./commit.ts";
import { findTicket } from "./find.ts";
import { summaryOf } from "./show.ts";

/** @throws PermissionError, NotFoundError for a name that does not exist, UserError for a pending state without time */
export async function update(desk: Desk, actor: Actor, name: string, request: UpdateRequest): Promise<TicketSummary> {
  const { ticket, permissions } = await findTicket(desk, actor, name);
  const steps = await permittedSteps(desk, ticket, permissions, request);
  if (steps.length > 0) await act(desk, actor, ticket, (action) => action.apply(steps));
  const queueId = steps.reduce((id, { change }) => change.queue_id ?? id, ticket.queueId);
  return await summaryOf(desk, actor, ticket.id, queueId);
}

/** The steps of a request, each of which the agent may take. */
export async function permittedSteps(
  desk: Desk,
  ticket: TicketRow,
  permissions: Permissions,
  request: UpdateRequest,
): Promise<readonly Step[]> {
  const steps = stepsOf(ticket, request, await reference(desk.store), await agentRows(desk.store.db), desk.clock.now());
  for (const { needs, change } of steps) {
    const moved = change.queue_id !== undefined;
    const allowed = moved ? permissions.may(change.queue_id, "move_into") : permissions.mayTicket(ticket, needs);
    if (!allowed) {
      throw new PermissionError(`you may not do this to ticket ${ticket.number}`, {
        mend: `Ask for the permission "${moved ? "move_into" : needs}" on the queue's group`,
      });
    }
  }
  return steps;
}
