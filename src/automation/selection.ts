/** Which tickets a job of the generic agent would select now. Changes nothing, and refuses conditions that lists do not know. */
import { showEntry } from "../admin/administer.ts";
import type { Value, Values } from "../admin/field.ts";
import type { JobTimes, JobWindow } from "../admin/jobTimes.ts";
import { genericAgent } from "../admin/modules/genericAgent.ts";
import type { SelectedTickets } from "../api/ticket.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { reference } from "../store/reference.ts";
import type { ListFilter } from "../store/ticketFilter.ts";
import { countTickets, listTickets } from "../store/ticketList.ts";
import { type FilterRequest, filterOf } from "../ticket/listFilter.ts";
import { sortKeys } from "../ticket/listSort.ts";

/** @throws UserError naming the conditions that cannot be tried, NotFoundError for a job that is not there */
export async function selectedByJob(desk: Desk, actor: Actor, name: string, limit: number): Promise<SelectedTickets> {
  const { values } = await showEntry(desk, actor, genericAgent, name);
  const { request, unknown } = requestOf(values, desk.clock.now());
  if (unknown.length > 0) {
    throw new UserError(said`job "${name}" selects by what cannot be tried here: ${unknown.join(", ")}`, {
      mend: said`Only running it tells which tickets it selects`,
    });
  }
  const queues = (await reference(desk.store)).queues.all;
  const wanted = textsIn(values.queues);
  const filter: ListFilter = {
    ...(await filterOf(desk, actor, request)),
    queueIds: queues.map(({ id }) => id),
    userId: actor.userId,
    // A job means the queue itself, a list also those below it.
    ...(wanted.length > 0 && { onlyQueues: queues.filter((queue) => wanted.includes(queue.name)).map(({ id }) => id) }),
    ...(typeof values.title === "string" && { title: values.title }),
  };
  const { db } = desk.store;
  const page = { keys: sortKeys("oldest"), limit, offset: 0 };
  const { tickets } = await listTickets(db, filter, page, desk.clock.now());
  return { tickets, total: await countTickets(db, filter) };
}

interface Request {
  readonly request: FilterRequest;
  readonly unknown: readonly string[];
}

function requestOf(values: Values, now: Date): Request {
  const list = (name: string): readonly string[] | undefined => {
    const texts = textsIn(values[name]);
    return texts.length === 0 ? undefined : texts;
  };
  const one = (name: string): string | undefined =>
    typeof values[name] === "string" ? String(values[name]) : undefined;
  const fields = Object.entries((values.dynamicFields ?? {}) as Record<string, readonly string[]>);
  const times = timesOf((values.times ?? {}) as JobTimes, now);
  const patterned = (["customerId", "customerUser"] as const).filter((name) => one(name)?.includes("*"));
  return {
    request: defined({
      state: list("states"),
      stateType: list("stateTypes") ?? "all",
      owner: list("owners"),
      responsible: list("responsibles"),
      lock: list("locks"),
      priority: list("priorities"),
      type: list("types"),
      service: list("services"),
      sla: list("slas"),
      customer: one("customerId"),
      customerUser: one("customerUser"),
      ...(fields.length > 0 && { dynamicField: fields.map(([name, texts]) => `${name}=${texts[0] ?? ""}`) }),
      archived: false,
      ...times.request,
    }),
    unknown: [
      ...(one("ticketNumber") === undefined ? [] : ["ticketNumber"]),
      ...patterned.map((name) => `${name} with *`),
      ...fields
        .filter(([, texts]) => texts.length !== 1 || texts[0]?.includes("*"))
        .map(([name]) => `dynamic field ${name}`),
      ...times.unknown,
      ...Object.keys((values.further ?? {}) as Values),
    ],
  };
}

function defined(request: { readonly [Key in keyof FilterRequest]: FilterRequest[Key] | undefined }): FilterRequest {
  // Leaving out what is undefined is all that the type says.
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as FilterRequest;
}

/** As OTRS reckons them. */
const seconds = { minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 };

/** What lists have of a time: before or after an instant, or a deadline that is over. */
function timesOf(times: JobTimes, now: Date): Request {
  const request: Record<string, string> = {};
  const unknown: string[] = [];
  for (const [name, its] of Object.entries(times)) {
    const found = timeOf(name, its, now);
    if (found === undefined) unknown.push(name);
    else Object.assign(request, found);
  }
  return { request, unknown };
}

function timeOf(name: string, its: JobWindow, now: Date): Readonly<Record<string, string>> | undefined {
  const base = { created: "created", lastChanged: "changed" }[name];
  if (base === undefined) return undefined;
  if ("from" in its) {
    const next = new Date(Date.parse(`${its.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    return { [`${base}After`]: its.from, [`${base}Before`]: next };
  }
  const then = new Date(now.getTime() - its.count * seconds[its.unit] * 1000).toISOString();
  if (its.start === "before") return { [`${base}Before`]: then };
  return its.start === "last" ? { [`${base}After`]: then } : undefined;
}

function textsIn(value: Value | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
