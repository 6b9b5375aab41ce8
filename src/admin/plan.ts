/** From what is wanted to what will be changed, or to every fault of it. Writes nothing. */

import { isDeepStrictEqual } from "node:util";
import { NotFoundError } from "../errors.ts";
import { meant } from "../nearest.ts";
import { joined, said, sayable, type Words } from "../said.ts";
import { alreadyThere, checkPlanned, known } from "./check.ts";
import { type Fault, type PlacedFault, suggested } from "./fault.ts";
import { emptyValue, type Field, type Value, type Values } from "./field.ts";
import { type AdminModule, type Entry, type Planned, type Prepared, quotedKey, titleOf } from "./module.ts";
import { allowed } from "./parse.ts";
import type { World } from "./world.ts";

export interface Wanted {
  readonly module: AdminModule;
  /** The name that the entry has now. */
  readonly key: string;
  readonly given: Values;
  /** `put`: add it where it is not there, else change it. */
  readonly mode: "add" | "set" | "put";
  /** What becomes of fields that are not given: as they are, or as `add` would have them. */
  readonly unsaid: "keep" | "default";
  /** Instead of what is given: that together with the entry as it is in the transaction. */
  readonly merge?: (before: Values, given: Values) => Values;
  /** What was wrong before anything was looked up. */
  readonly faults: readonly Fault[];
  /** The values that were wrong, as they were given. */
  readonly refused: Readonly<Record<string, unknown>>;
  /** Where a fault of this field, or of the entry, is to be told: an option, a field, a line. */
  readonly where: (field: string | undefined) => string | undefined;
}

export type Action = "add" | "set" | "disable" | "enable" | "remove" | "none";

export interface Change extends Planned {
  readonly action: Action;
  /** The fields that become different. */
  readonly changed: Values;
  /** What a person may want to know besides: `12 open tickets are in it`. */
  readonly notes: readonly string[];
}

export interface Plan {
  readonly changes: readonly Change[];
  readonly faults: readonly PlacedFault[];
}

/** @param ownDatabase whether gotrs made it, as opposed to an OTRS. @throws NotFoundError for `set` of what is not there */
export async function plan(world: World, wanted: readonly Wanted[], ownDatabase: boolean): Promise<Plan> {
  const faults: PlacedFault[] = [];
  const drafts: { readonly planned: Planned; readonly wanted: Wanted | undefined }[] = [];
  for (const module of world.modules.values()) {
    const keys = wanted.filter((one) => one.module === module).map(({ key }) => key);
    await world.lookUp(module, module.key, keys);
  }
  for (const one of wanted) {
    const { planned, faults: own } = await draft(world, one, ownDatabase);
    faults.push(...own.map((fault) => ({ ...fault, where: one.where(fault.field) })));
    if (planned === undefined) continue;
    world.plan(planned);
    drafts.push({ planned, wanted: one });
  }
  for (const planned of await childrenOfRenamed(world, drafts)) {
    world.plan(planned);
    drafts.push({ planned, wanted: undefined });
  }
  const changes: Change[] = [];
  for (const { planned, wanted: one } of drafts) {
    const changed = differences(planned);
    const { faults: own, notes } = await checkPlanned(world, planned, changed);
    // What could not be read is told already.
    const told = new Set(one?.faults.map(({ field }) => field));
    faults.push(
      ...own
        .filter(({ field }) => field === undefined || !told.has(field))
        .map((fault) => ({ ...fault, where: one?.where(fault.field) })),
    );
    changes.push({ ...planned, action: actionOf(planned, changed), changed, notes });
  }
  return { changes, faults };
}

