/** The same done to many tickets: each as a whole or not at all, and what became of each is told. */

import type { BulkRequest, BulkResult } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { isExpected, UserError } from "../errors.ts";
import { type Sentences, said } from "../said.ts";
import { addWatcher } from "../store/watchers.ts";
import { agentName } from "./agentName.ts";
import { act } from "./commit.ts";
import { merge } from "./merge.ts";
import { writeNote } from "./note.ts";
import { mustDo, permitted } from "./permitted.ts";
import { applyUpdate } from "./update.ts";

/** So many at a time: an answer is waited for. */
const most = 1000;

/**
 * @param sentences in which it is told what is wrong with a ticket
 * @throws UserError when nothing is to be done, or to too many; what is wrong with single tickets is in the answer
 */
export async function bulk(
  desk: Desk,
  actor: Actor,
  request: BulkRequest,
  sentences: Sentences = {},
): Promise<readonly BulkResult[]> {
  const names = [...new Set(request.tickets)];
  if (names.length === 0 || names.length > most) {
    throw new UserError(said`${names.length} tickets are named`, { where: "tickets", mend: said`Name 1 to ${most}` });
  }
  const { update, note, watch, mergeInto } = request;
  if (update === undefined && note === undefined && !watch && mergeInto === undefined) {
    throw new UserError(said`nothing is to be done`, { where: "update", mend: said`Say what to change` });
  }
  if (mergeInto !== undefined && (update !== undefined || note !== undefined || watch)) {
    throw new UserError(said`merged tickets are not changed besides`, {
      where: "mergeInto",
      mend: said`Do one after the other`,
    });
  }
  const from = await agentName(desk, actor);
  const results: BulkResult[] = [];
  for (const name of names) {
    try {
      if (mergeInto === undefined) await one(desk, actor, name, request, from);
      else await merge(desk, actor, name, mergeInto);
      results.push({ ticket: name, ok: true, error: null });
    } catch (error) {
      if (!isExpected(error)) throw error;
      results.push({ ticket: name, ok: false, error: error.messageIn(sentences) });
    }
  }
  return results;
}

async function one(
  desk: Desk,
  actor: Actor,
  name: string,
  { update, note, watch }: BulkRequest,
  from: string,
): Promise<void> {
  const found = await permitted(desk, actor, name, update === undefined && note === undefined ? "watch" : "see");
  await act(desk, actor, found, async (action) => {
    const { permissions, ticket, tx, now } = action;
    // The note first: it tells of the ticket as it was, and closing unlocks after it.
    if (note !== undefined) {
      mustDo(permissions, ticket, "note");
      await writeNote(action, from, note);
    }
    if (update !== undefined) await applyUpdate(action, update);
    if (watch && (await addWatcher(tx, ticket.id, actor.userId, now, actor.userId))) {
      await action.record("Subscribe", `%%${from}`);
    }
  });
}
