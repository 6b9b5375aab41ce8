/** The texts of a queue with their tags filled in: salutation, signature, a template. */
import type { Actor, Desk } from "../desk.ts";
import { parseAddresses } from "../mail/addresses.ts";
import { plainFromHtml } from "../mail/html/text.ts";
import { expandTags } from "../queue/tags.ts";
import { ticketTags } from "../queue/ticketTags.ts";
import { agentLogin } from "../store/agents.ts";
import type { StoredArticle } from "../store/articleView.ts";
import { agentByLogin } from "../store/permissions.ts";
import { reference } from "../store/reference.ts";
import type { TicketRow } from "../store/tickets.ts";

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
  const agent = await agentByLogin(db, actor.login);
  const sender = parseAddresses(article?.from ?? "").at(-1);
  const mail =
    article === undefined
      ? undefined
      : { ...article, realname: sender === undefined ? "" : sender.name || sender.address };
  const values = ticketTags(desk.settings, tagged, mail, {
    login: actor.login,
    firstName: agent?.firstName ?? "",
    lastName: agent?.lastName ?? "",
    email: rows.agents.find(({ id }) => id === actor.userId)?.email ?? "",
  });
  return (text) => {
    if (text === undefined) return "";
    const plain = text.contentType.startsWith("text/html") ? plainFromHtml(text.text) : text.text;
    return expandTags(plain, {
      values,
      ...(mail === undefined ? {} : { subject: mail.subject, body: mail.body }),
    }).trim();
  };
}

export async function signatureOf(desk: Desk, actor: Actor, ticket: TicketRow): Promise<string> {
  const rows = await reference(desk.store);
  const fill = await tagFiller(desk, actor, ticket, undefined);
  return fill(rows.signatures.get(rows.queues.byId(ticket.queueId)?.signatureId ?? 0));
}
