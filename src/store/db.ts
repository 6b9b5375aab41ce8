/** Kysely over our schema: reading, and an open transaction. */
import type { Kysely, Transaction } from "kysely";
import type { Database } from "./schema/tables.gen.ts";

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;
/** Anything that reads: the store's `db` or an open transaction. */
export type Reader = Db | Tx;
