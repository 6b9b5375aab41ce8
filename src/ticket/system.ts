/** What the helpdesk does with a ticket by itself, at its time: under the postmaster's agent, as the postmaster's mail. */
import type { Desk } from "../desk.ts";
import { agentLogin } from "../store/agents.ts";
import { ticketById } from "../store/tickets.ts";
import type { TicketAction } from "./actions.ts";
import { type Action, act } from "./commit.ts";
import { permittedToSystem } from "./permitted.ts";

/** Nothing happens when the ticket is gone. */
export async function actAsSystem(
  desk: Desk,
  ticketId: number,
  action: TicketAction,
  work: (action: Action) => Promise<void>,
): Promise<void> {
  const { db } = desk.store;
  const { userId } = desk.settings.postmaster;
  const ticket = await ticketById(db, ticketId);
  if (ticket === undefined) return;
  const actor = { userId, login: (await agentLogin(db, userId)) ?? "" };
  await act(desk, actor, permittedToSystem(ticket, action), work);
}
