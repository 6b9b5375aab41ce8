/** SQL of ticket_number_counter, in the way OTRS can continue: rows in id order, each the previous one's counter plus one. */
import { randomBytes } from "node:crypto";
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

/** OTRS keeps the newest rows whatever their age. */
const keepRows = 10;
const keepMilliseconds = 10 * 60_000;
/** Old rows are removed once in so many numbers; each time would cost a statement a mail. */
const cleanEvery = 256;

/**
 * The next counter value. Call it inside `Store.grouped`, whose lock makes the daemons of one database take turns; an OTRS
 * beside us may still compute the same value, which the unique ticket number then refuses.
 * @param since only rows created from then on count (date-based generators restart daily); undefined counts all
 * @param step more than 1 skips numbers that exist already
 */
export async function nextCounter(tx: Tx, since: DbTime | undefined, now: Date, step = 1): Promise<number> {
  // While the transaction holds its lane nobody else of us counts; what it counted last needs no look.
  const counter = (counted.get(tx)?.get(since) ?? (await lastCounter(tx, since))) + step;
  const own = counted.get(tx) ?? new Map<DbTime | undefined, number>();
  counted.set(tx, own.set(since, counter));
  const id = await insertRow(tx, "ticket_number_counter", {
    counter,
    counter_uid: nextUid(),
    create_time: toDbTime(now),
  });
  if (id % cleanEvery === 0) await removeOld(tx, id, now);
  return counter;
}

/** 32 characters that no other row has, as OTRS's column wants them; a die for each would cost more than the row. */
function nextUid(): string {
  written += 1;
  return `${thisProcess}${written.toString(16).padStart(8, "0")}`;
}
const thisProcess = randomBytes(12).toString("hex");
let written = 0;

const counted = new WeakMap<Tx, Map<DbTime | undefined, number>>();

/** A row of counter 0 is another writer's, not filled in yet: it will get its predecessor's value plus one. */
async function lastCounter(db: Reader, since: DbTime | undefined): Promise<number> {
  let unfilled = 0;
  for (let offset = 0; ; offset += 1) {
    let query = db.selectFrom("ticket_number_counter").select("counter").orderBy("id", "desc").limit(1).offset(offset);
    if (since !== undefined) query = query.where("create_time", ">=", since);
    const row = await query.executeTakeFirst();
    if (row === undefined) return unfilled;
    if (row.counter > 0) return row.counter + unfilled;
    unfilled += 1;
  }
}

async function removeOld(tx: Tx, newestId: number, now: Date): Promise<void> {
  await tx
    .deleteFrom("ticket_number_counter")
    .where("id", "<=", newestId - keepRows)
    .where("create_time", "<", toDbTime(new Date(now.getTime() - keepMilliseconds)))
    .execute();
}
