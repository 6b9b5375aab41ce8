/** What a database is to the rest of the program: reading, one kind of transaction, and a shared one for intake. */
import type { Kysely, Transaction } from "kysely";
import type { Database } from "./schema/tables.gen.ts";
import type { Codec } from "./stored.ts";

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;
/** Anything that reads: the store's `db` or an open transaction. */
export type Reader = Db | Tx;

export interface Store {
  readonly product: "sqlite" | "postgres" | "mysql";
  /** For reading outside a transaction. Never write through it. */
  readonly db: Db;
  readonly codec: Codec;
  /**
   * One transaction; repeated when the database breaks a deadlock, so `work` must have no effects outside `tx`.
   * @throws TemporaryError when the database cannot take it now (locked, full disk, connection lost)
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Group commit: everybody waiting shares one transaction, each inside a savepoint of its own; resolves after the
   * commit. One group at a time over all daemons of the database, so what `work` reads cannot change under it by another
   * intake. One whose `work` throws is rolled back alone.
   */
  grouped<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Calls `listener` after each commit made through this store; other processes' commits are not seen. Gives the end of it. */
  onCommit(listener: () => void): () => void;
  close(): Promise<void>;
}
