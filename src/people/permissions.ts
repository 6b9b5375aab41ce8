/** What an agent may see and do with tickets, by the group of the queue; owner and responsible have rw (behaviour §6). */

import type { Actor, Desk } from "../desk.ts";
import { PermissionError } from "../errors.ts";
import { said } from "../said.ts";
import type { Person } from "../store/passwords.ts";
import { agentByLogin, permissionRows } from "../store/permissions.ts";
import { reference } from "../store/reference.ts";
import type { Queue, Reference } from "../store/referenceRows.ts";
import type { Reader } from "../store/store.ts";
import type { TicketRow } from "../store/tickets.ts";
import { unknownAgent } from "./unknownAgent.ts";

export type PermissionKey = "ro" | "move_into" | "create" | "note" | "owner" | "priority" | "rw";

export interface Permissions {
  may(queueId: number, key: PermissionKey): boolean;
  mayTicket(ticket: Pick<TicketRow, "queueId" | "ownerId" | "responsibleId">, key: PermissionKey): boolean;
  /** Queues whose tickets the agent sees. */
  readonly visibleQueues: readonly Queue[];
}

/** OTRS's root@localhost may do everything, so that no set of groups locks everybody out. */
export const root = 1;

/** Who a person is that changes something of their own login. OTRS lets its user 1 act for customers. */
export function themselves({ kind, id, login }: Person): Actor {
  return { userId: kind === "agent" ? id : root, login };
}

/** @throws NotFoundError when there is no such agent, PermissionError when it is not valid */
export async function actorByLogin(desk: Desk, login: string): Promise<Actor> {
  const agent = await agentByLogin(desk.store.db, login);
  if (agent === undefined) throw await unknownAgent(desk, login);
  if (!agent.valid)
    throw new PermissionError(said`agent "${login}" is not valid`, { mend: said`Ask an administrator` });
  return { userId: agent.id, login: agent.login };
}

/** @param within an open transaction, for whoever holds one: a second connection could be waited for in vain */
export async function permissionsOf(
  desk: Desk,
  actor: Actor,
  within?: { readonly tx: Reader; readonly rows: Reference },
): Promise<Permissions> {
  const groups = await permissionRows(within?.tx ?? desk.store.db, actor.userId);
  const { queues } = within?.rows ?? (await reference(desk.store));
  const may = (queueId: number, key: PermissionKey): boolean => {
    if (actor.userId === root) return true;
    const keys = groups.get(queues.byId(queueId)?.groupId ?? -1);
    return keys !== undefined && (keys.has("rw") || keys.has(key));
  };
  return {
    may,
    mayTicket: (ticket, key) =>
      ticket.ownerId === actor.userId || ticket.responsibleId === actor.userId || may(ticket.queueId, key),
    visibleQueues: queues.all.filter(({ id }) => may(id, "ro")),
  };
}
