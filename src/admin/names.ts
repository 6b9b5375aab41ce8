/** What a reference can be chosen from: every name of a thing, or of a fixed list, without the rest of the entries. */

import { NotFoundError } from "../errors.ts";
import { wordsOf } from "../people/directory.ts";
import { said } from "../said.ts";
import { readCells } from "../store/adminRows.ts";
import { isFixedList } from "./context.ts";
import { suggested } from "./fault.ts";
import type { Values } from "./field.ts";
import type { AdminModule } from "./module.ts";
import type { World } from "./world.ts";

/** So many of very many when nobody says how many. */
const usual = 200;

export interface NamedEntry {
  readonly name: string;
  /** Whether it can be used. */
  readonly valid: boolean;
  /** Of what there may be very many of: what it is known by besides. */
  readonly about?: string;
}

export interface FoundNames {
  readonly names: readonly NamedEntry[];
  /** How many there are, those that are not among them too. */
  readonly total: number;
}

/** Those in which all words of a search stand; of what there may be very many of the first, found by what lists show as well. */
export async function findNames(
  world: World,
  to: string,
  { search, limit }: { readonly search: string; readonly limit: number | undefined },
): Promise<FoundNames> {
  const words = wordsOf(search);
  const module = world.modules.get(to);
  if (module?.rows.find !== undefined) {
    const { entries, total } = await module.rows.find(world.reading, { words, limit: limit ?? usual });
    return { names: entries.map(({ values }) => known(module, values)), total };
  }
  const names = await namesIn(world, to);
  const found = names.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word.toLowerCase())));
  return { names: found.slice(0, limit), total: found.length };
}

function known({ key, columns }: AdminModule, values: Values): NamedEntry {
  const besides = columns.map((column) => String(values[column] ?? "")).filter((words) => words !== "");
  return { name: String(values[key]), valid: values.valid !== false, about: besides.join(" · ") };
}

/** Those that can be used first. @throws NotFoundError when nothing is called so */
export async function namesIn(world: World, to: string): Promise<readonly NamedEntry[]> {
  const names = (await all(world, to)).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return [...names.filter(({ valid }) => valid), ...names.filter(({ valid }) => !valid)];
}

async function all(world: World, to: string): Promise<readonly NamedEntry[]> {
  if (isFixedList(to)) return (await world.reading.names(to)).all().map((name) => ({ name, valid: true }));
  const module = world.modules.get(to);
  if (module === undefined) {
    throw new NotFoundError(said`there are no names of "${to}"`, {
      mend: suggested(to, [...world.modules.keys()], ""),
    });
  }
  const { key, fields, target } = module;
  const valid = fields.valid?.at;
  // Entries with all that belongs to them take a hundred times as long.
  if (target !== undefined && valid !== undefined && "column" in valid && valid.column === "valid_id") {
    const rows = await readCells(world.reading.db, target.table, [target.name, "valid_id"]);
    return rows.map((row) => ({ name: String(row[target.name]), valid: row.valid_id === 1 }));
  }
  return (await world.all(module)).map(({ values }) => ({ name: String(values[key]), valid: values.valid !== false }));
}
