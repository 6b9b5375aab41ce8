/** What happens by the clock alone: each minute the rules that depend on the time are asked. */
import type { Desk } from "../../src/desk.ts";
import { pendingTimes } from "../../src/ticket/pendingTimes.ts";
import { unlockTimeouts } from "../../src/ticket/unlockTimeouts.ts";

/** Milliseconds between two rounds. */
const every = 60_000;

const timers: Readonly<Record<string, (desk: Desk) => Promise<number>>> = { pendingTimes, unlockTimeouts };

export interface Timers {
  /** Finishes the round under way. */
  stop(): Promise<void>;
}

export function startTimers(desk: Desk): Timers {
  let round: Promise<void> | undefined;
  const tick = (): void => {
    round ??= runTimers(desk).finally(() => {
      round = undefined;
    });
  };
  const timer = setInterval(tick, every);
  tick();
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

/** One round; a timer that fails keeps no other from running. Several daemons may do so at a time: each ticket changes once. */
async function runTimers(desk: Desk): Promise<void> {
  for (const [name, run] of Object.entries(timers)) {
    try {
      const count = await run(desk);
      if (count > 0) desk.log.info({ timer: name, tickets: count }, "tickets changed, for their time has come");
    } catch (error) {
      desk.log.error({ err: error, timer: name }, "a timer failed; it runs again in a minute");
    }
  }
}
