/** Migration 6: the audit trail of administration, and its turn among the daemons. */
import { insertRow } from "../insert.ts";
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const administration: Migration = {
  id: 6,
  name: "administration",
  async apply(context) {
    await addForeignKeys(context, await addMissing(context));
    const { tx } = context;
    const known = await tx.selectFrom("gotrs_lock").select("name").where("name", "=", "admin").executeTakeFirst();
    if (known === undefined) await insertRow(tx, "gotrs_lock", { name: "admin" });
  },
};
