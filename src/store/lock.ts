/** Turns among the daemons of one database: whoever updates a row of gotrs_lock has its turn until commit. */
import { toDbTime } from "../clock.ts";
import type { Tx } from "./store.ts";

/**
 * Call it first in a transaction.
 * @param holder names this process to whoever looks into the table
 * @throws Error when the database lacks the row
 */
export async function takeTurn(
  tx: Tx,
  name: "intake" | "deliver" | "admin" | "search",
  holder: string,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("gotrs_lock")
    .set({ holder, change_time: toDbTime(now) })
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new Error(`gotrs_lock has no row ${name}; run gotrs init`);
}
