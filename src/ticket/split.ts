/** An article of one ticket becomes a ticket of its own, its child (behaviour §10). The article stays where it is, too. */

import type { SplitRequest } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { contentOf } from "../mail/rawSource.ts";
import { said } from "../said.ts";
import { attachmentContent } from "../store/articleAttachments.ts";
import type { NewAttachment } from "../store/articles.ts";
import { articlesOf, type StoredArticle } from "../store/articleView.ts";
import { linkTickets } from "../store/links.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import { slasOfService } from "../store/services.ts";
import type { TicketRow } from "../store/tickets.ts";
import { begin } from "./commit.ts";
import type { Created } from "./create.ts";
import { chooseTicket, openTicket } from "./newTicket.ts";
import { permitted } from "./permitted.ts";
import { writeArticle } from "./writeArticle.ts";

/** @throws PermissionError without `note` on the ticket, or `create` where the new one goes */
export async function split(desk: Desk, actor: Actor, name: string, request: SplitRequest): Promise<Created> {
  const found = await permitted(desk, actor, name, "split");
  const { ticket } = found;
  const rows = await reference(desk.store);
  const article = (await articlesOf(desk.store, ticket.id, actor.userId)).find(({ id }) => id === request.articleId);
  if (article === undefined) {
    throw new UserError(said`ticket ${ticket.number} has no article ${request.articleId}`, {
      where: "articleId",
      mend: said`Take it from \`gotrs ticket show\``,
    });
  }
  const { articleId: _article, body: _body, ...attributes } = request;
  const { customerUser, customerId } = ticket;
  const sameCustomer = request.customerUser === undefined && request.customerId === undefined;
  const chosen = await chooseTicket(desk, actor, rows, {
    priority: rows.priorities.byId(ticket.priorityId)?.name ?? "",
    ...(await inherited(desk, rows, ticket, request)),
    ...attributes,
    title: request.title ?? (article.subject || ticket.title),
    queue: request.queue ?? rows.queues.byId(ticket.queueId)?.name ?? "",
  });
  const attachments = await copiesOf(desk, article);
  return await desk.store.grouped(async (tx) => {
    const parent = await begin(desk, actor, tx, rows, found);
    const child = await openTicket(desk, actor, tx, rows, {
      ...chosen,
      ...(sameCustomer ? { customerUser, customerId } : {}),
    });
    const byCustomer = article.sender === "customer";
    // No mail of its own: its Message-ID stays with the article that it was copied from.
    const articleId = await writeArticle(child, {
      sender: byCustomer ? "customer" : "agent",
      channel: byCustomer ? "Phone" : "Internal",
      visibleForCustomer: article.visibleForCustomer,
      from: article.from,
      to: article.to,
      cc: article.cc,
      subject: article.subject || chosen.title,
      body: request.body ?? article.body,
      attachments,
    });
    await child.record(byCustomer ? "PhoneCallCustomer" : "AddNote", "%%", articleId);
    await linkTickets(tx, rows, parent.ticket.id, child.ticket.id, "ParentChild", child.now, actor.userId);
    await parent.record("TicketLinkAdd", `%%${child.ticket.number}%%${child.ticket.id}%%${parent.ticket.id}`);
    await child.record("TicketLinkAdd", `%%${parent.ticket.number}%%${parent.ticket.id}%%${child.ticket.id}`);
    return { ticketId: child.ticket.id, ticketNumber: child.ticket.number, articleId };
  });
}

/** What is no longer valid stays behind; an SLA goes with its service alone. */
async function inherited(
  desk: Desk,
  rows: Reference,
  ticket: TicketRow,
  { service, sla }: SplitRequest,
): Promise<Partial<SplitRequest>> {
  const type = rows.types.byId(ticket.typeId ?? 0);
  const own = rows.services.byId(ticket.serviceId ?? 0);
  const agreed = rows.slas.byId(ticket.slaId ?? 0);
  const sameService = service === undefined && sla === undefined && own?.valid;
  const fitting = sameService ? await slasOfService(desk.store.db, own.id) : new Set<number>();
  return {
    ...(type?.valid && { type: type.name }),
    ...(sameService && { service: own.name }),
    ...(agreed?.valid && fitting.has(agreed.id) && { sla: agreed.name }),
  };
}

async function copiesOf(desk: Desk, article: StoredArticle): Promise<readonly NewAttachment[]> {
  const copies: NewAttachment[] = [];
  for (const { id, disposition, contentId } of article.attachments) {
    const found = await attachmentContent(desk.store, article.id, id);
    if (found === undefined) continue;
    copies.push({
      filename: found.filename,
      contentType: found.contentType,
      contentId: contentId ?? undefined,
      disposition: disposition === "inline" ? "inline" : "attachment",
      alternative: false,
      content: contentOf(found.content),
    });
  }
  return copies;
}
