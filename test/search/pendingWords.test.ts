/** What PostgreSQL keeps unmerged of the full-text index: little, in one that an earlier version made too. */

import { sql } from "kysely";
import { expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { initialize } from "../../src/store/init.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";

async function settings({ db }: Store): Promise<readonly string[] | null | undefined> {
  const { rows } = await sql<{ reloptions: readonly string[] | null }>`select reloptions from pg_class
    where relname = 'gotrs_search_text_words'`.execute(db);
  return rows[0]?.reloptions;
}

forEachDatabase(
  "words that are not merged into the index yet",
  (database) => {
    it("are few, after an upgrade as on a new database", async () => {
      const store = await database.open();
      const fresh = await settings(store);
      expect(fresh).toEqual(["gin_pending_list_limit=512"]);
      await store.transaction(async (tx) => {
        await sql`alter index gotrs_search_text_words reset (gin_pending_list_limit)`.execute(tx);
        await tx.deleteFrom("gotrs_migration").where("id", "=", 12).execute();
      });
      expect(await settings(store)).toBeNull();
      const { applied } = await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
      expect(applied).toEqual(["12 pending words"]);
      expect(await settings(store)).toEqual(fresh);
      await store.close();
    });
  },
  ["postgres"],
);
