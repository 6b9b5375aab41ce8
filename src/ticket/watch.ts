/** An agent watches a ticket, or no longer; with rw on it also for a colleague, who has to be able to see it. */

import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { permissionsOf } from "../people/permissions.ts";
import { said } from "../said.ts";
import type { AgentRow } from "../store/permissions.ts";
import { addWatcher, removeWatcher } from "../store/watchers.ts";
import { validAgent } from "./agents.ts";
import { type Action, act } from "./commit.ts";
import { permitted } from "./permitted.ts";

/** @param login of the colleague; undefined for oneself. What is so already stays so */
export async function watch(desk: Desk, actor: Actor, name: string, login?: string): Promise<void> {
  await forAgent(desk, actor, name, login, async ({ tx, rows, ticket, now, record }, agent) => {
    const permissions = await permissionsOf(desk, { userId: agent.id, login: agent.login }, { tx, rows });
    if (!permissions.mayTicket(ticket, "ro")) {
      throw new UserError(said`"${agent.login}" may not see ticket ${ticket.number}`, {
        where: "agent",
        mend: said`Name another`,
      });
    }
    if (await addWatcher(tx, ticket.id, agent.id, now, actor.userId)) await record("Subscribe", `%%${nameOf(agent)}`);
  });
}

export async function unwatch(desk: Desk, actor: Actor, name: string, login?: string): Promise<void> {
  await forAgent(desk, actor, name, login, async ({ tx, ticket, record }, agent) => {
    if (await removeWatcher(tx, ticket.id, agent.id)) await record("Unsubscribe", `%%${nameOf(agent)}`);
  });
}

async function forAgent(
  desk: Desk,
  actor: Actor,
  name: string,
  login: string | undefined,
  work: (action: Action, agent: AgentRow) => Promise<void>,
): Promise<void> {
  const other = login !== undefined && login !== actor.login;
  const found = await permitted(desk, actor, name, other ? "watchers" : "watch");
  const agent = await validAgent(desk.store.db, "agent", login ?? actor.login);
  await act(desk, actor, found, (action) => work(action, agent));
}

function nameOf({ firstName, lastName, login }: AgentRow): string {
  return `${firstName} ${lastName}`.trim() || login;
}
