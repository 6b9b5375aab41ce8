/** SQL of who watches a ticket (ticket_watcher). */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

/** Logins, in the order in which they began. */
export async function watchersOf(db: Reader, ticketId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("ticket_watcher as w")
    .innerJoin("users as u", "u.id", "w.user_id")
    .select("u.login")
    .where("w.ticket_id", "=", ticketId)
    .orderBy("w.create_time")
    .orderBy("u.id")
    .execute();
  return rows.map(({ login }) => login);
}

/** @returns false when the agent watches it already */
export async function addWatcher(tx: Tx, ticketId: number, userId: number, now: Date, by: number): Promise<boolean> {
  const known = await tx
    .selectFrom("ticket_watcher")
    .select("user_id")
    .where("ticket_id", "=", ticketId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (known !== undefined) return false;
  const time = toDbTime(now);
  await insertRow(tx, "ticket_watcher", {
    ticket_id: ticketId,
    user_id: userId,
    create_time: time,
    create_by: by,
    change_time: time,
    change_by: by,
  });
  return true;
}

/** @returns false when the agent does not watch it */
export async function removeWatcher(tx: Tx, ticketId: number, userId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("ticket_watcher")
    .where("ticket_id", "=", ticketId)
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
