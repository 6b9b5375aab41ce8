/** How often a login may fail: counted by login and by address, in this process's memory. Verifies nothing itself. */
import type { Clock } from "../clock.ts";
import { TooOftenError } from "../errors.ts";

/** Seconds after which a failure is forgotten. */
const memory = 15 * 60;
const perLoginAndAddress = 5;
/** Of one login from everywhere: a password tried from many machines. */
const perLogin = 50;
/** From one machine to every login: one password tried on many people. */
const perAddress = 50;
/** Counters kept; beyond that the oldest go. */
const room = 10_000;

export class Attempts {
  readonly #clock: Clock;
  /** Times in milliseconds, oldest first. */
  readonly #failures = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Counts an attempt before it is judged, so that many at once do not slip through.
   * @returns to be called when it succeeded: it was no failure then
   * @throws TooOftenError until enough time has passed
   */
  begin(login: string, address: string): () => void {
    const now = this.#clock.now().getTime();
    const name = login.toLowerCase();
    const counters = [
      { key: `both ${address} ${name}`, limit: perLoginAndAddress },
      { key: `login ${name}`, limit: perLogin },
      { key: `address ${address}`, limit: perAddress },
    ];
    for (const { key, limit } of counters) {
      const times = this.#recent(key, now);
      const oldest = times.at(-limit);
      if (oldest !== undefined) throw new TooOftenError("too many failed logins", (oldest - now) / 1000 + memory);
    }
    for (const { key } of counters) this.#failures.set(key, [...this.#recent(key, now), now]);
    if (this.#failures.size > room) this.#forgetSome(now);
    return () => {
      this.#failures.delete(counters[0]?.key ?? "");
      for (const { key } of counters.slice(1)) {
        const times = this.#recent(key, now);
        this.#failures.set(key, times.toSpliced(times.indexOf(now), 1));
      }
    };
  }

  #recent(key: string, now: number): number[] {
    return (this.#failures.get(key) ?? []).filter((time) => time > now - memory * 1000);
  }

  #forgetSome(now: number): void {
    for (const key of this.#failures.keys()) if (this.#recent(key, now).length === 0) this.#failures.delete(key);
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= room) return;
      this.#failures.delete(key);
    }
  }
}
