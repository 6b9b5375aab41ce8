/** Migration 1: every table and column of the schema that is not there yet, and the first rows of a fresh database. */
import { drivers } from "../drivers/index.ts";
import { insertRow } from "../insert.ts";
import { initialRows } from "../schema/initialRows.ts";
import { ownPrefix, readSchema } from "../schema/model.ts";
import type { Database } from "../schema/tables.gen.ts";
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration, MigrationContext } from "./migration.ts";

export const base: Migration = {
  id: 1,
  name: "base",
  async apply(context) {
    const made = await addMissing(context);
    await load(context);
    await addForeignKeys(context, made);
  },
};

/** A fresh database gets all first rows; an OTRS's only those of gotrs's own tables. */
async function load({ store, tx, run, fresh, now, rootPasswordHash }: MigrationContext): Promise<void> {
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
