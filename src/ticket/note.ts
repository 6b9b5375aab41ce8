/** An agent writes a note on a ticket, internal unless said otherwise. */
import type { NoteRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { PermissionError, UserError } from "../errors.ts";
import { insertArticle } from "../store/articles.ts";
import { markSeen } from "../store/seen.ts";
import { clearSeen } from "../store/tickets.ts";
import { agentName } from "./agentName.ts";
import { act } from "./commit.ts";
import { findTicket } from "./find.ts";
import { permittedSteps } from "./update.ts";

export async function note(
  desk: Desk,
  actor: Actor,
  name: string,
  request: NoteRequest,
): Promise<{ readonly articleId: number }> {
  const { ticket, permissions } = await findTicket(desk, actor, name);
  if (!permissions.mayTicket(ticket, "note")) {
    throw new PermissionError(`you may not write notes on ticket ${ticket.number}`, {
      mend: 'Ask for the permission "note" on the queue\'s group',
    });
  }
  if (request.body.trim() === "") throw new UserError("the note is empty", { where: "body", mend: "Write something" });
  const steps = await permittedSteps(
    desk,
    ticket,
    permissions,
    request.state === undefined ? {} : { state: request.state },
  );
  const from = await agentName(desk, actor);
  return await act(desk, actor, ticket, async ({ tx, rows, now, record, apply }) => {
    const articleId = await insertArticle(
      tx,
      desk.store.codec,
      rows,
      {
        ticketId: ticket.id,
        sender: "agent",
        channel: "Internal",
        visibleForCustomer: request.visibleForCustomer ?? false,
        from,
        replyTo: "",
        to: "",
        cc: "",
        subject: request.subject ?? "Note",
        body: request.body,
        contentType: "text/plain; charset=utf-8",
        messageId: undefined,
        inReplyTo: "",
        references: "",
        raw: undefined,
        attachments: [],
      },
      now,
      actor.userId,
    );
    await clearSeen(tx, ticket.id);
    await markSeen(tx, ticket.id, actor.userId, now);
    await record("AddNote", `%%${request.subject ?? "Note"}`, articleId);
    await apply(steps);
    return { articleId };
  });
}
