/** Unlocks tickets on which nobody has worked for the unlock timeout of their queue (behaviour §7). */
import { toEpoch } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { reference } from "../store/reference.ts";
import { lockedTickets } from "../store/ticketTimers.ts";
import { lockStep } from "./steps/plain.ts";
import { actAsSystem } from "./system.ts";

/** Work on these is expected; one that waits for something keeps its lock. */
const watched = new Set(["new", "open"]);

export interface Locked {
  readonly locked: boolean;
  readonly stateType: string;
  /** Epoch seconds of the lock, or of the last work of an agent. */
  readonly timeout: number;
}

/**
 * @param minutes of the queue; 0 for never
 * @param now epoch seconds
 */
export function isTimedOut({ locked, stateType, timeout }: Locked, minutes: number, now: number): boolean {
  return locked && minutes > 0 && watched.has(stateType) && now - timeout >= minutes * 60;
}

/** @returns how many were unlocked */
export async function unlockTimeouts(desk: Desk): Promise<number> {
  const rows = await reference(desk.store);
  const now = toEpoch(desk.clock.now());
  const queues = rows.queues.all.filter(({ unlockTimeout }) => unlockTimeout > 0);
  const candidates = await lockedTickets(
    desk.store.db,
    {
      lockIds: rows.locks.all.filter(({ name }) => name !== "unlock").map(({ id }) => id),
      queueIds: queues.map(({ id }) => id),
      stateIds: rows.states.all.filter(({ type }) => watched.has(type)).map(({ id }) => id),
    },
    now - Math.min(...queues.map(({ unlockTimeout }) => unlockTimeout * 60)),
  );
  let unlocked = 0;
  for (const id of candidates) {
    await actAsSystem(desk, id, "lock", async (action) => {
      const { ticket } = action;
      const locked = {
        locked: rows.locks.byId(ticket.lockId)?.name !== "unlock",
        stateType: rows.states.byId(ticket.stateId)?.type ?? "",
        timeout: ticket.timeout,
      };
      if (!isTimedOut(locked, rows.queues.byId(ticket.queueId)?.unlockTimeout ?? 0, now)) return;
      const step = lockStep(action, "unlock");
      if (step === undefined) return;
      await action.apply([step]);
      await action.record("Misc", "%%Unlocked: nobody worked on it for the unlock timeout of its queue");
      unlocked += 1;
    });
  }
  return unlocked;
}
