/** What a list was asked for, by names and as people write it → ids and instants. Wrong names are told with the nearest match. */

import { toDbTime, toEpoch } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { permissionsOf } from "../people/permissions.ts";
import { said, type Words } from "../said.ts";
import { agentRows } from "../store/permissions.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { FieldFilter, ListFilter } from "../store/ticketFilter.ts";
import { missing } from "./missing.ts";
import { instantOf } from "./when.ts";

/** One name, or several of which any will do. */
export type Names = string | readonly string[];

export interface FilterRequest {
  /** Name; its sub-queues (`Name::…`) belong to it. */
  readonly queue?: Names;
  readonly state?: Names;
  /** A state type; `not closed`, the default, is every type still to be worked on; `all` is everything. */
  readonly stateType?: Names;
  /** Login, or `me`. */
  readonly owner?: Names;
  readonly responsible?: Names;
  readonly lock?: Names;
  readonly priority?: Names;
  readonly type?: Names;
  readonly service?: Names;
  readonly sla?: Names;
  readonly customer?: Names;
  readonly customerUser?: Names;
  /** `NAME=VALUE`; `NAME=` for tickets without a value. All of them have to hold. */
  readonly dynamicField?: Names;
  readonly watched?: boolean;
  readonly unread?: boolean;
  readonly archived?: boolean;
  /** `2h`: an escalation that is over, or comes within that time; for pending states the end of waiting. */
  readonly escalatingWithin?: string;
  readonly pendingWithin?: string;
  /** `3d` (so long ago), a day, or an instant. */
  readonly createdBefore?: string;
  readonly createdAfter?: string;
  readonly changedBefore?: string;
  readonly changedAfter?: string;
  readonly search?: string;
}

/** @throws NotFoundError for a name that does not exist, UserError for a time that is none */
export async function filterOf(
  desk: Desk,
  actor: Actor,
  request: FilterRequest,
): Promise<Omit<ListFilter, "queueIds" | "userId">> {
  const rows = await reference(desk.store);
  const { owner, responsible, watched, unread, archived, search, customer, customerUser } = request;
  const ids = (kind: string, all: readonly Row[], wanted: Names | undefined) =>
    wanted === undefined ? undefined : list(wanted).map((name) => idOf(kind, name, all));
  return defined({
    stateIds: stateIds(rows, request),
    onlyQueues: request.queue === undefined ? undefined : await queueIds(desk, actor, rows, request.queue),
    ownerIds: await agentIds(desk, actor, owner),
    responsibleIds: await agentIds(desk, actor, responsible),
    lockIds: ids("lock", rows.locks.all, request.lock),
    priorityIds: ids("priority", rows.priorities.all, request.priority),
    typeIds: ids("type", rows.types.all, request.type),
    serviceIds: ids("service", rows.services.all, request.service),
    slaIds: ids("SLA", rows.slas.all, request.sla),
    customerIds: customer === undefined ? undefined : list(customer),
    customerUsers: customerUser === undefined ? undefined : list(customerUser),
    fields:
      request.dynamicField === undefined ? undefined : list(request.dynamicField).map((one) => fieldOf(rows, one)),
    watched,
    unread,
    archived,
    search,
    ...times(desk, request),
  });
}

interface Row {
  readonly id: number;
  readonly name: string;
}

const list = (names: Names): readonly string[] => (typeof names === "string" ? [names] : names);

