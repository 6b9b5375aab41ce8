/** An agent changes a ticket's attributes; all of a request or nothing. */
import type { UpdateRequest } from "../api/requests.ts";
import type { TicketSummary } from "../api/ticket.ts";
import type { Actor, Desk } from "../desk.ts";
import { type Action, act } from "./commit.ts";
import { writeTicketFields } from "./fields.ts";
import { permitted } from "./permitted.ts";
import { summaryOf } from "./show.ts";
import { stepsOf } from "./steps/index.ts";
import { mustBeCurrent } from "./version.ts";

/** @throws PermissionError, NotFoundError for a name that does not exist, UserError for a pending state without time */
export async function update(desk: Desk, actor: Actor, name: string, request: UpdateRequest): Promise<TicketSummary> {
  const found = await permitted(desk, actor, name, "see");
  await act(desk, actor, found, (action) => applyUpdate(action, request));
  return await summaryOf(desk, actor, found.ticket.id);
}

/** The part of another action that changes the ticket. */
export async function applyUpdate(action: Action, request: UpdateRequest): Promise<void> {
  await mustBeCurrent(action, request.version);
  await action.apply(await stepsOf(action, request));
  if (request.dynamicFields !== undefined) await writeTicketFields(action, request.dynamicFields);
}
