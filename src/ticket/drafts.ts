/** What an agent has begun to write on a ticket, kept on the server: nobody else sees it, and it outlives every client. */

import type { DraftRequest, DraftView } from "../api/requests.ts";
import { iso } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { draftsOf, putDraft, removeDraft } from "../store/formDrafts.ts";
import { act } from "./commit.ts";
import { permitted } from "./permitted.ts";

/** Characters of a draft as JSON. */
const longest = 4_000_000;

export async function drafts(desk: Desk, actor: Actor, name: string): Promise<readonly DraftView[]> {
  const { ticket } = await permitted(desk, actor, name, "draft");
  const { db, codec } = desk.store;
  return (await draftsOf(db, codec, ticket.id, actor.userId)).map(({ action, content, changed, ...row }) => ({
    ...row,
    action: action as DraftView["action"],
    content: JSON.parse(content),
    changed: iso(changed),
  }));
}

/** @throws NotFoundError when `id` is no draft of the agent's on this ticket */
export async function saveDraft(
  desk: Desk,
  actor: Actor,
  name: string,
  { id, action, title, content }: DraftRequest,
): Promise<{ readonly id: number }> {
  const found = await permitted(desk, actor, name, "draft");
  const text = JSON.stringify(content);
  if (text.length > longest)
    throw new UserError(said`the draft is too large`, { where: "content", mend: said`Leave files out` });
  return await act(desk, actor, found, async ({ tx, ticket, now }) => {
    const draft = { ticketId: ticket.id, action, title: title ?? null, content: text };
    const saved = await putDraft(tx, desk.store.codec, draft, now, actor.userId, id);
    if (saved === undefined) throw noDraft(id);
    return { id: saved };
  });
}

export async function deleteDraft(desk: Desk, actor: Actor, name: string, id: number): Promise<void> {
  const found = await permitted(desk, actor, name, "draft");
  await act(desk, actor, found, async ({ tx, ticket }) => {
    if (!(await removeDraft(tx, ticket.id, id, actor.userId))) throw noDraft(id);
  });
}

function noDraft(id: number | undefined): NotFoundError {
  return new NotFoundError(said`you have no draft ${id} on this ticket`, { mend: said`See the list of drafts` });
}
