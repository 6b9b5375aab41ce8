/** Migration 2: what the mail engine keeps besides tickets. */
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const mailEngine: Migration = {
  id: 2,
  name: "mail engine",
  async apply(context) {
    await addForeignKeys(context, await addMissing(context));
  },
};
