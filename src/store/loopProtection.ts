/**
 * SQL of ticket_loop_protection: one row per automatic mail, counted per address and day (OTRS, behaviour §4). Our own marks
 * (`ticket:7`, see postmaster/loops.ts) stand there beside the addresses: no address looks like one, and all are forgotten alike.
 */
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";
import { cut, longestIndexed } from "./tickets.ts";

/** @param day `YYYY-MM-DD` in the system's time zone */
export async function automaticMailsSent(db: Reader, address: string, day: string): Promise<number> {
  const row = await db
    .selectFrom("ticket_loop_protection")
    .select((select) => select.fn.countAll<number>().as("sent"))
    .where("sent_to", "=", stored(address))
    .where("sent_date", "=", day)
    .executeTakeFirstOrThrow();
  return Number(row.sent);
}

/** The first one of a day makes room: other days no longer count (OTRS deletes their rows too). */
export async function countAutomaticMail(tx: Tx, address: string, day: string): Promise<void> {
  const counted = tx.selectFrom("ticket_loop_protection").select("sent_to").where("sent_date", "=", day).limit(1);
  if ((await counted.executeTakeFirst()) === undefined) await tx.deleteFrom("ticket_loop_protection").execute();
  await insertRow(tx, "ticket_loop_protection", { sent_to: stored(address), sent_date: day });
}

function stored(address: string): string {
  return cut(address.toLowerCase(), longestIndexed);
}
