/** The texts of a queue with their tags filled in: salutation, signature, a template. */
import type { Actor, Desk } from "../desk.ts";
import { parseAddresses } from "../mail/addresses.ts";
import { plainFromHtml } from "../mail/html/text.ts";
import { expandTags, type TagSource } from "../queue/tags.ts";
import { type TaggedAgent, ticketTags } from "../queue/ticketTags.ts";
import { agentLogin } from "../store/agents.ts";
import type { StoredArticle } from "../store/articleView.ts";
import { agentByLogin } from "../store/permissions.ts";
import { reference } from "../store/reference.ts";
import type { TicketRow } from "../store/tickets.ts";
import { fieldTags, furtherTags } from "./furtherTags.ts";
import type { Chosen } from "./newTicket.ts";

export interface Tagged {
  readonly text: string;
  readonly contentType: string;
}

/** @returns fills the tags of a text, which comes out plain; undefined comes out empty */
export async function tagFiller(
  desk: Desk,
  actor: Actor,
  ticket: TicketRow,
  article: StoredArticle | undefined,
): Promise<(text: Tagged | undefined) => string> {
  const rows = await reference(desk.store);
  const { db } = desk.store;
  const tagged = {
    ...ticket,
    queue: rows.queues.byId(ticket.queueId)?.name ?? "",
    state: rows.states.byId(ticket.stateId)?.name ?? "",
    priority: rows.priorities.byId(ticket.priorityId)?.name ?? "",
    owner: (await agentLogin(db, ticket.ownerId)) ?? "",
  };
  const sender = parseAddresses(article?.from ?? "").at(-1);
  const mail =
    article === undefined
      ? undefined
      : { ...article, realname: sender === undefined ? "" : sender.name || sender.address };
  const values = {
    ...ticketTags(desk.settings, tagged, mail, await agentAs(desk, actor)),
    ...(await furtherTags(db, rows, ticket)),
    ...(await fieldTags(desk, ticket.id, db)),
  };
  return (text) => filled(text, { values, ...(mail === undefined ? {} : { subject: mail.subject, body: mail.body }) });
}

/** The same for a ticket that is about to be opened. */
export async function newTicketFiller(desk: Desk, actor: Actor, chosen: Chosen): Promise<(text: Tagged) => string> {
  const { title, queue, state, priority, owner, responsible, customerId, customerUser } = chosen;
  const names = { queue: queue.name, state: state.name, priority: priority.name, owner: owner?.login ?? actor.login };
  const tagged = { title, customerId, customerUser, ...names };
  const people = { ownerId: owner?.id ?? actor.userId, responsibleId: responsible?.id ?? actor.userId };
  const attributes = {
    typeId: chosen.type?.id ?? null,
    lockId: chosen.lock.id,
    stateId: state.id,
    serviceId: chosen.service?.id ?? null,
    slaId: chosen.sla?.id ?? null,
  };
  const values = {
    ...ticketTags(desk.settings, tagged, undefined, await agentAs(desk, actor)),
    ...(await furtherTags(desk.store.db, await reference(desk.store), { ...people, ...attributes, customerUser })),
  };
  return (text) => filled(text, { values });
}

function filled(text: Tagged | undefined, source: TagSource): string {
  if (text === undefined) return "";
  const plain = text.contentType.startsWith("text/html") ? plainFromHtml(text.text) : text.text;
  return expandTags(plain, source).trim();
}

async function agentAs(desk: Desk, { userId, login }: Actor): Promise<TaggedAgent> {
  const agent = await agentByLogin(desk.store.db, login);
  const { agents } = await reference(desk.store);
  return {
    login,
    firstName: agent?.firstName ?? "",
    lastName: agent?.lastName ?? "",
    email: agents.find(({ id }) => id === userId)?.email ?? "",
  };
}

export async function signatureOf(desk: Desk, actor: Actor, ticket: TicketRow): Promise<string> {
  const rows = await reference(desk.store);
  const fill = await tagFiller(desk, actor, ticket, undefined);
  return fill(rows.signatures.get(rows.queues.byId(ticket.queueId)?.signatureId ?? 0));
}
