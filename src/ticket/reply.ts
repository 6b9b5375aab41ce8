/** An agent answers a customer: the draft with salutation, quote and signature, and the mail itself, queued. */
import type { ArticleView, ReplyDraft, ReplyRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { PermissionError, UserError } from "../errors.ts";
import { formatAddress, parseAddresses } from "../mail/addresses.ts";
import { composeMail, newMessageId } from "../mail/compose.ts";
import { messageIds } from "../mail/headers.ts";
import type { Address } from "../mail/message.ts";
import { buildSubject } from "../mail/subject.ts";
import { plainFromHtml, quote } from "../mail/text.ts";
import { expandTags } from "../queue/tags.ts";
import { ticketTags } from "../queue/ticketTags.ts";
import { agentLogin } from "../store/agents.ts";
import { insertArticle, replyFacts } from "../store/articles.ts";
import { articlesOf } from "../store/articleView.ts";
import { customerByLogin } from "../store/customers.ts";
import { enqueueMail } from "../store/mailQueue.ts";
import { agentByLogin } from "../store/permissions.ts";
import { type Reference, reference, type Text } from "../store/reference.ts";
import { markSeen } from "../store/seen.ts";
import { clearSeen, type TicketRow } from "../store/tickets.ts";
import { act } from "./commit.ts";
import { type Found, findTicket } from "./find.ts";
import { permittedSteps } from "./update.ts";

export async function replyDraft(desk: Desk, actor: Actor, name: string, articleId?: number): Promise<ReplyDraft> {
  const { ticket } = await mustReply(desk, actor, name);
  const rows = await reference(desk.store);
  const article = await answered(desk, ticket, actor, articleId);
  const from = queueAddress(rows, ticket);
  const body = await draftBody(desk, actor, ticket, rows, article);
  return {
    from: formatAddress(from),
    to: await recipientOf(desk, ticket, article),
    cc: "",
    subject: buildSubject("reply", ticket.number, article?.subject || ticket.title, desk.settings.ticket),
    body,
    articleId: article?.id ?? 0,
  };
}

/** @throws PermissionError without rw on the ticket, UserError for an empty text or no usable recipient */
export async function reply(
  desk: Desk,
  actor: Actor,
  name: string,
  request: ReplyRequest,
): Promise<{ readonly articleId: number; readonly messageId: string }> {
  const { ticket, permissions } = await mustReply(desk, actor, name);
  if (request.body.trim() === "") throw new UserError("the reply is empty", { where: "body", mend: "Write something" });
  const rows = await reference(desk.store);
  const article = await answered(desk, ticket, actor, request.articleId);
  const to = addressesOf("to", request.to ?? (await recipientOf(desk, ticket, article)));
  const cc = addressesOf("cc", request.cc ?? "");
  const bcc = addressesOf("bcc", request.bcc ?? "");
  if (to.length === 0) throw new UserError("the reply has no recipient", { where: "to", mend: "Name an address" });
  const from = queueAddress(rows, ticket);
  const state = request.state ?? stateOfAnswered(desk, rows, ticket);
  const steps = await permittedSteps(desk, ticket, permissions, state === undefined ? {} : { state });
  const threading = article === undefined ? { inReplyTo: undefined, references: [] } : await threadingOf(desk, article);
  const subject =
    request.subject ?? buildSubject("reply", ticket.number, article?.subject || ticket.title, desk.settings.ticket);
  const now = desk.clock.now();
  const messageId = newMessageId(now, desk.settings.system.fqdn, ticket.id);
  const attachments = (request.attachments ?? []).map(({ filename, contentType, contentBase64 }) => ({
    filename,
    contentType,
    content: Buffer.from(contentBase64, "base64"),
  }));
  const raw = await composeMail({
    from,
    to,
    cc,
    subject,
    messageId,
    date: now,
    ...(threading.inReplyTo === undefined ? {} : { inReplyTo: threading.inReplyTo }),
    references: threading.references,
    text: request.body,
    attachments,
    automatic: undefined,
    loopAddress: from.address,
  });
  return await act(desk, actor, ticket, async ({ tx, record, apply }) => {
    const written = await insertArticle(
      tx,
      desk.store.codec,
      rows,
      {
        ticketId: ticket.id,
        sender: "agent",
        channel: "Email",
        visibleForCustomer: true,
        from: formatAddress(from),
        replyTo: "",
        to: to.map(formatAddress).join(", "),
        cc: cc.map(formatAddress).join(", "),
        bcc: bcc.map(formatAddress).join(", "),
        subject,
        body: request.body,
        contentType: "text/plain; charset=utf-8",
        messageId,
        inReplyTo: threading.inReplyTo ?? "",
        references: threading.references.join(" "),
        raw: () => raw,
        attachments: attachments.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          contentId: undefined,
          disposition: "attachment",
          alternative: false,
          size: content.length,
          read: () => content,
        })),
      },
      now,
      actor.userId,
    );
    const recipients = [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))];
    await enqueueMail(tx, desk.store.codec, { articleId: written, sender: from.address, recipients, raw }, now);
    await clearSeen(tx, ticket.id);
    await markSeen(tx, ticket.id, actor.userId, now);
    await record("SendAnswer", `%%${recipients.join(", ")}`, written);
    await apply(steps);
    return { articleId: written, messageId };
  });
}

