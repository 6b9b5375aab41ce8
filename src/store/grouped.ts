/** Group commit: works that wait together share one transaction and one fsync, each inside a savepoint of its own. */
import { CompiledQuery } from "kysely";
import { type Clock, toDbTime } from "../clock.ts";
import { DuplicateRow, StoreFailure } from "./failure.ts";
import type { Db, Tx } from "./store.ts";

/** So many works at most share a commit: more would keep the first waiting for no gain. */
const maxGroup = 64;
/** How often a group is begun anew after a deadlock, and one work after another program took its ticket number. */
const maxTries = 5;

interface Waiting {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}
/** How to settle one work's promise; called after the commit. */
type Outcome = () => void;

export class GroupCommit {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #holder: string;
  readonly #where: string;
  readonly #committed: () => void;
  readonly #waiting: Waiting[] = [];
  #running = false;

  /** @param holder names this process to whoever looks into gotrs_lock */
  constructor(db: Db, clock: Clock, holder: string, where: string, committed: () => void) {
    this.#db = db;
    this.#clock = clock;
    this.#holder = holder;
    this.#where = where;
    this.#committed = committed;
  }

  add<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // `value` is what this very `work` resolved with.
      this.#waiting.push({ work, resolve: (value) => resolve(value as T), reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Whoever asks in the same turn of the event loop shares the first group already.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, maxGroup);
      try {
        const outcomes = await this.#commit(group);
        for (const settle of outcomes) settle();
        this.#committed();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }

  async #commit(group: readonly Waiting[]): Promise<readonly Outcome[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#db.transaction().execute(async (tx) => {
          await this.#takeTurn(tx);
          const outcomes: Outcome[] = [];
          for (const waiting of group) outcomes.push(await attempt(tx, waiting));
          return outcomes;
        });
      } catch (error) {
        if (!isDeadlock(error) || tries === maxTries) throw error;
      }
    }
  }

  /** The first write of every group, so that the daemons of one database go one after the other. */
  async #takeTurn(tx: Tx): Promise<void> {
    const { numUpdatedRows } = await tx
      .updateTable("gotrs_lock")
      .set({ holder: this.#holder, change_time: toDbTime(this.#clock.now()) })
      .where("name", "=", "intake")
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n)
      throw new StoreFailure("missingTable", this.#where, new Error("gotrs_lock has no row intake"));
  }
}

/** @throws StoreFailure when not this work but the whole transaction failed */
async function attempt(tx: Tx, { work, resolve, reject }: Waiting): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    await tx.executeQuery(savepoint);
    try {
      const value = await work(tx);
      await tx.executeQuery(release);
      return () => resolve(value);
    } catch (error) {
      // A full disk or a lost connection has taken the transaction with it; a message too large concerns one work alone.
      if (error instanceof StoreFailure && error.kind !== "tooLarge") throw error;
      await tx.executeQuery(rollback);
      if (!(error instanceof DuplicateRow) || tries === maxTries) return () => reject(error);
    }
  }
}

const savepoint = CompiledQuery.raw("savepoint one_work");
const release = CompiledQuery.raw("release savepoint one_work");
const rollback = CompiledQuery.raw("rollback to savepoint one_work");

export function isDeadlock(error: unknown): boolean {
  return error instanceof StoreFailure && error.kind === "deadlock";
}
