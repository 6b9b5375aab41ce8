/** What a key has begun and the agent no longer waits for: whoever works on it learns of it, however far from the key. */
import { AsyncLocalStorage } from "node:async_hooks";

const begun = new AsyncLocalStorage<AbortSignal>();

export function begin<T>(signal: AbortSignal, work: () => T): T {
  return begun.run(signal, work);
}

/** Aborted when the agent gives up waiting; undefined for what no key has begun. */
export function signalOfKey(): AbortSignal | undefined {
  return begun.getStore();
}

/** Comes to its end in any case: of what is half done nobody would know which half. */
export function toItsEnd<T>(work: () => T): T {
  return begun.exit(work);
}