/** A new ticket that is answered is being worked on (OTRS's default state of an answer); others stay what they are. */
function stateOfAnswered(desk: Desk, rows: Reference, ticket: TicketRow): string | undefined {
  return rows.states.byId(ticket.stateId)?.type === "new" ? desk.settings.postmaster.followUpState : undefined;
}

async function mustReply(desk: Desk, actor: Actor, name: string): Promise<Found> {
  const found = await findTicket(desk, actor, name);
  if (found.permissions.mayTicket(found.ticket, "rw")) return found;
  throw new PermissionError(`you may not answer ticket ${found.ticket.number}`, {
    mend: 'Ask for the permission "rw" on the queue\'s group',
  });
}

/** The article that is answered: the one named, else the customer's newest. */
async function answered(
  desk: Desk,
  ticket: TicketRow,
  actor: Actor,
  articleId: number | undefined,
): Promise<ArticleView | undefined> {
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  if (articleId === undefined) return articles.findLast(({ sender }) => sender === "customer");
  const article = articles.find(({ id }) => id === articleId);
  if (article !== undefined) return article;
  throw new UserError(`ticket ${ticket.number} has no article ${articleId}`, {
    where: "articleId",
    mend: "Take it from `gotrs ticket show`",
  });
}

async function recipientOf(desk: Desk, ticket: TicketRow, article: ArticleView | undefined): Promise<string> {
  if (article?.sender === "customer") {
    const { replyTo } = await replyFacts(desk.store.db, article.id);
    return replyTo || article.from;
  }
  const customer = ticket.customerUser === null ? undefined : await customerByLogin(desk.store.db, ticket.customerUser);
  return customer?.email ?? ticket.customerUser ?? "";
}

async function threadingOf(
  desk: Desk,
  article: ArticleView,
): Promise<{ readonly inReplyTo: string | undefined; readonly references: readonly string[] }> {
  const { references } = await replyFacts(desk.store.db, article.id);
  const own = article.messageId ?? undefined;
  return { inReplyTo: own, references: [...messageIds(references), ...(own === undefined ? [] : [own])] };
}

function queueAddress(rows: Reference, ticket: TicketRow): Address {
  const queue = rows.queues.byId(ticket.queueId);
  const own = queue === undefined ? undefined : rows.addressById.get(queue.systemAddressId);
  if (own === undefined) {
    throw new UserError(`queue "${queue?.name ?? ticket.queueId}" has no system address`, {
      mend: "Give the queue an address to answer from",
    });
  }
  return { name: own.realname, address: own.address };
}

/** @throws UserError naming what is no address */
function addressesOf(field: string, text: string): readonly Address[] {
  const parsed = parseAddresses(text).filter(({ name, address }) => name !== "" || address !== "");
  const wrong = parsed.find(({ address }) => !/^[^\s@,]+@[^\s@,]+$/.test(address));
  if (wrong === undefined) return parsed;
  throw new UserError(`"${wrong.address || wrong.name}" is no mail address`, { where: field, mend: "Write name@host" });
}

async function draftBody(
  desk: Desk,
  actor: Actor,
  ticket: TicketRow,
  rows: Reference,
  article: ArticleView | undefined,
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
      : `${article.created.slice(0, 16).replace("T", " ")} UTC, ${article.from} wrote:\n${quote(article.body)}`;
  // OTRS's order: salutation, the quote with room for the answer, signature.
  return `${[
    expand(rows.salutations.get(queue?.salutationId ?? 0)),
    quoted,
    "",
    expand(rows.signatures.get(queue?.signatureId ?? 0)),
  ].join("\n\n")}\n`;
}
