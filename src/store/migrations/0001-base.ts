/** Migration 1: every table and column of the schema that is not there yet, and the first rows of a fresh database. */
import { drivers } from "../drivers/index.ts";
import { insertRow } from "../insert.ts";
import { initialRows } from "../schema/initialRows.ts";
import { ownPrefix, readSchema, type Table } from "../schema/model.ts";
import type { Database } from "../schema/tables.gen.ts";
import type { Migration, MigrationContext } from "./migration.ts";

export const base: Migration = {
  id: 1,
  name: "base",
  async apply(context) {
    const { store, tx, run, fresh, names } = context;
    const { ddl, inspect } = drivers[store.product];
    const found = await inspect.tables(tx);
    const schema = readSchema();
    const liveName = (table: Table): string => names.get(table.name) ?? table.name;
    const isMissing = (table: Table): boolean => !found.has(liveName(table));
    // gotrs_setting first: it tells a run after an interruption whose database this is.
    const missing = schema.filter(isMissing).toSorted((a, b) => rank(a) - rank(b));
    for (const table of missing) {
      await run(ddl.createTable(withLiveNames(table, names)));
      if (table.name === "gotrs_setting") await context.markOrigin(tx, fresh, names);
    }
    for (const table of schema) {
      const live = found.get(liveName(table));
      const columns = live === undefined ? [] : table.columns.filter((column) => !live.columns.has(column.name));
      await run(columns.map((column) => ddl.addColumn({ ...table, name: liveName(table) }, column)));
    }
    await load(context, fresh);
    await run(missing.flatMap((table) => ddl.foreignKeys(withLiveNames(table, names))));
  },
};

function rank(table: Table): number {
  if (table.name === "gotrs_setting") return 0;
  return table.name.startsWith(ownPrefix) ? 1 : 2;
}

function withLiveNames(table: Table, names: ReadonlyMap<string, string>): Table {
  return {
    ...table,
    name: names.get(table.name) ?? table.name,
    foreign: table.foreign.map((key) => ({ ...key, table: names.get(key.table) ?? key.table })),
  };
}

/** A fresh database gets all first rows; an OTRS's only those of gotrs's own tables. */
async function load({ store, tx, run, now, rootPasswordHash }: MigrationContext, fresh: boolean): Promise<void> {
  const { ddl, codec } = drivers[store.product];
  for (const { table, rows } of initialRows(readSchema(), codec, now)) {
    if (!fresh && !table.name.startsWith(ownPrefix)) continue;
    for (const row of rows) {
      const whole = table.name === "users" ? { ...row, pw: rootPasswordHash } : row;
      // The YAML was checked against the schema, which the types come from.
      await insertRow(tx, table.name as keyof Database, whole as never);
    }
    await run(ddl.countOn(table));
  }
}
