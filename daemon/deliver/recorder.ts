/** Writes outcomes to the database, those that come while it writes together in the next transaction. */
import type { Desk } from "../../src/desk.ts";
import { isExpected } from "../../src/errors.ts";
import type { Outcome } from "../../src/store/deliveryOutcome.ts";
import type { Tx } from "../../src/store/store.ts";

/** Milliseconds between tries while the database does not take it: the mail has left, so it must be written down. */
const retryEvery = 1000;

interface Waiting {
  readonly outcome: Outcome;
  readonly resolve: () => void;
}

export class Recorder {
  readonly #desk: Desk;
  readonly #write: (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>;
  readonly #waiting: Waiting[] = [];
  #running = false;
  #givenUp = false;

  constructor(desk: Desk, write: (tx: Tx, outcomes: readonly Outcome[]) => Promise<void>) {
    this.#desk = desk;
    this.#write = write;
  }

  /** Resolves when the outcome is committed, so that each worker has at most one delivery that a crash would repeat. */
  add(outcome: Outcome): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ outcome, resolve });
      if (!this.#running) void this.#run();
    });
  }

  /** When the daemon stops, a database that does not answer is no longer waited for. */
  giveUp(): void {
    this.#givenUp = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      await this.#commit(batch.map(({ outcome }) => outcome));
      for (const { resolve } of batch) resolve();
    }
    this.#running = false;
  }

  async #commit(outcomes: readonly Outcome[]): Promise<void> {
    const { store, log } = this.#desk;
    for (;;) {
      try {
        await store.transaction((tx) => this.#write(tx, outcomes));
        return;
      } catch (error) {
        const ids = outcomes.map(({ mail }) => mail.id);
        log.error({ err: error, ids }, "cannot record deliveries; these mails may be sent again");
        // Not the database's fault: the same again would fail for ever.
        if (!isExpected(error) || this.#givenUp) return;
        await new Promise((resolve) => setTimeout(resolve, retryEvery));
      }
    }
  }
}
