/** Takes tickets on whose pending time has come: `pending auto` into the state that follows (OTRS StateAfterPending). */
import { toEpoch } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { reference } from "../store/reference.ts";
import { pendingTickets } from "../store/ticketTimers.ts";
import { actAsSystem } from "./system.ts";
import { applyUpdate } from "./update.ts";

/** @returns how many changed their state */
export async function pendingTimes(desk: Desk): Promise<number> {
  const rows = await reference(desk.store);
  const now = toEpoch(desk.clock.now());
  const following = new Map<number, string>();
  for (const [name, after] of Object.entries(desk.settings.ticket.stateAfterPending)) {
    const state = rows.states.byName(name);
    const next = rows.states.byName(after);
    if (state === undefined || state.type !== "pending auto") continue;
    if (next?.valid) following.set(state.id, next.name);
    else desk.log.warn({ state: name, next: after }, "ticket.stateAfterPending names a state that is not valid");
  }
  let changed = 0;
  for (const id of await pendingTickets(desk.store.db, [...following.keys()], now)) {
    await actAsSystem(desk, id, "state", async (action) => {
      const { stateId, untilTime } = action.ticket;
      const state = following.get(stateId);
      if (state === undefined || untilTime > now) return;
      await applyUpdate(action, { state });
      changed += 1;
    });
  }
  return changed;
}