async function draft(
  world: World,
  wanted: Wanted,
  ownDatabase: boolean,
): Promise<{ readonly planned?: Planned; readonly faults: readonly Fault[] }> {
  const { module, key, mode, unsaid } = wanted;
  const before = await world.entry(module, key);
  if (before === undefined && mode === "set") throw await notFound(world, module, key);
  if (before !== undefined && mode === "add") return { faults: [...wanted.faults, taken(module, key)] };
  // What is to be gone, and is.
  if (before === undefined && wanted.given.valid === false && module.rows.remove !== undefined) {
    return { faults: wanted.faults };
  }
  const standing = alreadyStored(wanted, before);
  const faults = wanted.faults.filter(({ field }) => field === undefined || standing[field] === undefined);
  const presumed =
    before === undefined && unsaid === "keep"
      ? await module.presume?.({ [module.key]: key, ...wanted.given }, world)
      : {};
  const ready = await prepared(world, wanted, before, ownDatabase);
  faults.push(...ready.complaints);
  const merged = before === undefined ? undefined : wanted.merge?.(before.values, ready.given);
  const given: Values = { ...presumed, ...(merged ?? ready.given), ...standing };
  const after: Record<string, Value> = { ...before?.values };
  for (const [name, field] of Object.entries(module.fields)) {
    const value = given[name];
    if (value !== undefined) after[name] = value;
    else if (before === undefined) after[name] = emptyValue(field);
    else if (unsaid === "default" && !field.mirror && field.kind !== "secret") after[name] = emptyValue(field);
  }
  if (before === undefined) after[module.key] = given[module.key] ?? key;
  const told = new Set(faults.map(({ field }) => field));
  for (const [name, field] of Object.entries(module.fields)) {
    if (field.required && !told.has(name) && (after[name] === null || after[name] === "")) {
      faults.push({
        field: name,
        what: said`it is missing: ${sayable(field.about)}`,
        mend: await choicesOf(world, field),
      });
    }
    if (before !== undefined && field.fixed !== undefined && !isDeepStrictEqual(before.values[name], after[name])) {
      faults.push({ field: name, what: said`${name} cannot be changed: ${sayable(field.fixed)}`, mend: undefined });
    }
  }
  return { planned: { module, before, after }, faults };
}

/** What packages of OTRS have stored, and nobody could choose here, may be said again. */
function alreadyStored({ refused }: Wanted, before: Entry | undefined): Values {
  const pairs = Object.entries(refused).flatMap(([name, raw]): [string, Value][] => {
    const stored = before?.values[name];
    return stored !== undefined && stored !== null && isDeepStrictEqual(stored, raw) ? [[name, stored]] : [];
  });
  return Object.fromEntries(pairs);
}

async function choicesOf(world: World, field: Field): Promise<Words> {
  return "to" in field ? suggested("", await known(world, field.to), allowed(field)) : allowed(field);
}

/** Secrets in the form in which they are stored, without those that are stored already. */
async function prepared(
  world: World,
  { module, given }: Wanted,
  before: Entry | undefined,
  ownDatabase: boolean,
): Promise<Prepared> {
  const left: Record<string, Value> = { ...given };
  for (const [name, field] of Object.entries(module.fields)) {
    const value = left[name];
    if (field.kind !== "secret" || typeof value !== "string" || before === undefined) continue;
    const stored = before.values[name] ?? null;
    const same =
      module.sameSecret === undefined ? value === stored : await module.sameSecret(name, value, stored, before.values);
    if (same) delete left[name];
  }
  if (module.prepare === undefined) return { given: left, complaints: [] };
  return await module.prepare(left, { settings: world.settings, ownDatabase, before: before?.values });
}

/** A renamed queue takes along what is below it. */
async function childrenOfRenamed(
  world: World,
  drafts: readonly { readonly planned: Planned }[],
): Promise<readonly Planned[]> {
  const children: Planned[] = [];
  const touched = new Set(drafts.map(({ planned }) => planned.before));
  for (const { planned } of drafts) {
    const { module, before, after } = planned;
    const old = before?.values[module.key];
    const next = after[module.key];
    if (!module.nested || before === undefined || old === next) continue;
    for (const entry of await world.all(module)) {
      const name = String(entry.values[module.key]);
      if (!name.startsWith(`${old}::`) || touched.has(entry)) continue;
      const renamed = `${next}${name.slice(String(old).length)}`;
      children.push({ module, before: entry, after: { ...entry.values, [module.key]: renamed } });
    }
  }
  return children;
}

function differences({ module, before, after }: Planned): Values {
  const names = Object.keys(module.fields).filter(
    (name) => before === undefined || !isDeepStrictEqual(before.values[name] ?? null, after[name] ?? null),
  );
  return Object.fromEntries(names.map((name) => [name, after[name] ?? null]));
}

function actionOf({ module, before, after }: Planned, changed: Values): Action {
  if (before === undefined) return "add";
  const names = Object.keys(changed);
  if (names.length === 0) return "none";
  if (changed.valid === false && module.rows.remove !== undefined) return "remove";
  if (names.length === 1 && changed.valid !== undefined) return after.valid === true ? "enable" : "disable";
  return "set";
}

export async function notFound(world: World, module: AdminModule, key: string): Promise<NotFoundError> {
  const see = said`See \`gotrs admin ${module.thing} list\``;
  const known = (await world.all(module)).map(({ values }) => String(values[module.key]));
  return new NotFoundError(said`there is no ${sayable(titleOf(module))} ${quotedKey(module, key)}`, {
    mend: joined([meant(key, known), see], " "),
  });
}

function taken(module: AdminModule, key: string): Fault {
  return {
    field: undefined,
    what: alreadyThere(module, key),
    mend: said`Change it: gotrs admin ${module.thing} set ${quotedKey(module, key)}`,
  };
}
