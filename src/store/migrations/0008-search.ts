/** Migration 8: the full-text index, empty. Articles that are there already are indexed afterwards, as new ones are. */
import { drivers } from "../drivers/index.ts";
import { insertRow } from "../insert.ts";
import { moveTo } from "../searchProgress.ts";
import { newest } from "../searchSource.ts";
import { addForeignKeys, addMissing } from "./addMissing.ts";
import type { Migration } from "./migration.ts";

export const search: Migration = {
  id: 8,
  name: "search",
  async apply(context) {
    await addForeignKeys(context, await addMissing(context));
    const { store, tx, run, now } = context;
    const { drop, create } = drivers[store.product].search;
    await run([...drop, ...create]);
    const known = await tx.selectFrom("gotrs_lock").select("name").where("name", "=", "search").executeTakeFirst();
    if (known === undefined) await insertRow(tx, "gotrs_lock", { name: "search", holder: null, change_time: null });
    await moveTo(tx, "article", 0, now);
    // What happened to tickets so far is in them.
    await moveTo(tx, "history", await newest(tx, "ticket_history"), now);
  },
};
