/** The draft of an answer: recipient, subject, and the text with salutation, quote and signature. Sends nothing. */
import type { ReplyDraft } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { formatAddress, parseAddresses } from "../mail/addresses.ts";
import { buildSubject } from "../mail/subject.ts";
import { quote } from "../mail/text.ts";
import { queueAddress } from "../outgoing/written.ts";
import type { StoredArticle } from "../store/articleView.ts";
import { reference } from "../store/reference.ts";
import type { Template } from "../store/templates.ts";
import type { TicketRow } from "../store/tickets.ts";
import { ticketVersion } from "../store/ticketVersion.ts";
import { answered, othersOf, recipientOf } from "./answered.ts";
import { mustNotBeMerged } from "./merged.ts";
import { permitted } from "./permitted.ts";
import { tagFiller } from "./queueTexts.ts";
import { quoteLine } from "./quoteLine.ts";
import { filesOf, templateNamed } from "./templates.ts";

export interface ReplyDraftRequest {
  /** The article that is answered; the customer's newest when absent. */
  readonly articleId?: number | undefined;
  /** With those in Cc who got the answered mail too. */
  readonly all?: boolean | undefined;
  /** Of the kind Answer, whose text and files it has; of the kind Email for a mail that quotes nothing. */
  readonly template?: string | undefined;
}

export async function replyDraft(
  desk: Desk,
  actor: Actor,
  name: string,
  { articleId, all = false, template: called }: ReplyDraftRequest = {},
): Promise<ReplyDraft> {
  const { ticket } = await permitted(desk, actor, name, "reply");
  const rows = await reference(desk.store);
  await mustNotBeMerged(desk.store.db, rows, ticket);
  const article = await answered(desk, ticket, actor, articleId);
  const from = queueAddress(rows, ticket.queueId);
  const template =
    called === undefined ? undefined : await templateNamed(desk, ticket.queueId, called, "Answer", "Email");
  const body = await draftBody(desk, actor, ticket, article, template);
  const to = await recipientOf(desk, ticket, article);
  return {
    from: formatAddress(from),
    to,
    cc: all ? othersOf(rows, article, parseAddresses(to)) : "",
    subject: buildSubject("reply", ticket.number, article?.subject || ticket.title, desk.settings.ticket),
    body,
    articleId: article?.id ?? 0,
    ...(template === undefined ? {} : { attachments: await filesOf(desk, template) }),
    version: await ticketVersion(desk.store.db, ticket.id),
  };
}

async function draftBody(
  desk: Desk,
  actor: Actor,
  ticket: TicketRow,
  article: StoredArticle | undefined,
  template: Template | undefined,
): Promise<string> {
  const rows = await reference(desk.store);
  const queue = rows.queues.byId(ticket.queueId);
  const fill = await tagFiller(desk, actor, ticket, article);
  const quoted =
    article === undefined || template?.type === "Email"
      ? ""
      : `${quoteLine(desk.settings.system, new Date(article.created), article.from)}\n${quote(article.body)}`;
  // OTRS's order: salutation, the quote with room for the answer, signature.
  return `${[
    fill(rows.salutations.get(queue?.salutationId ?? 0)),
    quoted,
    fill(template),
    fill(rows.signatures.get(queue?.signatureId ?? 0)),
  ].join("\n\n")}\n`;
}
