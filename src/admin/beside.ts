/** Fields that lie beside the row of their thing: preferences, links to other things, and what a module reads for itself. */
import { toDbTime } from "../clock.ts";
import { deleteCells, insertCells, readCells, type TableName } from "../store/adminRows.ts";
import { idOf } from "./cell.ts";
import type { Field, Id, LinkPlace, Names, PreferencePlace, Reading, Value, Writing } from "./field.ts";

/** @param some whether `ids` are few of many, which are then asked for by name */
export async function readBeside(
  reading: Reading,
  field: Field,
  ids: readonly Id[],
  some: boolean,
): Promise<ReadonlyMap<Id, Value>> {
  const { at } = field;
  if ("read" in at) return await at.read(reading, ids);
  if ("preference" in at) return await readPreferences(reading, at, some ? ids : undefined);
  if ("link" in at && field.kind === "references") return await readLinks(reading, at, field.to, ids, some);
  return new Map();
}

export async function writeBeside(writing: Writing, field: Field, id: Id, value: Value): Promise<void> {
  const { at } = field;
  if ("write" in at) await at.write(writing, id, value);
  else if ("preference" in at) await writePreference(writing, at, id, value);
  else if ("link" in at && field.kind === "references" && Array.isArray(value)) {
    await writeLinks(writing, at, await writing.names(field.to), id, value.map(String));
  }
}

async function readPreferences(
  { db, codec }: Reading,
  { table, owner, preference }: PreferencePlace,
  ids: readonly Id[] | undefined,
): Promise<ReadonlyMap<Id, Value>> {
  const columns = [owner, "preferences_key", "preferences_value"];
  const condition =
    ids === undefined ? { column: "preferences_key", values: [preference] } : { column: owner, values: ids };
  const rows = await readCells(db, table, columns, condition);
  const own = rows.filter((row) => row.preferences_key === preference && row.preferences_value !== null);
  const text = (stored: unknown): string =>
    // OTRS keeps agents' preferences as bytes, all others as text.
    table === "user_preferences" ? codec.toText(stored as Buffer | string) : String(stored);
  return new Map(
    own.map((row): [Id, Value] => {
      const value = text(row.preferences_value);
      return [row[owner] as Id, value === "" ? null : value];
    }),
  );
}

async function writePreference(
  { tx, codec }: Writing,
  { table, owner, preference }: PreferencePlace,
  id: Id,
  value: Value,
): Promise<void> {
  const where = { [owner]: id, preferences_key: preference };
  await deleteCells(tx, table, where);
  if (value === null || value === "") return;
  const text = String(value);
  const stored = table === "user_preferences" ? codec.fromText(text) : text;
  await insertCells(tx, table, { ...where, preferences_value: stored });
}

async function readLinks(
  reading: Reading,
  { link, owner, other }: LinkPlace,
  to: string,
  ids: readonly Id[],
  some: boolean,
): Promise<ReadonlyMap<Id, Value>> {
  const condition = some ? { column: owner, values: ids } : undefined;
  const rows = await readCells(reading.db, link as TableName, [owner, other], condition);
  const names = await reading.names(to);
  const lists = new Map<Id, Set<string>>();
  for (const row of rows) {
    const own = row[owner] as Id;
    const linked = row[other] as Id;
    const list = lists.get(own) ?? new Set<string>();
    list.add(names.nameOf(linked) ?? `#${linked}`);
    lists.set(own, list);
  }
  return new Map(Array.from(lists, ([own, list]) => [own, [...list].toSorted()]));
}

/** Rows that stay are not touched, so that they keep their time and author. */
async function writeLinks(
  writing: Writing,
  { link, owner, other, stamps }: LinkPlace,
  names: Names,
  id: Id,
  wanted: readonly string[],
): Promise<void> {
  const { tx, now, userId } = writing;
  const table = link as TableName;
  const rows = await readCells(tx, table, [owner, other], { column: owner, values: [id] });
  const there = new Set(rows.map((row) => row[other] as Id));
  // What no name stands for cannot be meant by leaving it out either.
  const ids = new Set(wanted.map((name) => (/^#\d+$/.test(name) ? Number(name.slice(1)) : idOf(names, name))));
  const gone = [...there].filter((one) => !ids.has(one));
  if (gone.length > 0) await deleteCells(tx, table, { [owner]: id, [other]: gone });
  const time = toDbTime(now);
  const created = stamps === "none" ? {} : { create_time: time, create_by: userId };
  const changed = stamps === "both" ? { change_time: time, change_by: userId } : {};
  for (const one of ids) {
    if (!there.has(one)) await insertCells(tx, table, { [owner]: id, [other]: one, ...created, ...changed });
  }
}
