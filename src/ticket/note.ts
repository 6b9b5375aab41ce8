/** An agent writes a note on a ticket, internal unless said otherwise. */

import type { NoteRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { storedEnclosures, writtenEnclosures } from "../outgoing/written.ts";
import { said } from "../said.ts";
import { agentName } from "./agentName.ts";
import { type Action, act } from "./commit.ts";
import { writeExtras } from "./extras.ts";
import { writeMentions } from "./mentions.ts";
import { permitted } from "./permitted.ts";
import { applyUpdate } from "./update.ts";
import { writeArticle } from "./writeArticle.ts";

export async function note(
  desk: Desk,
  actor: Actor,
  name: string,
  request: NoteRequest,
): Promise<{ readonly articleId: number }> {
  const found = await permitted(desk, actor, name, "note");
  const from = await agentName(desk, actor);
  return await act(desk, actor, found, async (action) => ({ articleId: await writeNote(action, from, request) }));
}

/** The part of another action that writes a note. @param from how the agent signs */
export async function writeNote(action: Action, from: string, request: NoteRequest): Promise<number> {
  const { body, subject = "Note", visibleForCustomer = false, state, pendingUntil } = request;
  if (body.trim() === "") throw new UserError(said`the note is empty`, { where: "body", mend: said`Write something` });
  const articleId = await writeArticle(action, {
    sender: "agent",
    channel: "Internal",
    visibleForCustomer,
    from,
    subject,
    body,
    attachments: storedEnclosures(writtenEnclosures(request.attachments)),
  });
  await action.record("AddNote", `%%${subject}`, articleId);
  await writeMentions(action, articleId, body, from);
  await writeExtras(action, articleId, request);
  if (state !== undefined || pendingUntil !== undefined)
    await applyUpdate(action, { ...(state && { state }), ...(pendingUntil && { pendingUntil }) });
  return articleId;
}
