/** Migration 3: sessions, and what API tokens may be used for. */
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const sessions: Migration = {
  id: 3,
  name: "sessions",
  async apply(context) {
    await addForeignKeys(context, await addMissing(context));
  },
};
