/** Administration of postmaster filters: checked before they are stored, and tried on a mail without any effect. */
import type { Desk } from "../desk.ts";
import { Exit, faultLine, UserError } from "../errors.ts";
import type { ParsedMail } from "../mail/message.ts";
import { meant, nearest } from "../nearest.ts";
import { type FilterMatch, type FilterSet, readMatch } from "../postmaster/filters/filter.ts";
import { type Filtered, runFilters } from "../postmaster/filters/run.ts";
import { steeringName, takeSteering } from "../postmaster/steering.ts";
import { isSteeringName, steeringNames } from "../postmaster/steeringNames.ts";
import { readWishes } from "../postmaster/wishes.ts";
import { joined, said, spoken, type Words } from "../said.ts";
import type { FilterDefinition } from "../store/postmasterFilters.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import { arrivalOf } from "./arrival.ts";
import { postmasterDesk } from "./desk.ts";
import { nothingKnown } from "./origin.ts";
import type { Incoming } from "./types.ts";

/** As the error tells it. */
type FieldFault = NonNullable<UserError["faults"]>[number];

/** Length of OTRS's columns. */
const maxLength = 200;

const exactly = said`Name what exists, exactly`;

/** What a filter can set. */
export const steeringHeaders: readonly string[] = steeringNames.map((name) => `X-OTRS-${name}`);

/** Which filters act on a mail, and why. */
export async function tryFilters(desk: Desk, incoming: Incoming, mail: ParsedMail): Promise<Filtered> {
  const rows = await reference(desk.store);
  const { filters } = postmasterDesk(desk, desk.store.db, rows);
  return runFilters(filters, takeSteering(arrivalOf(incoming, mail, nothingKnown)).letter);
}

/**
 * @param exists whether a value is known to exist already, or soon
 * @throws UserError with every row that cannot be used and what is allowed
 */
export async function checkFilter(
  desk: Desk,
  { name, matches, sets }: FilterDefinition,
  exists: (set: FilterSet) => Promise<boolean>,
): Promise<void> {
  const faults: FieldFault[] = [];
  if (name.trim() === "" || name.length > maxLength) {
    faults.push(fault(said`a filter needs a name`, said`1 to ${maxLength} characters`, { field: "name" }));
  }
  if (matches.length === 0) {
    const mend = said`Give at least one header with its expression (--match HEADER=EXPRESSION)`;
    faults.push(fault(said`filter "${name}" matches nothing`, mend, { field: "matches" }));
  }
  if (sets.length === 0) {
    const mend = said`Give at least one header with its value (--set HEADER=VALUE)`;
    faults.push(fault(said`filter "${name}" sets nothing`, mend, { field: "sets" }));
  }
  for (const [row, match] of matches.entries()) faults.push(...faultsOfMatch(match, row));
  const wrong = sets.flatMap((set, row) => faultsOfRow(set, { field: "sets", row }));
  const unknown: FilterSet[] = [];
  for (const set of sets) if (!(await exists(set))) unknown.push(set);
  // What no header is has no value either.
  faults.push(...(wrong.length > 0 ? wrong : await faultsOfValues(desk, unknown, (set) => sets.indexOf(set))));
  const [only, ...others] = faults;
  if (only === undefined) return;
  const { what, mend } = only;
  const lines = faults.map((one) => faultLine(undefined, one.what, one.mend ?? undefined));
  const whole = others.length === 0 ? what : joined(lines, "\n");
  throw new UserError(whole, { ...(others.length === 0 && mend !== null && { mend }), exit: Exit.usage, faults });
}

/** The row of a field that is wrong. */
interface Place {
  readonly field: "name" | "matches" | "sets";
  readonly row?: number;
}

function faultsOfMatch(match: FilterMatch, row: number): readonly FieldFault[] {
  const place: Place = { field: "matches", row };
  const { source, translated } = readMatch(match.value);
  const faults = faultsOfRow(match, place);
  if (!("failure" in translated)) return faults;
  const what = said`${match.key}: "${source}" cannot be used: ${translated.failure}`;
  return [...faults, fault(what, said`Write it otherwise`, place, "value")];
}

function faultsOfRow({ key, value }: FilterSet, place: Place): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const name = steeringName(key);
  if (!/^[A-Za-z0-9-]{1,200}$/.test(key)) {
    faults.push(fault(said`"${key}" is no header`, said`Write a header's name, or Body`, place));
  } else if (name !== undefined && !isSteeringName(name)) {
    const near = nearest(name, [...steeringNames]);
    const mend =
      near === undefined ? said`There is: ${steeringHeaders.join(", ")}` : said`Did you mean X-OTRS-${near}?`;
    faults.push(fault(said`there is no header ${key}`, mend, place));
  }
  if (value.length > maxLength) {
    faults.push(fault(said`${key}: the value has more than ${maxLength} characters`, said`Shorten it`, place, "value"));
  }
  return faults;
}

/** What a filter sets has to exist now, unless a capture will fill it in. */
async function faultsOfValues(
  desk: Desk,
  sets: readonly FilterSet[],
  rowOf: (set: FilterSet) => number,
): Promise<readonly FieldFault[]> {
  const rows = await reference(desk.store);
  const postmaster = postmasterDesk(desk, desk.store.db, rows);
  const steeringOf = (some: readonly FilterSet[]): ReadonlyMap<string, string> =>
    new Map(
      some.flatMap(({ key, value }): [string, string][] => {
        const name = steeringName(key);
        return name !== undefined && !/\[\*\*/.test(value) ? [[name, value]] : [];
      }),
    );
  const problemsOf = (steering: ReadonlyMap<string, string>): readonly Words[] => [
    ...readWishes(steering, "", postmaster).problems,
    ...readWishes(steering, "followup-", postmaster).problems,
  ];
  return problemsOf(steeringOf(sets)).map((problem) => {
    const wrong = sets.find((set) => problemsOf(steeringOf([set])).some((one) => spoken(one) === spoken(problem)));
    const mend = mendOf(steeringOf(wrong === undefined ? sets : [wrong]), rows);
    return fault(problem, mend, { field: "sets", ...(wrong !== undefined && { row: rowOf(wrong) }) }, "value");
  });
}

/** The nearest names for what does not exist. */
function mendOf(steering: ReadonlyMap<string, string>, rows: Reference): Words {
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
    return joined([meant(value, all), exactly], " ");
  }
  return exactly;
}

function fault(what: Words, mend: Words, { field, row }: Place, part: keyof FilterSet = "key"): FieldFault {
  return { field, what, mend, ...(row !== undefined && { within: [{ path: [row, part], what, mend }] }) };
}
