/** Ticket lists, as far as the agent may see; and the queues with what waits in them. */
import type { Lookups, QueueSummary, TicketPage } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, UserError } from "../errors.ts";
import { type Permissions, permissionsOf } from "../people/permissions.ts";
import { agentByLogin, agentRows } from "../store/permissions.ts";
import { type Reference, reference } from "../store/reference.ts";
import { countByQueue, type ListFilter, type ListOrder, listTickets } from "../store/ticketList.ts";

export interface ListRequest {
  /** Name; its sub-queues (`Name::…`) belong to it. */
  readonly queue?: string;
  readonly state?: string;
  /** A state type; `viewable`, the default, is every type still to be worked on; `all` is everything. */
  readonly stateType?: string;
  /** Login. */
  readonly owner?: string;
  readonly lock?: string;
  readonly search?: string;
  readonly sort?: ListOrder;
  readonly limit?: number;
  readonly cursor?: string;
  /** Tickets of the order to pass over, for a screen that jumps; not together with `cursor`. */
  readonly offset?: number;
}

/** OTRS Ticket::ViewableStateType. */
const viewable = new Set(["new", "open", "pending reminder", "pending auto"]);
const defaultLimit = 100;
const maxLimit = 1000;

/** @throws NotFoundError for a queue, state or agent that does not exist */
export async function list(desk: Desk, actor: Actor, request: ListRequest): Promise<TicketPage> {
  const rows = await reference(desk.store);
  const permissions = await permissionsOf(desk, actor);
  const offset = request.offset ?? offsetOf(request.cursor);
  const limit = Math.min(Math.max(request.limit ?? defaultLimit, 1), maxLimit);
  const filter: ListFilter = {
    ...base(permissions, actor),
    ...(request.queue === undefined ? {} : { onlyQueues: queueAndChildren(rows, request.queue) }),
    ...states(rows, request),
    ...(request.owner === undefined ? {} : { ownerId: await ownerId(desk, request.owner) }),
    ...(request.lock === undefined ? {} : { lockIds: lockIds(rows, request.lock) }),
    ...(request.search === undefined ? {} : { search: request.search }),
  };
  const page = await listTickets(
    desk.store.db,
    filter,
    { order: request.sort ?? "newest", limit, offset },
    desk.clock.now(),
  );
  return {
    tickets: page.tickets,
    total: page.total,
    nextCursor: page.nextOffset === undefined ? null : Buffer.from(String(page.nextOffset)).toString("base64url"),
  };
}

export async function queues(desk: Desk, actor: Actor): Promise<readonly QueueSummary[]> {
  const rows = await reference(desk.store);
  const permissions = await permissionsOf(desk, actor);
  const counts = await countByQueue(desk.store.db, { ...base(permissions, actor), ...states(rows, {}) });
  return permissions.visibleQueues
    .filter(({ valid }) => valid)
    .map(({ id, name }) => ({ id, name, ...(counts.get(id) ?? { open: 0, unread: 0 }) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** What an agent can choose from. */
export async function lookups(desk: Desk, actor: Actor): Promise<Lookups> {
  const rows = await reference(desk.store);
  const permissions = await permissionsOf(desk, actor);
  const named = (all: readonly { id: number; name: string; valid: boolean }[]) =>
    all.filter(({ valid }) => valid).map(({ id, name }) => ({ id, name }));
  return {
    queues: named(rows.queues.all.filter(({ id }) => permissions.may(id, "move_into"))),
    states: rows.states.all.filter(({ valid }) => valid).map(({ id, name, type }) => ({ id, name, type })),
    priorities: named(rows.priorities.all),
    types: named(rows.types.all),
    agents: (await agentRows(desk.store.db))
      .filter(({ valid }) => valid)
      .map(({ id, login, firstName, lastName }) => ({ id, login, name: `${firstName} ${lastName}`.trim() })),
  };
}

function base(permissions: Permissions, actor: Actor): ListFilter {
  return { queueIds: permissions.visibleQueues.map(({ id }) => id), userId: actor.userId };
}

function states(rows: Reference, { state, stateType = "viewable" }: ListRequest): { stateIds?: readonly number[] } {
  if (state !== undefined) {
    const found = rows.states.byName(state);
    if (found === undefined) throw missing("state", state, rows.states.all);
    return { stateIds: [found.id] };
  }
  if (stateType === "all") return {};
  const types = new Set(rows.states.all.map(({ type }) => type));
  if (stateType !== "viewable" && !types.has(stateType)) {
    throw missing(
      "state type",
      stateType,
      [...types, "viewable", "all"].map((name) => ({ name })),
    );
  }
  const wanted = stateType === "viewable" ? viewable : new Set([stateType]);
  return { stateIds: rows.states.all.filter(({ type }) => wanted.has(type)).map(({ id }) => id) };
}

function queueAndChildren(rows: Reference, name: string): readonly number[] {
  const found = rows.queues.all.filter((queue) => queue.name === name || queue.name.startsWith(`${name}::`));
  if (found.length === 0) throw missing("queue", name, rows.queues.all);
  return found.map(({ id }) => id);
}

function lockIds(rows: Reference, name: string): readonly number[] {
  const found = rows.locks.byName(name);
  if (found === undefined) throw missing("lock", name, rows.locks.all);
  return [found.id];
}

async function ownerId(desk: Desk, login: string): Promise<number> {
  const agent = await agentByLogin(desk.store.db, login);
  if (agent === undefined) throw new NotFoundError(`there is no agent "${login}"`, { mend: "Name an agent's login" });
  return agent.id;
}

/** An error that lists what there is. */
export function missing(kind: string, name: string, all: readonly { readonly name: string }[]): NotFoundError {
  return new NotFoundError(`there is no ${kind} "${name}"`, {
    mend: `There is: ${all.map((row) => row.name).join(", ")}`,
  });
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{1,9}$/.test(text))
    throw new UserError(`"${cursor}" is no cursor`, { mend: "Pass nextCursor of the page before" });
  return Number(text);
}
