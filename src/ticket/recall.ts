/** An agent takes back a mail that has not left yet. */
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, PermissionError } from "../errors.ts";
import { recall } from "../outgoing/recall.ts";
import { articleTicket } from "../store/articleView.ts";
import { findTicket } from "./find.ts";

/** @throws PermissionError without rw on the ticket, ConflictError when it has left */
export async function recallArticle(
  desk: Desk,
  actor: Actor,
  articleId: number,
): Promise<{ readonly recipients: readonly string[] }> {
  const ticketId = await articleTicket(desk.store.db, articleId);
  if (ticketId === undefined) throw new NotFoundError(`there is no article ${articleId}`, {});
  const { ticket, permissions } = await findTicket(desk, actor, `#${ticketId}`);
  if (!permissions.mayTicket(ticket, "rw")) {
    throw new PermissionError(`you may not recall mail of ticket ${ticket.number}`, {
      mend: 'Ask for the permission "rw" on the queue\'s group',
    });
  }
  return { recipients: await recall(desk, articleId, actor.userId) };
}
