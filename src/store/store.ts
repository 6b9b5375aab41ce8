/** What a database is to the rest of the program: reading, one kind of transaction, and a shared one for intake. */
import type { Change } from "./changes.ts";
import type { Codec } from "./codec.ts";
import type { Db, Tx } from "./db.ts";

export type { Db, Reader, Tx } from "./db.ts";

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
   * Group commit: everybody waiting shares one transaction; resolves after the commit. When one fails the others are run
   * once more, so `work` must have no effects outside `tx`. One group at a time over all daemons of the database, so what `work` reads cannot change under it by another
   * intake. One whose `work` throws is rolled back alone.
   */
  grouped<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Says that `grouped` will be called soon, so that a group may wait for it; call what it returns then, or when it will not. */
  announce(): () => void;
  /** Calls `listener` after each commit made through this store; other processes' commits are not seen. Gives the end of it. */
  onCommit(listener: () => void): () => void;
  /** The same with what each commit changed on tickets; nothing of what was rolled back. The listener may not throw. */
  onChange(listener: (changes: readonly Change[]) => void): () => void;
  close(): Promise<void>;
}
