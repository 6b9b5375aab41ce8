/** How much of something large has left: whoever began it is told, however far from the socket. */
import { AsyncLocalStorage } from "node:async_hooks";

/** @param share from 0 to 1; 1 when the daemon has all of it */
export type Left = (share: number) => void;

const watched = new AsyncLocalStorage<Left>();

export function whileTold<T>(left: Left, work: () => T): T {
  return watched.run(left, work);
}

/** undefined: nobody looks. */
export function whoLooks(): Left | undefined {
  return watched.getStore();
}
