/** The draft of an answer: recipient, subject, and the text with salutation, quote and signature. Sends nothing. */
import type { ReplyDraft } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { formatAddress, parseAddresses } from "../mail/addresses.ts";
import { plainFromHtml } from "../mail/html/text.ts";
import { buildSubject } from "../mail/subject.ts";
import { quote } from "../mail/text.ts";
import { queueAddress } from "../outgoing/written.ts";
import { expandTags } from "../queue/tags.ts";
import { ticketTags } from "../queue/ticketTags.ts";
import { agentLogin } from "../store/agents.ts";
import type { StoredArticle } from "../store/articleView.ts";
import { agentByLogin } from "../store/permissions.ts";
import { type Reference, reference, type Text } from "../store/reference.ts";
import type { TicketRow } from "../store/tickets.ts";
import { answered, othersOf, recipientOf } from "./answered.ts";
import { permitted } from "./permitted.ts";
import { quoteLine } from "./quoteLine.ts";

/** @param all with those in Cc who got the answered mail too */
export async function replyDraft(
  desk: Desk,
  actor: Actor,
  name: string,
  articleId?: number,
  all = false,
): Promise<ReplyDraft> {
  const { ticket } = await permitted(desk, actor, name, "reply");
  const rows = await reference(desk.store);
  const article = await answered(desk, ticket, actor, articleId);
  const from = queueAddress(rows, ticket.queueId);
  const body = await draftBody(desk, actor, ticket, rows, article);
  const to = await recipientOf(desk, ticket, article);
  return {
    from: formatAddress(from),
    to,
    cc: all ? othersOf(rows, article, parseAddresses(to)) : "",
    subject: buildSubject("reply", ticket.number, article?.subject || ticket.title, desk.settings.ticket),
    body,
    articleId: article?.id ?? 0,
  };
}

async function draftBody(
  desk: Desk,
  actor: Actor,
  ticket: TicketRow,
  rows: Reference,
  article: StoredArticle | undefined,
): Promise<string> {
  const queue = rows.queues.byId(ticket.queueId);
  const tagged = {
    ...ticket,
    queue: queue?.name ?? "",
    state: rows.states.byId(ticket.stateId)?.name ?? "",
    priority: rows.priorities.byId(ticket.priorityId)?.name ?? "",
    owner: (await agentLogin(desk.store.db, ticket.ownerId)) ?? "",
  };
  const agent = await agentByLogin(desk.store.db, actor.login);
  const sender = parseAddresses(article?.from ?? "").at(-1);
  const mail =
    article === undefined
      ? undefined
      : { ...article, realname: sender === undefined ? "" : sender.name || sender.address };
  const values = ticketTags(desk.settings, tagged, mail, {
    login: actor.login,
    firstName: agent?.firstName ?? "",
    lastName: agent?.lastName ?? "",
    email: "",
  });
  const expand = (text: Text | undefined): string => {
    if (text === undefined) return "";
    const plain = text.contentType.startsWith("text/html") ? plainFromHtml(text.text) : text.text;
    return expandTags(plain, {
      values,
      ...(mail === undefined ? {} : { subject: mail.subject, body: mail.body }),
    }).trim();
  };
  const quoted =
    article === undefined
      ? ""
      : `${quoteLine(desk.settings.system, new Date(article.created), article.from)}\n${quote(article.body)}`;
  // OTRS's order: salutation, the quote with room for the answer, signature.
  return `${[
    expand(rows.salutations.get(queue?.salutationId ?? 0)),
    quoted,
    "",
    expand(rows.signatures.get(queue?.signatureId ?? 0)),
  ].join("\n\n")}\n`;
}
