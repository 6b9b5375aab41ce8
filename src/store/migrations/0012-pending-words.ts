/** Migration 12: the full-text index keeps few words unmerged; see the driver of PostgreSQL. */
import { drivers } from "../drivers/index.ts";
import type { Migration } from "./migration.ts";

export const pendingWords: Migration = {
  id: 12,
  name: "pending words",
  async apply({ store, run }) {
    await run(drivers[store.product].search.tune ?? []);
  },
};
