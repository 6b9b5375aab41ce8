/** Administration as commands and the API ask for it: list, show, add, set, disable, and many changes at once. One transaction each. */

import type { Actor, Desk } from "../desk.ts";
import { Exit, type ExitCode, UserError } from "../errors.ts";
import { requireAdministrator } from "../people/administrators.ts";
import { wordsOf } from "../people/directory.ts";
import { groupedPassword } from "../randomPassword.ts";
import { said, sayable } from "../said.ts";
import { DuplicateRow } from "../store/failure.ts";
import { takeTurn } from "../store/lock.ts";
import { isOwnDatabase } from "../store/passwords.ts";
import { forgetReference } from "../store/reference.ts";
import type { Reader } from "../store/store.ts";
import { type Context, readingIn } from "./context.ts";
import { type Fault, faultsError, type PlacedFault, suggested } from "./fault.ts";
import type { Values } from "./field.ts";
import { type AdminModule, type Entry, oneOf } from "./module.ts";
import { adminModules } from "./modules/index.ts";
import { type FoundNames, findNames, type NamedEntry, namesIn } from "./names.ts";
import { type Form, parseValue } from "./parse.ts";
import { type Change, notFound, type Plan, plan, type Wanted } from "./plan.ts";
import { generatingOption } from "./shown.ts";
import { World } from "./world.ts";
import { type Written, write } from "./write.ts";

const byThing: ReadonlyMap<string, AdminModule> = new Map(adminModules.map((module) => [module.thing, module]));

export async function listEntries(desk: Desk, actor: Actor, module: AdminModule): Promise<readonly Entry[]> {
  await requireAdministrator(desk, actor);
  return await worldOf(desk, actor, desk.store.db).world.all(module);
}

export interface Found {
  readonly entries: readonly Entry[];
  /** How many there are, those that are not among them too. */
  readonly total: number;
}

/** The first of a large thing in which all words of a search stand. */
export async function findEntries(
  desk: Desk,
  actor: Actor,
  module: AdminModule,
  { search, limit }: { readonly search: string; readonly limit: number },
): Promise<Found> {
  await requireAdministrator(desk, actor);
  const { find } = module.rows;
  if (find === undefined) throw new Error(`${module.thing} is not searched`);
  return await find(readingIn(desk.store.db, desk.store.codec, byThing), { words: wordsOf(search), limit });
}

/** What references can be chosen from: the names of a thing, or of a fixed list, those that can be used first. */
export async function namesOf(desk: Desk, actor: Actor, to: string): Promise<readonly NamedEntry[]> {
  await requireAdministrator(desk, actor);
  const { world } = worldOf(desk, actor, desk.store.db);
  return await namesIn(world, to);
}

/** Those of them in which all words of a search stand. */
export async function foundNames(
  desk: Desk,
  actor: Actor,
  to: string,
  wanted: Parameters<typeof findNames>[2],
): Promise<FoundNames> {
  await requireAdministrator(desk, actor);
  const { world } = worldOf(desk, actor, desk.store.db);
  return await findNames(world, to, wanted);
}

/** @throws NotFoundError with the nearest name */
export async function showEntry(desk: Desk, actor: Actor, module: AdminModule, key: string): Promise<Entry> {
  await requireAdministrator(desk, actor);
  const { world } = worldOf(desk, actor, desk.store.db);
  const entry = await world.entry(module, key);
  if (entry === undefined) throw await notFound(world, module, key);
  return entry;
}

/** What a person or program gave, not looked at yet. */
export interface Given {
  readonly module: AdminModule;
  readonly key: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly form: Form;
  readonly mode: Wanted["mode"];
  readonly unsaid?: Wanted["unsaid"];
  readonly merge?: Wanted["merge"];
  readonly where: Wanted["where"];
}

export interface Changed extends Written {
  /** Secrets that were made at random; nobody can read them again. */
  readonly revealed: Readonly<Record<string, string>>;
}

/**
 * One change. `raw` may say `generatePassword: true` for a secret that can be made at random.
 * @throws UserError with every fault; nothing is changed then
 */
