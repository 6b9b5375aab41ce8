/** Migration 5: what logins rest on besides passwords: failures, earlier passwords, reset codes, second factors. */
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const logins: Migration = {
  id: 5,
  name: "logins",
  async apply(context) {
    await addForeignKeys(context, await addMissing(context));
  },
};
