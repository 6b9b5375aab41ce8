/** What most migrations do: make every table and column that the database does not have yet. Changes nothing that is there. */
import { drivers } from "../drivers/index.ts";
import { isAddable, ownPrefix, readSchema, type Table } from "../schema/model.ts";
import type { MigrationContext } from "./migration.ts";

/** @returns the tables it made; their foreign keys are to be added once their rows are there */
export async function addMissing(context: MigrationContext): Promise<readonly Table[]> {
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
    if (live === undefined) continue;
    // What is not addable is reported as left: an OTRS that does not know the column could not write to its table.
    const columns = table.columns.filter((column) => !live.columns.has(column.name) && isAddable(column));
    await run(columns.map((column) => ddl.addColumn({ ...table, name: liveName(table) }, column)));
  }
  return missing;
}

export async function addForeignKeys({ store, run, names }: MigrationContext, tables: readonly Table[]): Promise<void> {
  await run(tables.flatMap((table) => drivers[store.product].ddl.foreignKeys(withLiveNames(table, names))));
}

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