export async function change(desk: Desk, actor: Actor, given: Given): Promise<Changed> {
  const { raw, revealed } = withGenerated(given);
  const [written] = await changeAll(desk, actor, [{ ...given, raw }], Exit.usage);
  if (written === undefined) throw new Error(`a change of ${given.module.thing} was lost`);
  return { ...written, revealed };
}

function withGenerated({ module, raw, mode }: Given): Pick<Given, "raw"> & Pick<Changed, "revealed"> {
  const left: Record<string, unknown> = { ...raw };
  const revealed: Record<string, string> = {};
  for (const [name, field] of Object.entries(module.fields)) {
    if (field.kind !== "secret" || !field.generated) continue;
    const option = generatingOption(name);
    const asked = left[option] === true;
    delete left[option];
    if (left[name] !== undefined || (mode !== "add" && !asked)) continue;
    const secret = field.generated === true ? groupedPassword() : field.generated();
    left[name] = secret;
    revealed[name] = secret;
  }
  return { raw: left, revealed };
}

/**
 * All of it in one transaction.
 * @param exit of the error, when something is wrong
 * @param already faults that were found before
 * @throws UserError with every fault; nothing is changed then
 */
export async function changeAll(
  desk: Desk,
  actor: Actor,
  given: readonly Given[],
  exit: ExitCode,
  already: readonly PlacedFault[] = [],
): Promise<readonly Written[]> {
  await requireAdministrator(desk, actor);
  const wanted = given.map(wantedOf);
  try {
    const written = await desk.store.transaction(async (tx) => {
      const now = desk.clock.now();
      await takeTurn(tx, "admin", actor.login, now);
      const { world, context } = worldOf(desk, actor, tx);
      const { changes, faults } = await plan(world, wanted, await isOwnDatabase(tx));
      const all = [...already, ...faults];
      if (all.length > 0) throw faultsError(all, exit);
      return await write(context, tx, changes, now, actor);
    });
    forgetReference(desk.store);
    return written;
  } catch (error) {
    if (!(error instanceof DuplicateRow)) throw error;
    throw new UserError(said`something of this name was added meanwhile`, {
      mend: said`Look again and repeat`,
      exit,
      cause: error,
    });
  }
}

/** What `changeAll` would do. @throws UserError with every fault */
export async function planAll(
  desk: Desk,
  actor: Actor,
  given: readonly Given[],
  exit: ExitCode,
  already: readonly PlacedFault[] = [],
): Promise<readonly Change[]> {
  await requireAdministrator(desk, actor);
  const { db } = desk.store;
  const { changes, faults }: Plan = await plan(
    worldOf(desk, actor, db).world,
    given.map(wantedOf),
    await isOwnDatabase(db),
  );
  const all = [...already, ...faults];
  if (all.length > 0) throw faultsError(all, exit);
  return changes;
}

function worldOf(desk: Desk, actor: Actor, db: Reader): { readonly world: World; readonly context: Context } {
  const context = readingIn(db, desk.store.codec, byThing);
  return { context, world: new World(desk, actor, context, byThing) };
}

function wantedOf({ module, key, raw, form, mode, unsaid = "keep", merge, where }: Given): Wanted {
  const faults: Fault[] = [];
  const given: Record<string, Values[string]> = {};
  const refused: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const field = module.fields[name];
    if (value === undefined) continue;
    if (field === undefined) {
      faults.push(unknownField(module, name));
      continue;
    }
    const parsed = parseValue(field, value, form);
    if ("value" in parsed) given[name] = parsed.value;
    else {
      faults.push({ field: name, ...parsed });
      refused[name] = value;
    }
  }
  return { module, key, given, mode, unsaid, faults, refused, where, ...(merge !== undefined && { merge }) };
}

function unknownField(module: AdminModule, name: string): Fault {
  return {
    field: name,
    what: said`${sayable(oneOf(module))} has no ${name}`,
    mend: suggested(name, Object.keys(module.fields), said`See \`gotrs admin ${module.thing} add --help\``),
  };
}
