/** Links of a ticket to other tickets, and to articles of OTRS's knowledge base where that is installed. */

import type { LinkRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { addLink, faqExists, type Link, type Linked, linksOfTicket, removeLink } from "../store/links.ts";
import { type Action, act, actOnBoth } from "./commit.ts";
import { type Permitted, permitted } from "./permitted.ts";

/** @throws UserError when the two are linked already: OTRS has one link between two things */
export async function link(desk: Desk, actor: Actor, name: string, request: LinkRequest): Promise<void> {
  await onBothSides(desk, actor, name, request, async (own, other, far) => {
    const known = (await linksOfTicket(own.tx, own.ticket.id)).find((one) => leadsTo(one, own, far));
    if (known !== undefined) {
      throw new UserError(said`the two are linked already, as ${known.type}`, {
        where: "to",
        mend: said`Unlink them first`,
      });
    }
    const near: Linked = { object: "Ticket", key: String(own.ticket.id) };
    const [source, target] = request.as === "child" ? [far, near] : [near, far];
    await addLink(own.tx, own.rows, source, target, typeOf(request), own.now, actor.userId);
    await recordBoth("TicketLinkAdd", own, other);
  });
}

/** Takes away whatever link there is between the two. @throws NotFoundError when there is none */
export async function unlink(
  desk: Desk,
  actor: Actor,
  name: string,
  request: Pick<LinkRequest, "to" | "object">,
): Promise<void> {
  await onBothSides(desk, actor, name, request, async (own, other, far) => {
    const links = (await linksOfTicket(own.tx, own.ticket.id)).filter((one) => leadsTo(one, own, far));
    if (links.length === 0) {
      throw new NotFoundError(said`ticket ${own.ticket.number} has no such link`, {
        mend: said`See: gotrs ticket show`,
      });
    }
    for (const one of links) await removeLink(own.tx, own.rows, one);
    await recordBoth("TicketLinkDelete", own, other);
  });
}

async function onBothSides(
  desk: Desk,
  actor: Actor,
  name: string,
  { to, object = "Ticket" }: Pick<LinkRequest, "to" | "object">,
  work: (own: Action, other: Action | undefined, far: Linked) => Promise<void>,
): Promise<void> {
  const found = await permitted(desk, actor, name, "link");
  if (object === "FAQ") {
    const far = await knowledge(desk, to);
    await act(desk, actor, found, (own) => work(own, undefined, far));
    return;
  }
  // As OTRS: to the other ticket a link needs only that it may be seen.
  const far: Permitted = await permitted(desk, actor, to, "see");
  if (far.ticket.id === found.ticket.id) {
    throw new UserError(said`a ticket cannot be linked with itself`, { where: "to", mend: said`Name another ticket` });
  }
  const linked = { object: "Ticket", key: String(far.ticket.id) };
  await actOnBoth(desk, actor, [found, far], (own, other) => work(own, other, linked));
}

async function knowledge(desk: Desk, to: string): Promise<Linked> {
  const id = /^#?(\d{1,9})$/.exec(to)?.[1];
  if (id === undefined)
    throw new UserError(said`"${to}" is no id of a FAQ article`, { where: "to", mend: said`Name a number` });
  const exists = await faqExists(desk.store, Number(id));
  if (exists === undefined) {
    throw new UserError(said`this database has no FAQ articles`, { where: "object", mend: said`Link to a ticket` });
  }
  if (!exists) throw new NotFoundError(said`there is no FAQ article ${id}`, { where: "to", mend: said`Name another` });
  return { object: "FAQ", key: id };
}

function typeOf({ as = "normal" }: LinkRequest): "Normal" | "ParentChild" {
  return as === "normal" ? "Normal" : "ParentChild";
}

function leadsTo({ source, target }: Link, own: Action, far: Linked): boolean {
  const same = (one: Linked, other: Linked): boolean => one.object === other.object && one.key === other.key;
  const near: Linked = { object: "Ticket", key: String(own.ticket.id) };
  return (same(source, near) && same(target, far)) || (same(source, far) && same(target, near));
}

/** OTRS's history tells of links between tickets, on both of them. */
async function recordBoth(type: string, own: Action, other: Action | undefined): Promise<void> {
  if (other === undefined) return;
  await own.record(type, `%%${other.ticket.number}%%${other.ticket.id}%%${own.ticket.id}`);
  await other.record(type, `%%${own.ticket.number}%%${own.ticket.id}%%${other.ticket.id}`);
}
