/** Keeps the full-text index up with what is written: after commits, when mail leaves it time, and for other programs' articles. */
import type { Desk } from "../src/desk.ts";
import { catchUp } from "../src/search/catchUp.ts";

/** Milliseconds of quiet after a commit before articles are indexed: mail that is coming in goes first. */
const quiet = 300;
/** Milliseconds after which some are indexed although mail keeps coming. */
const patience = 5000;
/** Milliseconds between looks for what other programs wrote. */
const lookEvery = 2000;
/** Milliseconds after a failure; the log has told of it. */
const afterFailure = 30_000;
/** Articles of one transaction, which mail that comes meanwhile waits for. */
const atOnce = 50;

export function startIndexing(desk: Desk): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let committed = 0;
  let indexed = performance.now();
  let own = false;

  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      running = look();
    }, milliseconds).unref();
  };
  const look = async (): Promise<void> => {
    const now = performance.now();
    const busy = now - committed < quiet;
    if (busy && now - indexed < patience) return later(quiet);
    try {
      own = true;
      const count = await catchUp(desk, atOnce).finally(() => {
        own = false;
      });
      indexed = performance.now();
      later(count === 0 ? lookEvery : busy ? quiet : 1);
    } catch (error) {
      desk.log.warn({ err: error }, "cannot keep the full-text index up; trying again");
      later(afterFailure);
    }
  };
  const forget = desk.store.onCommit(() => {
    if (own) return;
    // A timer that is set already is soon enough while mail keeps coming.
    if (performance.now() - committed > quiet) later(quiet);
    committed = performance.now();
  });
  later(quiet);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      forget();
      await running;
    },
  };
}
