/** An agent has read a ticket. */
import type { Actor, Desk } from "../desk.ts";
import { markSeen } from "../store/seen.ts";
import { permitted } from "./permitted.ts";

export async function seen(desk: Desk, actor: Actor, name: string): Promise<void> {
  const { ticket } = await permitted(desk, actor, name, "see");
  await desk.store.transaction((tx) => markSeen(tx, ticket.id, actor.userId, desk.clock.now()));
}
