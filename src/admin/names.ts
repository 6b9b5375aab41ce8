/** What a reference can be chosen from: every name of a thing, or of a fixed list, without the rest of the entries. */
import { NotFoundError } from "../errors.ts";
import { readCells } from "../store/adminRows.ts";
import { isFixedList } from "./context.ts";
import { nearest } from "./fault.ts";
import type { World } from "./world.ts";

export interface NamedEntry {
  readonly name: string;
  /** Whether it can be used. */
  readonly valid: boolean;
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
    throw new NotFoundError(`there are no names of "${to}"`, { mend: nearest(to, [...world.modules.keys()], "") });
  }
  const { key, large, target } = module;
  if (large && target !== undefined) {
    const rows = await readCells(world.reading.db, target.table, [target.name, "valid_id"]);
    return rows.map((row) => ({ name: String(row[target.name]), valid: row.valid_id === 1 }));
  }
  return (await world.all(module)).map(({ values }) => ({ name: String(values[key]), valid: values.valid !== false }));
}
