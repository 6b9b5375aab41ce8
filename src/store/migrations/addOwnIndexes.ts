/** Makes the indexes of ours on OTRS's tables that the database does not have yet. */
import { drivers } from "../drivers/index.ts";
import { readOwnIndexes } from "../schema/model.ts";
import type { MigrationContext } from "./migration.ts";

export async function addOwnIndexes({ store, tx, run, names }: MigrationContext): Promise<void> {
  const { ddl, inspect } = drivers[store.product];
  const found = await inspect.tables(tx);
  for (const { table, ...key } of readOwnIndexes()) {
    const name = names.get(table) ?? table;
    // An interrupted run may have made it, where each statement commits by itself.
    if (found.get(name)?.indexes.has(key.columns.map(ddl.indexedAs).join(",")) === false) {
      await run([ddl.addIndex(name, key)]);
    }
  }
}
