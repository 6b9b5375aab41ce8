/** SQL of the time that was spent on tickets (time_accounting), in the units of the installation. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export async function insertTime(
  tx: Tx,
  row: { readonly ticketId: number; readonly articleId: number | null; readonly units: number },
  now: Date,
  userId: number,
): Promise<void> {
  const time = toDbTime(now);
  await insertRow(tx, "time_accounting", {
    ticket_id: row.ticketId,
    article_id: row.articleId,
    time_unit: Math.round(row.units * 100) / 100,
    create_time: time,
    create_by: userId,
    change_time: time,
    change_by: userId,
  });
}

export async function timeOf(db: Reader, ticketId: number): Promise<number> {
  const rows = await db.selectFrom("time_accounting").select("time_unit").where("ticket_id", "=", ticketId).execute();
  // Hundredths are summed, so that three times 0.1 are 0.3.
  return rows.reduce((sum, { time_unit }) => sum + Math.round(Number(time_unit) * 100), 0) / 100;
}
