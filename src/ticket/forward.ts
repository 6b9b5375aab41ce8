/** An agent sends an article on to somebody else, with its files; the customer sees neither that nor the answer. */

import type { ForwardDraft, ForwardRequest, SentMail } from "../api/requests.ts";
import type { AttachmentSummary } from "../api/ticket.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { formatAddress } from "../mail/addresses.ts";
import { messageIds } from "../mail/headers.ts";
import { buildSubject } from "../mail/subject.ts";
import { dueTime, heldSeconds } from "../outgoing/due.ts";
import { composeLetter, type Enclosure, type Thread } from "../outgoing/letter.ts";
import { sendLetter } from "../outgoing/send.ts";
import { queueAddress, writtenAddresses, writtenEnclosures } from "../outgoing/written.ts";
import { said } from "../said.ts";
import { attachmentContent } from "../store/articleAttachments.ts";
import { replyFacts } from "../store/articles.ts";
import { articlesOf, type StoredArticle } from "../store/articleView.ts";
import { reference } from "../store/reference.ts";
import type { TicketRow } from "../store/tickets.ts";
import { act } from "./commit.ts";
import { writeExtras } from "./extras.ts";
import { mustNotBeMerged } from "./merged.ts";
import { permitted } from "./permitted.ts";
import { signatureOf } from "./queueTexts.ts";
import { applyUpdate } from "./update.ts";
import { mustBeInQueue } from "./version.ts";
import { agentSpoke } from "./writeArticle.ts";

export async function forwardDraft(desk: Desk, actor: Actor, name: string, articleId?: number): Promise<ForwardDraft> {
  const { ticket } = await permitted(desk, actor, name, "forward");
  const rows = await reference(desk.store);
  await mustNotBeMerged(desk.store.db, rows, ticket);
  const article = await articleToSend(desk, actor, ticket, articleId);
  return {
    from: formatAddress(queueAddress(rows, ticket.queueId)),
    subject: subjectOf(desk, ticket, article),
    body: await bodyOf(desk, actor, ticket, article),
    articleId: article.id,
    attachments: article.attachments.map((one): AttachmentSummary => ({ ...one, inline: false })),
  };
}

/** @throws PermissionError without rw on the ticket, UserError for no usable recipient */
export async function forward(desk: Desk, actor: Actor, name: string, request: ForwardRequest): Promise<SentMail> {
  const found = await permitted(desk, actor, name, "forward");
  const { ticket } = found;
  const rows = await reference(desk.store);
  const to = writtenAddresses("to", request.to);
  if (to.length === 0)
    throw new UserError(said`the mail has no recipient`, { where: "to", mend: said`Name an address` });
  const article = await articleToSend(desk, actor, ticket, request.articleId);
  const now = desk.clock.now();
  const files = request.withAttachments === false ? [] : await filesOf(desk, article);
  const letter = await composeLetter(
    desk,
    {
      ticketId: ticket.id,
      sender: "agent",
      from: queueAddress(rows, ticket.queueId),
      to,
      cc: writtenAddresses("cc", request.cc),
      bcc: writtenAddresses("bcc", request.bcc),
      separately: false,
      queue: rows.queues.byId(ticket.queueId)?.name ?? "",
      subject: request.subject ?? subjectOf(desk, ticket, article),
      text: request.body ?? (await bodyOf(desk, actor, ticket, article)),
      attachments: [...files, ...writtenEnclosures(request.attachments)],
      thread: await threadOfForward(desk, article),
      due: dueTime(request, desk.settings.outbound.undoSeconds, now),
      visibleForCustomer: request.visibleForCustomer ?? false,
      automatic: undefined,
    },
    now,
  );
  return await act(desk, actor, found, async (action) => {
    await mustBeInQueue(action, ticket.queueId);
    const { articleId, messageId, recipients } = await sendLetter(action.tx, desk, rows, letter, now, actor.userId);
    await agentSpoke(action);
    await action.record("Forward", `%%${recipients.join(", ")}`, articleId);
    await writeExtras(action, articleId, request);
    const { state, pendingUntil } = request;
    if (state !== undefined)
      await applyUpdate(action, { state, ...(pendingUntil === undefined ? {} : { pendingUntil }) });
    return { articleId, messageId, heldSeconds: heldSeconds(request, desk.settings.outbound.undoSeconds) };
  });
}

/** The article named, else the newest. */
async function articleToSend(
  desk: Desk,
  actor: Actor,
  ticket: TicketRow,
  articleId: number | undefined,
): Promise<StoredArticle> {
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  const article = articleId === undefined ? articles.at(-1) : articles.find(({ id }) => id === articleId);
  if (article !== undefined) return article;
  throw new UserError(`ticket ${ticket.number} has no article ${articleId ?? ""}`.trimEnd(), {
    where: "articleId",
    mend: said`Take it from \`gotrs ticket show\``,
  });
}

function subjectOf(desk: Desk, ticket: TicketRow, article: StoredArticle): string {
  return buildSubject("forward", ticket.number, article.subject || ticket.title, desk.settings.ticket);
}

/** The form in which mail programs forward, and in which ours reads forwarded mail. */
async function bodyOf(desk: Desk, actor: Actor, ticket: TicketRow, article: StoredArticle): Promise<string> {
  const head = [
    "---------- Forwarded message ----------",
    `From: ${article.from}`,
    `Date: ${new Date(article.created).toUTCString()}`,
    `Subject: ${article.subject}`,
    ...(article.to === "" ? [] : [`To: ${article.to}`]),
    ...(article.cc === "" ? [] : [`Cc: ${article.cc}`]),
  ];
  return `\n\n${await signatureOf(desk, actor, ticket)}\n\n${head.join("\n")}\n\n${article.body.trimEnd()}\n`;
}

async function filesOf(desk: Desk, article: StoredArticle): Promise<readonly Enclosure[]> {
  const files: Enclosure[] = [];
  for (const { id } of article.attachments) {
    const found = await attachmentContent(desk.store, article.id, id);
    if (found !== undefined) files.push(found);
  }
  return files;
}

/** It answers nothing, but belongs to the same conversation. */
async function threadOfForward(desk: Desk, article: StoredArticle): Promise<Thread> {
  const { references } = await replyFacts(desk.store.db, article.id);
  const ids = messageIds(references);
  return { inReplyTo: undefined, references: article.messageId === null ? ids : [...ids, article.messageId] };
}
