/** Counts by client: how much of something a client did in this minute, and how much it has open. */
import type { Clock } from "../../src/clock.ts";

/** A fixed window of a minute: a client that used its share up waits for the next. */
export class MinuteRate {
  readonly #clock: Clock;
  readonly #counts = new Map<string, number>();
  #minute = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one more; false when that is more than `limit`. */
  take(client: string, limit: number): boolean {
    const minute = Math.floor(this.#clock.now().getTime() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    const count = (this.#counts.get(client) ?? 0) + 1;
    this.#counts.set(client, count);
    return count <= limit;
  }
}

/** How many of something each client has open. */
export class OpenCounts {
  readonly #counts = new Map<string, number>();

  of(client: string): number {
    return this.#counts.get(client) ?? 0;
  }
  /** @returns the end of it; may be called more than once */
  add(client: string): () => void {
    this.#counts.set(client, this.of(client) + 1);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      const left = this.of(client) - 1;
      if (left > 0) this.#counts.set(client, left);
      else this.#counts.delete(client);
    };
  }
}