function defined<T extends object>(values: T): { readonly [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // Leaving out what is undefined is all that the type says.
  return Object.fromEntries(entries) as { readonly [Key in keyof T]: Exclude<T[Key], undefined> };
}

/** @param told those that an error may name */
function idOf(kind: Words, name: string, all: readonly Row[], told = all): number {
  const found = all.find((row) => row.name === name) ?? all.find((row) => sameWithoutCase(row.name, name));
  if (found === undefined) throw missing(kind, name, told);
  return found.id;
}

function sameWithoutCase(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** With their sub-queues. An agent is told only of queues that they see. */
async function queueIds(desk: Desk, actor: Actor, rows: Reference, names: Names): Promise<readonly number[]> {
  const { visibleQueues } = await permissionsOf(desk, actor);
  return list(names).flatMap((name) => {
    const queue = rows.queues.byId(idOf(said`queue`, name, rows.queues.all, visibleQueues));
    const found = rows.queues.all.filter((one) => one === queue || one.name.startsWith(`${queue?.name}::`));
    return found.map(({ id }) => id);
  });
}

/** State types whose tickets need nobody any more. */
const done = new Set(["closed", "removed", "merged"]);
/** OTRS calls them viewable. */
const notClosed = ["not closed", "viewable"];

function stateIds(rows: Reference, { state, stateType }: FilterRequest): readonly number[] {
  if (state !== undefined) return list(state).map((name) => idOf(said`state`, name, rows.states.all));
  const all = rows.states.all;
  const types = [...new Set(all.map(({ type }) => type))];
  const wanted = new Set(
    list(stateType ?? "not closed").flatMap((name) => {
      if (name === "all") return types;
      if (notClosed.includes(name)) return types.filter((type) => !done.has(type));
      if (types.includes(name)) return [name];
      throw missing(
        said`state type`,
        name,
        [...types, "not closed", "all"].map((one) => ({ name: one })),
      );
    }),
  );
  return all.filter(({ type }) => wanted.has(type)).map(({ id }) => id);
}

async function agentIds(desk: Desk, actor: Actor, logins: Names | undefined): Promise<readonly number[] | undefined> {
  if (logins === undefined) return undefined;
  const agents = (await agentRows(desk.store.db)).map(({ id, login }) => ({ id, name: login }));
  return list(logins).map((login) => (login === "me" ? actor.userId : idOf(said`agent`, login, agents)));
}

function fieldOf(rows: Reference, text: string): FieldFilter {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === "") {
    throw new UserError(said`"${text}" is no field and value`, {
      where: "dynamicField",
      mend: said`Give it as NAME=VALUE, or as NAME= for tickets without a value`,
    });
  }
  const fields = [...rows.fields.values()].filter(({ object }) => object === "Ticket");
  const id = idOf("dynamic field", name, fields);
  const { type } = fields.find((field) => field.id === id) ?? { type: "" };
  if (value === "") return { id, column: columnOf(type), values: [] };
  switch (columnOf(type)) {
    case "value_int":
      if (!/^[01]$/.test(value)) throw wrongValue(name, value, "0 or 1");
      return { id, column: "value_int", values: [Number(value)] };
    case "value_date":
      if (!/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(value)) throw wrongValue(name, value, "YYYY-MM-DD HH:MM:SS");
      return { id, column: "value_date", values: [value.length > 10 ? value : `${value} 00:00:00`] };
    case "value_text":
      return { id, column: "value_text", values: [value] };
  }
}

function columnOf(type: string): FieldFilter["column"] {
  if (type === "Checkbox") return "value_int";
  return type === "Date" || type === "DateTime" ? "value_date" : "value_text";
}

function wrongValue(name: string, value: string, allowed: string): UserError {
  return new UserError(said`dynamic field ${name} never is "${value}"`, {
    where: "dynamicField",
    mend: said`Give ${allowed}`,
  });
}

function times({ clock, settings }: Desk, request: FilterRequest) {
  const now = clock.now();
  const at = (where: keyof FilterRequest, sign: -1 | 1): Date | undefined => {
    const text = request[where];
    return typeof text === "string" ? instantOf(where, text, now, settings.system.timeZone, sign) : undefined;
  };
  const past = (where: keyof FilterRequest) => map(at(where, -1), toDbTime);
  return {
    escalatingUntil: map(at("escalatingWithin", 1), toEpoch),
    pendingUntil: map(at("pendingWithin", 1), toEpoch),
    createdBefore: past("createdBefore"),
    createdAfter: past("createdAfter"),
    changedBefore: past("changedBefore"),
    changedAfter: past("changedAfter"),
  };
}

function map<Value, Result>(value: Value | undefined, change: (value: Value) => Result): Result | undefined {
  return value === undefined ? undefined : change(value);
}
