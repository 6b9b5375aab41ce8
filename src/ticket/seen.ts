/** An agent has read a ticket, or wants it to count as unread. */

import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { articleIdsOf } from "../store/articleView.ts";
import { markSeen, markUnseen } from "../store/seen.ts";
import { permitted } from "./permitted.ts";

export async function seen(desk: Desk, actor: Actor, name: string): Promise<void> {
  const { ticket } = await permitted(desk, actor, name, "see");
  await desk.store.transaction((tx) => markSeen(tx, ticket.id, actor.userId, desk.clock.now()));
}

/**
 * @param articles ids of those that count as unread; the newest alone when undefined
 * @throws UserError for an article of another ticket
 */
export async function unseen(desk: Desk, actor: Actor, name: string, articles?: readonly number[]): Promise<void> {
  const { ticket } = await permitted(desk, actor, name, "see");
  await desk.store.transaction(async (tx) => {
    const all = await articleIdsOf(tx, ticket.id);
    const strange = articles?.find((id) => !all.includes(id));
    if (strange !== undefined) {
      throw new UserError(said`ticket ${ticket.number} has no article ${strange}`, {
        where: "article",
        mend: said`Take it from \`gotrs ticket show\``,
      });
    }
    await markUnseen(tx, ticket.id, articles ?? all.slice(-1), actor.userId);
  });
}
