/** Administration of postmaster filters: checked before they are stored, and tried on a mail without any effect. */
import { closest } from "fastest-levenshtein";
import type { Desk } from "../desk.ts";
import { Exit, UserError } from "../errors.ts";
import type { ParsedMail } from "../mail/message.ts";
import { type FilterMatch, type FilterSet, readMatch } from "../postmaster/filters/filter.ts";
import { type Filtered, runFilters } from "../postmaster/filters/run.ts";
import { steeringName, takeSteering } from "../postmaster/steering.ts";
import { isSteeringName, steeringNames } from "../postmaster/steeringNames.ts";
import { readWishes } from "../postmaster/wishes.ts";
import type { FilterDefinition } from "../store/postmasterFilters.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import { arrivalOf } from "./arrival.ts";
import { postmasterDesk } from "./desk.ts";
import { nothingKnown } from "./origin.ts";
import type { Incoming } from "./types.ts";

/** Length of OTRS's columns. */
const maxLength = 200;

/** Which filters act on a mail, and why. */
export async function tryFilters(desk: Desk, incoming: Incoming, mail: ParsedMail): Promise<Filtered> {
  const rows = await reference(desk.store);
  const { filters } = postmasterDesk(desk, desk.store.db, rows);
  return runFilters(filters, takeSteering(arrivalOf(incoming, mail, nothingKnown)).letter);
}

/**
 * @param exists whether a value is known to exist already, or soon
 * @throws UserError naming the row that cannot be used and what is allowed
 */
export async function checkFilter(
  desk: Desk,
  { name, matches, sets }: FilterDefinition,
  exists: (set: FilterSet) => Promise<boolean>,
): Promise<void> {
  if (name.trim() === "" || name.length > maxLength)
    throw usage("a filter needs a name", `1 to ${maxLength} characters`);
  if (matches.length === 0)
    throw usage(`filter "${name}" matches nothing`, "Give at least one --match HEADER=EXPRESSION");
  if (sets.length === 0) throw usage(`filter "${name}" sets nothing`, "Give at least one --set HEADER=VALUE");
  for (const match of matches) checkMatch(match);
  for (const set of sets) checkRow(set);
  const unknown: FilterSet[] = [];
  for (const set of sets) if (!(await exists(set))) unknown.push(set);
  await checkValues(desk, unknown);
}

function checkMatch(match: FilterMatch): void {
  checkRow(match);
  const { source, translated } = readMatch(match.value);
  if ("failure" in translated) {
    throw usage(`${match.key}: "${source}" cannot be used: ${translated.failure}`, "Write it otherwise");
  }
}

function checkRow({ key, value }: FilterSet): void {
  if (!/^[A-Za-z0-9-]{1,200}$/.test(key)) throw usage(`"${key}" is no header`, "Write a header's name, or Body");
  if (value.length > maxLength) throw usage(`${key}: the value has more than ${maxLength} characters`, "Shorten it");
  const name = steeringName(key);
  if (name === undefined || isSteeringName(name)) return;
  throw usage(`there is no header ${key}`, `Did you mean X-OTRS-${closest(name, [...steeringNames])}?`);
}

/** What a filter sets has to exist now, unless a capture will fill it in. */
async function checkValues(desk: Desk, sets: readonly FilterSet[]): Promise<void> {
  const rows = await reference(desk.store);
  const postmaster = postmasterDesk(desk, desk.store.db, rows);
  const steering = new Map<string, string>();
  for (const { key, value } of sets) {
    const name = steeringName(key);
    if (name !== undefined && !/\[\*\*/.test(value)) steering.set(name, value);
  }
  const [problem] = [
    ...readWishes(steering, "", postmaster).problems,
    ...readWishes(steering, "followup-", postmaster).problems,
  ];
  if (problem !== undefined) throw usage(problem, mendOf(steering, rows));
}

/** The nearest names for what does not exist. */
function mendOf(steering: ReadonlyMap<string, string>, rows: Reference): string {
  const names = (all: readonly { readonly name: string; readonly valid: boolean }[]): readonly string[] =>
    all.filter(({ valid }) => valid).map(({ name }) => name);
  const logins = rows.agents.map(({ login }) => login);
  const known: Readonly<Record<string, readonly string[]>> = {
    queue: names(rows.queues.all),
    state: names(rows.states.all),
    priority: names(rows.priorities.all),
    type: names(rows.types.all),
    service: names(rows.services.all),
    sla: names(rows.slas.all),
    lock: names(rows.locks.all),
    owner: logins,
    responsible: logins,
  };
  for (const [header, value] of steering) {
    const all = known[header.replace(/^followup-/, "")];
    if (all === undefined || all.length === 0 || all.includes(value)) continue;
    return `Did you mean "${closest(value, all)}"? Name what exists, exactly`;
  }
  return "Name what exists, exactly";
}

function usage(what: string, mend: string): UserError {
  return new UserError(what, { mend, exit: Exit.usage });
}
