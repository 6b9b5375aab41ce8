/** An agent writes a note on a ticket, internal unless said otherwise. */
import type { NoteRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { insertArticle } from "../store/articles.ts";
import { markSeen } from "../store/seen.ts";
import { clearSeen } from "../store/tickets.ts";
import { agentName } from "./agentName.ts";
import { act } from "./commit.ts";
import { permitted } from "./permitted.ts";
import { applyUpdate } from "./update.ts";

export async function note(
  desk: Desk,
  actor: Actor,
  name: string,
  request: NoteRequest,
): Promise<{ readonly articleId: number }> {
  const found = await permitted(desk, actor, name, "note");
  if (request.body.trim() === "") throw new UserError("the note is empty", { where: "body", mend: "Write something" });
  const from = await agentName(desk, actor);
  return await act(desk, actor, found, async (action) => {
    const { tx, rows, now, ticket, record } = action;
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
    if (request.state !== undefined) await applyUpdate(action, { state: request.state });
    return { articleId };
  });
}
