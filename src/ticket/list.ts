/** Ticket lists, as far as the agent may see; and the queues with what waits in them. */
import type { Lookups, QueueSummary, TicketPage } from "../api/ticket.ts";
import { toEpoch } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { type Permissions, permissionsOf } from "../people/permissions.ts";
import { agentRows } from "../store/permissions.ts";
import { reference } from "../store/reference.ts";
import { servicesOfSlas } from "../store/services.ts";
import type { ListFilter } from "../store/ticketFilter.ts";
import { countByQueue, countTickets, listTickets } from "../store/ticketList.ts";
import { type FilterRequest, filterOf } from "./listFilter.ts";
import { cursorAt, positionOf, sortKeys } from "./listSort.ts";

export interface ListRequest extends FilterRequest {
  /** `changed:desc,title`; see docs/search.md. */
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
  /** Tickets of the order to pass over, for a screen that jumps; after those of `cursor`. */
  readonly offset?: number;
  /** Count all of them, however long it takes. */
  readonly exactTotal?: boolean;
}

const defaultLimit = 100;
const maxLimit = 1000;
/** Seconds until an escalation for a ticket to count as escalating. */
const soon = 4 * 3600;
/** Where counting stops: nobody reads so long a list, and a desk's years of closed tickets take long to count. */
const countedTo = 10_000;

/** @throws NotFoundError for a queue, state, agent … that does not exist */
export async function list(desk: Desk, actor: Actor, request: ListRequest): Promise<TicketPage> {
  const { db } = desk.store;
  const filter: ListFilter = {
    ...base(await permissionsOf(desk, actor), actor),
    ...(await filterOf(desk, actor, request)),
  };
  const keys = sortKeys(request.sort);
  const limit = Math.min(Math.max(request.limit ?? defaultLimit, 1), maxLimit);
  const { cursor, offset = 0 } = request;
  const after = cursor === undefined ? {} : { after: positionOf(keys, cursor) };
  const counted = await countTickets(db, filter, request.exactTotal ? undefined : countedTo + 1);
  const priorityIds = (await reference(desk.store)).priorities.all.map(({ id }) => id);
  const page = await listTickets(db, filter, { keys, limit, offset, priorityIds, ...after }, desk.clock.now());
  const more = request.exactTotal !== true && counted > countedTo;
  return {
    tickets: page.tickets,
    ...(more ? { total: countedTo, totalExact: false } : { total: counted }),
    nextCursor: page.next === undefined ? null : cursorAt(keys, page.next),
  };
}

export async function queues(desk: Desk, actor: Actor): Promise<readonly QueueSummary[]> {
  const permissions = await permissionsOf(desk, actor);
  const { userId } = actor;
  const { stateIds = [] } = await filterOf(desk, actor, {});
  const escalatingUntil = toEpoch(desk.clock.now()) + soon;
  const counts = await countByQueue(desk.store.db, { stateIds, userId, escalatingUntil });
  return permissions.visibleQueues
    .filter(({ valid }) => valid)
    .map(({ id, name }) => ({ id, name, ...(counts.get(id) ?? { open: 0, unread: 0, escalating: 0 }) }))
    .sort(byName);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name);
}

/** What an agent can choose from. */
export async function lookups(desk: Desk, actor: Actor): Promise<Lookups> {
  const rows = await reference(desk.store);
  const permissions = await permissionsOf(desk, actor);
  const services = await servicesOfSlas(desk.store.db);
  const named = (all: readonly { id: number; name: string; valid: boolean }[]) =>
    all.filter(({ valid }) => valid).map(({ id, name }) => ({ id, name }));
  const queuesWith = (key: "create" | "move_into") =>
    named(rows.queues.all.filter(({ id }) => permissions.may(id, key))).sort(byName);
  return {
    newTicketQueues: queuesWith("create"),
    queues: queuesWith("move_into"),
    states: rows.states.all.filter(({ valid }) => valid).map(({ id, name, type }) => ({ id, name, type })),
    priorities: named(rows.priorities.all),
    types: named(rows.types.all),
    services: named(rows.services.all),
    slas: named(rows.slas.all).map(({ id, name }) => ({ id, name, services: services.get(id) ?? [] })),
    agents: (await agentRows(desk.store.db))
      .filter(({ valid }) => valid)
      .map(({ id, login, firstName, lastName }) => ({ id, login, name: `${firstName} ${lastName}`.trim() })),
  };
}

function base(permissions: Permissions, actor: Actor): ListFilter {
  return { queueIds: permissions.visibleQueues.map(({ id }) => id), userId: actor.userId };
}
