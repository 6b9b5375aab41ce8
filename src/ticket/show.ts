/** One ticket with its thread, history and links; and its bytes. */

import type { ArticleView, TicketDetail, TicketSummary } from "../api/ticket.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import { shownContentIds } from "../mail/html/links.ts";
import { segmentsOf } from "../mail/reply/split.ts";
import { said } from "../said.ts";
import { attachmentContent } from "../store/articleAttachments.ts";
import { articlesOf, historyOf, rawOfArticle, type StoredArticle } from "../store/articleView.ts";
import { articleFlagsOf, flagsOf } from "../store/flags.ts";
import { ticketSummaries } from "../store/ticketList.ts";
import { ticketVersion } from "../store/ticketVersion.ts";
import { timeOf } from "../store/timeAccounting.ts";
import { watchersOf } from "../store/watchers.ts";
import { shownFields } from "./fields.ts";
import { visibleLinks } from "./links.ts";
import { permitted, permittedArticle } from "./permitted.ts";

export async function show(desk: Desk, actor: Actor, name: string): Promise<TicketDetail> {
  const { ticket, permissions } = await permitted(desk, actor, name, "see");
  const { db } = desk.store;
  // Before the rest is read: what is changed meanwhile counts as not seen.
  const version = await ticketVersion(db, ticket.id);
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  const articleFields = await shownFields(
    desk,
    "Article",
    articles.map(({ id }) => id),
  );
  const articleFlags = await articleFlagsOf(db, ticket.id, actor.userId);
  const { articles: _count, ...summary } = await summaryOf(desk, actor, ticket.id);
  return {
    ...summary,
    articles: articles.map((article) => ({
      ...readable(article),
      dynamicFields: articleFields.get(article.id) ?? {},
      flags: articleFlags.get(article.id) ?? {},
    })),
    history: await historyOf(desk.store.db, ticket.id),
    links: await visibleLinks(desk, ticket.id, permissions),
    dynamicFields: (await shownFields(desk, "Ticket", [ticket.id])).get(ticket.id) ?? {},
    version,
    archived: ticket.archived === 1,
    watchers: await watchersOf(db, ticket.id),
    flags: await flagsOf(db, ticket.id, actor.userId),
    timeUnits: await timeOf(db, ticket.id),
  };
}

/** With what the text itself tells: its parts, and which attachments stand in it. */
function readable(article: StoredArticle): ArticleView {
  const { body, bodyHtml, subject } = article;
  const shown = bodyHtml === null ? new Set<string>() : shownContentIds(bodyHtml);
  return {
    ...article,
    segments: segmentsOf(body, bodyHtml, subject),
    attachments: article.attachments.map((one) => ({
      ...one,
      inline: one.contentId !== null && shown.has(one.contentId.replace(/^<|>$/g, "").toLowerCase()),
    })),
  };
}

/** The ticket as lists show it; the caller has checked that the agent may see it. */
export async function summaryOf(desk: Desk, actor: Actor, ticketId: number): Promise<TicketSummary> {
  const summary = (await ticketSummaries(desk.store.db, [ticketId], actor.userId, desk.clock.now())).get(ticketId);
  if (summary === undefined)
    throw new NotFoundError(said`ticket #${ticketId} is gone`, { mend: said`Look at the list again` });
  return summary;
}

/** The message byte for byte. */
export async function rawSource(desk: Desk, actor: Actor, articleId: number): Promise<Buffer> {
  await permittedArticle(desk, actor, articleId, "see");
  const raw = await rawOfArticle(desk.store, articleId);
  if (raw === undefined)
    throw new NotFoundError(said`article ${articleId} was never a mail`, { mend: said`Look at its body` });
  return raw;
}

export async function attachment(
  desk: Desk,
  actor: Actor,
  articleId: number,
  id: number,
): Promise<{ readonly filename: string; readonly contentType: string; readonly content: Buffer }> {
  await permittedArticle(desk, actor, articleId, "see");
  const found = await attachmentContent(desk.store, articleId, id);
  if (found === undefined) throw new NotFoundError(said`article ${articleId} has no attachment ${id}`, {});
  return found;
}
