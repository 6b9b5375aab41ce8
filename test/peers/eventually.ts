/** Waiting for what another process does: looks again and again until it is there or the time is over. */
import { setTimeout as sleep } from "node:timers/promises";

/**
 * The first value of `look` that is not undefined or false.
 * @throws Error saying what was waited for, with the last thing `look` threw
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  milliseconds = 30_000,
): Promise<T> {
  const until = performance.now() + milliseconds;
  let cause: unknown;
  do {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      cause = error;
    }
    await sleep(50);
  } while (performance.now() < until);
  throw new Error(`waited ${milliseconds} ms for ${what}`, { cause });
}
