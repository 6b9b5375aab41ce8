/** Migration 10: the indexes of lists by change and by priority get the queue and the agents that an agent sees tickets by. */
import { sql } from "kysely";
import { drivers } from "../drivers/index.ts";
import type { Tx } from "../store.ts";
import { addOwnIndexes } from "./addOwnIndexes.ts";
import type { Migration } from "./migration.ts";

/** As migrations 4 and 9 made them. */
const before = {
  gotrs_ticket_changed: "ticket_state_id,change_time,id",
  gotrs_ticket_priority: "ticket_state_id,ticket_priority_id,id",
};

export const wholeOrders: Migration = {
  id: 10,
  name: "whole orders",
  async apply(context) {
    const { store, tx, run, names } = context;
    const { ddl, inspect } = drivers[store.product];
    const table = names.get("ticket") ?? "ticket";
    const indexes = (await inspect.tables(tx)).get(table)?.indexes;
    const old = Object.entries(before).filter(([, columns]) => indexes?.has(columns));
    await run(old.map(([name]) => ddl.dropIndex(table, name)));
    await addOwnIndexes(context);
    if (old.length > 0 && store.product === "sqlite") await run(await recount(tx, table));
  },
};

/** Where somebody had SQLite count its tables, it would take the index it has no count of for the better one. */
async function recount(tx: Tx, table: string): Promise<readonly string[]> {
  const { rows } = await sql`select name from sqlite_master where name = 'sqlite_stat1'`.execute(tx);
  return rows.length === 0 ? [] : [`ANALYZE "${table}"`];
}
