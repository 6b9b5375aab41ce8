/** Migration 4: the indexes that keep lists quick on a desk with many tickets. */
import { drivers } from "../drivers/index.ts";
import { readOwnIndexes } from "../schema/model.ts";
import type { Migration } from "./migration.ts";

export const lists: Migration = {
  id: 4,
  name: "lists",
  async apply({ store, tx, run, names }) {
    const { ddl, inspect } = drivers[store.product];
    const found = await inspect.tables(tx);
    for (const { table, ...key } of readOwnIndexes()) {
      const name = names.get(table) ?? table;
      // An interrupted run may have made it, where each statement commits by itself.
      if (found.get(name)?.indexes.has(key.columns.join(",")) === false) await run([ddl.addIndex(name, key)]);
    }
  },
};
