/** SQL of how far the full-text index is: the last id of articles and of history, and ids below it that may still come. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow, insertRows } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

/** Rows of one statement. */
const atOnce = 500;

/** Both are numbered by the database: a transaction may commit a smaller number after a larger one. */
export type Sequence = "article" | "history";

export async function positionOf(db: Reader, sequence: Sequence): Promise<number> {
  const row = await db
    .selectFrom("gotrs_search_progress")
    .select("position")
    .where("sequence", "=", sequence)
    .executeTakeFirst();
  return row?.position ?? 0;
}

export async function moveTo(tx: Tx, sequence: Sequence, position: number, now: Date): Promise<void> {
  const row = { position, change_time: toDbTime(now) };
  const { numUpdatedRows } = await tx
    .updateTable("gotrs_search_progress")
    .set(row)
    .where("sequence", "=", sequence)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) await insertRow(tx, "gotrs_search_progress", { sequence, ...row });
}

export async function gapsOf(db: Reader, sequence: Sequence): Promise<readonly number[]> {
  const rows = await db.selectFrom("gotrs_search_gap").select("id").where("sequence", "=", sequence).execute();
  return rows.map(({ id }) => id);
}

export async function addGaps(tx: Tx, sequence: Sequence, ids: readonly number[], now: Date): Promise<void> {
  const found_time = toDbTime(now);
  for (let at = 0; at < ids.length; at += atOnce) {
    const rows = ids.slice(at, at + atOnce).map((id) => ({ sequence, id, found_time }));
    await insertRows(tx, "gotrs_search_gap", rows);
  }
}

/** Those that came, and those of transactions that were rolled back long ago. */
export async function closeGaps(tx: Tx, sequence: Sequence, ids: readonly number[], before: DbTime): Promise<void> {
  await tx
    .deleteFrom("gotrs_search_gap")
    .where("sequence", "=", sequence)
    .where((where) =>
      where.or([where("found_time", "<", before), ...(ids.length === 0 ? [] : [where("id", "in", ids)])]),
    )
    .execute();
}

export async function forgetGaps(tx: Tx): Promise<void> {
  await tx.deleteFrom("gotrs_search_gap").execute();
}
