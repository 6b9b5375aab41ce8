/** Group commit: works that wait together share one transaction and one fsync, each standing or falling alone. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { CompiledQuery } from "kysely";
import { type Clock, toDbTime } from "../clock.ts";
import { type Change, takeChanges } from "./changes.ts";
import { DuplicateRow, StoreFailure } from "./failure.ts";
import type { Db, Tx } from "./store.ts";

/** So many works at most share a commit: more would keep the first waiting for no gain. */
const maxGroup = 64;
/** Milliseconds that a group waits for mails on their way: as long as a commit took, within these limits. */
const patience = { least: 5, most: 20 };
/** How often a group is begun anew after a deadlock, and one work after another program took its ticket number. */
const maxTries = 5;

interface Waiting {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}
/** How to settle one work's promise, and what it changed; for after the commit. */
interface Outcome {
  readonly settle: () => void;
  readonly changes: readonly Change[];
}

export class GroupCommit {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #holder: string;
  readonly #where: string;
  readonly #committed: (changes: readonly Change[]) => void;
  readonly #waiting: Waiting[] = [];
  #running = false;
  #coming = 0;
  #lastCommit = 0;

  /** @param holder names this process to whoever looks into gotrs_lock */
  constructor(db: Db, clock: Clock, holder: string, where: string, committed: (changes: readonly Change[]) => void) {
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

  /** Says that a work is about to be added, so that a group may wait for it. Call what it returns when it is there, or will not come. */
  announce(): () => void {
    this.#coming += 1;
    let arrived = false;
    return () => {
      if (!arrived) this.#coming -= 1;
      arrived = true;
    };
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      await this.#gather();
      const group = this.#waiting.splice(0, maxGroup);
      try {
        const began = performance.now();
        const outcomes = await this.#commit(group);
        this.#lastCommit = performance.now() - began;
        for (const { settle } of outcomes) settle();
        this.#committed(outcomes.flatMap(({ changes }) => changes));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }

  /** A commit may block the whole process while the disk syncs; what came meanwhile is to share the next one. */
  async #gather(): Promise<void> {
    const until = performance.now() + Math.min(Math.max(this.#lastCommit, patience.least), patience.most);
    do await nextTurn();
    while (this.#coming > 0 && this.#waiting.length < maxGroup && performance.now() < until);
  }

  async #commit(group: readonly Waiting[]): Promise<readonly Outcome[]> {
    // Nearly always every work of a group succeeds; only where one fails is each given a savepoint of its own.
    let attempt = plainly;
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#db.transaction().execute(async (tx) => {
          await this.#takeTurn(tx);
          const outcomes: Outcome[] = [];
          for (const waiting of group) outcomes.push(await attempt(tx, waiting));
          return outcomes;
        });
      } catch (error) {
        if (error instanceof WorkFailed) attempt = apart;
        else if (!isDeadlock(error) || tries === maxTries) throw error;
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

/** Not the transaction failed but a work in it. */
class WorkFailed extends Error {
  override readonly name = "WorkFailed";
}

/** @throws WorkFailed when the work failed, StoreFailure when the whole transaction did */
async function plainly(tx: Tx, { work, resolve }: Waiting): Promise<Outcome> {
  try {
    const value = await work(tx);
    return { settle: () => resolve(value), changes: takeChanges(tx) };
  } catch (error) {
    if (concernsAll(error)) throw error;
    throw new WorkFailed("a work of the group failed", { cause: error });
  }
}

/** A full disk or a lost connection has taken the transaction with it; a message too large concerns one work alone. */
function concernsAll(error: unknown): error is StoreFailure {
  return error instanceof StoreFailure && error.kind !== "tooLarge";
}

/** @throws StoreFailure when not this work but the whole transaction failed */
async function apart(tx: Tx, { work, resolve, reject }: Waiting): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    await tx.executeQuery(savepoint);
    try {
      const value = await work(tx);
      await tx.executeQuery(release);
      return { settle: () => resolve(value), changes: takeChanges(tx) };
    } catch (error) {
      if (concernsAll(error)) throw error;
      await tx.executeQuery(rollback);
      takeChanges(tx);
      if (!(error instanceof DuplicateRow) || tries === maxTries) return { settle: () => reject(error), changes: [] };
    }
  }
}

const savepoint = CompiledQuery.raw("savepoint one_work");
const release = CompiledQuery.raw("release savepoint one_work");
const rollback = CompiledQuery.raw("rollback to savepoint one_work");

export function isDeadlock(error: unknown): boolean {
  return error instanceof StoreFailure && error.kind === "deadlock";
}
