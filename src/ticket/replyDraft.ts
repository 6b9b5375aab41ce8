/** The draft of an answer: recipient, subject, and the text with salutation, quote and signature. Sends nothing. */
import type { ReplyDraft } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { formatAddress, parseAddresses } from "../mail/addresses.ts";
import { buildSubject } from "../mail/subject.ts";
import { quote } from "../mail/text.ts";
import { queueAddress } from "../outgoing/written.ts";
import type { StoredArticle } from "../store/articleView.ts";
import { type Reference, reference } from "../store/reference.ts";
import type { TicketRow } from "../store/tickets.ts";
import { answered, othersOf, recipientOf } from "./answered.ts";
import { permitted } from "./permitted.ts";
import { tagFiller } from "./queueTexts.ts";
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
  const fill = await tagFiller(desk, actor, ticket, article);
  const quoted =
    article === undefined
      ? ""
      : `${quoteLine(desk.settings.system, new Date(article.created), article.from)}\n${quote(article.body)}`;
  // OTRS's order: salutation, the quote with room for the answer, signature.
  return `${[
    fill(rows.salutations.get(queue?.salutationId ?? 0)),
    quoted,
    "",
    fill(rows.signatures.get(queue?.signatureId ?? 0)),
  ].join("\n\n")}\n`;
}
