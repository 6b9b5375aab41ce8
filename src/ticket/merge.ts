/** One ticket goes into another (behaviour §10): its articles move, it stays as `merged` and leads to the main ticket. */

import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { linksOfTicket, linkTickets } from "../store/links.ts";
import { moveContents } from "../store/mergeTickets.ts";
import type { State } from "../store/referenceRows.ts";
import { agentName } from "./agentName.ts";
import { type Action, actOnBoth } from "./commit.ts";
import { mustNotBeMerged } from "./merged.ts";
import { permitted } from "./permitted.ts";
import { lockStep } from "./steps/plain.ts";
import { writeArticle } from "./writeArticle.ts";

export interface Merged {
  /** The ticket that is left to work on. */
  readonly ticketId: number;
  readonly ticketNumber: string;
}

/**
 * @param name the ticket that goes
 * @param into the one that stays
 * @throws PermissionError without rw on both, UserError for one that is merged already
 */
export async function merge(desk: Desk, actor: Actor, name: string, into: string): Promise<Merged> {
  const leaving = await permitted(desk, actor, name, "merge");
  const staying = await permitted(desk, actor, into, "merge");
  if (leaving.ticket.id === staying.ticket.id) {
    throw new UserError(said`ticket ${leaving.ticket.number} cannot be merged with itself`, {
      where: "into",
      mend: said`Name another ticket`,
    });
  }
  const agent = await agentName(desk, actor);
  return await actOnBoth(desk, actor, [leaving, staying], async (merged, main) => {
    const state = mergedState(merged);
    await mustNotBeMerged(merged.tx, merged.rows, merged.ticket, "ticket");
    await mustNotBeMerged(main.tx, main.rows, main.ticket, "into");
    const { tx, now } = main;
    await moveContents(tx, merged.ticket.id, main.ticket.id, now, actor.userId);
    const articleId = await writeArticle(merged, {
      sender: "agent",
      channel: "Internal",
      visibleForCustomer: false,
      from: agent,
      subject: "Merged",
      body: `Ticket ${merged.ticket.number} was merged into ticket ${main.ticket.number}.`,
    });
    await merged.record("AddNote", "%%Note", articleId);
    const told = `%%${merged.ticket.number}%%${merged.ticket.id}%%${main.ticket.number}%%${main.ticket.id}`;
    await merged.record("Merged", told);
    await main.record("Merged", told);
    await linkAsChild(merged, main);
    await end(merged, state);
    return { ticketId: main.ticket.id, ticketNumber: main.ticket.number };
  });
}

function mergedState({ rows }: Action): State {
  const state = rows.states.all.find(({ type, valid }) => type === "merged" && valid);
  if (state !== undefined) return state;
  throw new UserError(said`there is no valid state of the type merged`, { mend: said`Make one: gotrs admin state` });
}

/** The main ticket is the parent; the two may have been linked before, in another way. */
async function linkAsChild(merged: Action, main: Action): Promise<void> {
  const { tx, rows, now, actor } = main;
  const known = (await linksOfTicket(tx, main.ticket.id)).some(
    ({ source, target, type }) =>
      type === "ParentChild" && source.key === String(main.ticket.id) && target.key === String(merged.ticket.id),
  );
  if (known) return;
  await linkTickets(tx, rows, main.ticket.id, merged.ticket.id, "ParentChild", now, actor.userId);
  await main.record("TicketLinkAdd", `%%${merged.ticket.number}%%${merged.ticket.id}%%${main.ticket.id}`);
  await merged.record("TicketLinkAdd", `%%${main.ticket.number}%%${main.ticket.id}%%${merged.ticket.id}`);
}

/** State and lock go with the merge: who may merge needs no further permission for them. */
async function end(action: Action, state: State): Promise<void> {
  const { ticket, rows } = action;
  const unlock = lockStep(action, "unlock");
  const old = rows.states.byId(ticket.stateId)?.name ?? "";
  await action.apply([
    {
      change: { ticket_state_id: state.id, until_time: 0 },
      history: ["StateUpdate", `%%${old}%%${state.name}%%`],
      does: "merge",
    },
    ...(unlock === undefined ? [] : [{ ...unlock, does: "merge" as const }]),
  ]);
}
