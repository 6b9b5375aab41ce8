/** An agent sends a mail on to others byte for byte, as it came (OTRS Bounce; RFC 5322 §3.6.6), and may tell its sender. */

import type { BounceRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { newMessageId } from "../mail/compose.ts";
import type { Address } from "../mail/message.ts";
import { resent } from "../mail/resent.ts";
import { buildSubject } from "../mail/subject.ts";
import { type ComposedLetter, composeLetter } from "../outgoing/letter.ts";
import { envelopeSender } from "../outgoing/returnPath.ts";
import { sendLetter } from "../outgoing/send.ts";
import { queueAddress, writtenAddresses } from "../outgoing/written.ts";
import { said } from "../said.ts";
import { articlesOf, rawOfArticle, type StoredArticle } from "../store/articleView.ts";
import { enqueueMail } from "../store/mailQueue.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { TicketRow } from "../store/tickets.ts";
import { recipientOf, threadingOf } from "./answered.ts";
import { act } from "./commit.ts";
import { permitted } from "./permitted.ts";
import { applyUpdate } from "./update.ts";
import { mustBeInQueue } from "./version.ts";
import { agentSpoke } from "./writeArticle.ts";

/** @throws PermissionError without rw on the ticket, UserError for an article that was never a mail */
export async function bounce(
  desk: Desk,
  actor: Actor,
  name: string,
  request: BounceRequest,
): Promise<{ readonly articleId: number; readonly recipients: readonly string[] }> {
  const found = await permitted(desk, actor, name, "bounce");
  const { ticket } = found;
  const rows = await reference(desk.store);
  const to = writtenAddresses("to", request.to).map(({ address }) => address);
  if (to.length === 0)
    throw new UserError(said`the mail has no recipient`, { where: "to", mend: said`Name an address` });
  const { article, source } = await mailOf(desk, actor, ticket, request.articleId);
  const now = desk.clock.now();
  const from = queueAddress(rows, ticket.queueId);
  const raw = resent(source, {
    from: from.address,
    to,
    date: now,
    messageId: newMessageId(now, desk.settings.system.fqdn, ticket.id),
  });
  const told =
    request.inform === undefined ? undefined : await inform(desk, rows, ticket, article, from, request.inform);
  return await act(desk, actor, found, async (action) => {
    await mustBeInQueue(action, ticket.queueId);
    const { tx } = action;
    const sender = envelopeSender(desk, rows, article.id, from.address);
    await enqueueMail(
      tx,
      desk.store.codec,
      { articleId: article.id, sender, recipients: to, raw, due: undefined },
      now,
      true,
    );
    await action.record("Bounce", `%%${to.join(", ")}`, article.id);
    if (told !== undefined) {
      const sent = await sendLetter(tx, desk, rows, told, now, actor.userId);
      await agentSpoke(action);
      await action.record("Bounce", `%%Bounced info to '${sent.recipients.join(", ")}'.`, sent.articleId);
    }
    const { state, pendingUntil } = request;
    if (state !== undefined)
      await applyUpdate(action, { state, ...(pendingUntil === undefined ? {} : { pendingUntil }) });
    return { articleId: article.id, recipients: to };
  });
}

async function mailOf(
  desk: Desk,
  actor: Actor,
  ticket: TicketRow,
  articleId: number | undefined,
): Promise<{ readonly article: StoredArticle; readonly source: Buffer }> {
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  const article =
    articleId === undefined
      ? articles.findLast(({ channel, sender }) => channel === "Email" && sender === "customer")
      : articles.find(({ id }) => id === articleId);
  const source = article === undefined ? undefined : await rawOfArticle(desk.store, article.id);
  if (article !== undefined && source !== undefined) return { article, source };
  throw new UserError(
    article === undefined
      ? articleId === undefined
        ? said`ticket ${ticket.number} has no mail`
        : said`ticket ${ticket.number} has no article ${articleId}`
      : said`article ${article.id} was never a mail`,
    { where: "articleId", mend: said`Take one from \`gotrs ticket show\`, or use: gotrs ticket forward` },
  );
}

async function inform(
  desk: Desk,
  rows: Reference,
  ticket: TicketRow,
  article: StoredArticle,
  from: Address,
  text: string,
): Promise<ComposedLetter> {
  if (text.trim() === "")
    throw new UserError(said`the mail is empty`, { where: "inform", mend: said`Write something` });
  const to = writtenAddresses("inform", await recipientOf(desk, ticket, article));
  if (to.length === 0)
    throw new UserError(said`there is no sender to inform`, { where: "inform", mend: said`Leave it out` });
  return await composeLetter(
    desk,
    {
      ticketId: ticket.id,
      sender: "agent",
      from,
      to,
      cc: [],
      bcc: [],
      separately: false,
      queue: rows.queues.byId(ticket.queueId)?.name ?? "",
      subject: buildSubject("reply", ticket.number, article.subject || ticket.title, desk.settings.ticket),
      text,
      attachments: [],
      thread: await threadingOf(desk, article),
      due: undefined,
      automatic: undefined,
    },
    desk.clock.now(),
  );
}
