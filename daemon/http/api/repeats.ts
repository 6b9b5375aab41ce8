/**
 * What is asked again because its answer did not come is done once: the header Idempotency-Key tells that it is the same
 * (draft-ietf-httpapi-idempotency-key-header). A daemon remembers it as long as it runs, `remembered` at most.
 */
import { hash } from "node:crypto";
import type { Clock } from "../../../src/clock.ts";
import { ConflictError } from "../../../src/errors.ts";
import { said } from "../../../src/said.ts";

/** Milliseconds after the answer; who has not asked again by then does not wait for it any more. */
const remembered = 15 * 60_000;

/** Answers that are kept; the oldest go first. */
const most = 10_000;

interface Asked {
  /** Of what was asked. */
  readonly digest: string;
  readonly answer: Promise<unknown>;
  /** Of the clock; undefined while it is being done. */
  until?: number;
}

export class Repeats {
  readonly #clock: Clock;
  readonly #asked = new Map<string, Asked>();
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * What fails is forgotten, so that it can be tried again.
   * @param key of one asker; the same key stands for the same request
   * @throws ConflictError when another request had the key
   */
  async once(key: string, request: unknown, act: () => Promise<unknown>): Promise<unknown> {
    this.#forget();
    const digest = hash("sha256", JSON.stringify(request));
    const before = this.#asked.get(key);
    if (before !== undefined) {
      if (before.digest === digest) return await before.answer;
      throw new ConflictError(said`this Idempotency-Key was another request's`, {
        mend: said`Give each request a key of its own`,
      });
    }
    const asked: Asked = { digest, answer: act() };
    this.#asked.set(key, asked);
    try {
      const answer = await asked.answer;
      asked.until = this.#clock.now().getTime() + remembered;
      return answer;
    } catch (error) {
      this.#asked.delete(key);
      throw error;
    }
  }

  #forget(): void {
    const now = this.#clock.now().getTime();
    for (const [key, { until }] of this.#asked) {
      const isOver = until !== undefined && until <= now;
      if (!isOver && this.#asked.size <= most) break;
      if (until !== undefined) this.#asked.delete(key);
    }
  }
}
