/** What an answer to a ticket answers: whether the agent may, which article, and whom it goes to. */

import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { formatAddress, parseAddresses } from "../mail/addresses.ts";
import { messageIds } from "../mail/headers.ts";
import type { Address } from "../mail/message.ts";
import { noThread, type Thread, threadOf } from "../outgoing/letter.ts";
import { said } from "../said.ts";
import { replyFacts } from "../store/articles.ts";
import { articlesOf, type StoredArticle } from "../store/articleView.ts";
import { customerByLogin } from "../store/customers.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { TicketRow } from "../store/tickets.ts";

/** The article that is answered: the one named, else the customer's newest. */
export async function answered(
  desk: Desk,
  ticket: TicketRow,
  actor: Actor,
  articleId: number | undefined,
): Promise<StoredArticle | undefined> {
  const articles = await articlesOf(desk.store, ticket.id, actor.userId);
  if (articleId === undefined) return articles.findLast(({ sender }) => sender === "customer");
  const article = articles.find(({ id }) => id === articleId);
  if (article !== undefined) return article;
  throw new UserError(said`ticket ${ticket.number} has no article ${articleId}`, {
    where: "articleId",
    mend: said`Take it from \`gotrs ticket show\``,
  });
}

export async function recipientOf(desk: Desk, ticket: TicketRow, article: StoredArticle | undefined): Promise<string> {
  if (article?.sender === "customer") {
    const { replyTo } = await replyFacts(desk.store.db, article.id);
    return quoted(replyTo || article.from);
  }
  const customer = ticket.customerUser === null ? undefined : await customerByLogin(desk.store.db, ticket.customerUser);
  return customer?.email ?? ticket.customerUser ?? "";
}

/** An article keeps senders as they are read: a name in which a separator came encoded is quoted again before it is an address. */
function quoted(senders: string): string {
  if (parseAddresses(senders).every(({ address }) => address.includes("@"))) return senders;
  const [, name = "", address] = /^([^<>]*)<([^<>\s]+@[^<>\s]+)>$/.exec(senders.trim()) ?? [];
  return address === undefined ? senders : formatAddress({ name: name.trim().replace(/^"(.*)"$/, "$1"), address });
}

/** The thread that an answer continues. */
export async function threadingOf(desk: Desk, article: StoredArticle | undefined): Promise<Thread> {
  if (article === undefined) return noThread;
  const { references } = await replyFacts(desk.store.db, article.id);
  return threadOf(article.messageId ?? undefined, messageIds(references));
}

/** Who else got the mail that is answered, in form of a Cc field: not ourselves, nor those the answer goes to anyway. */
export function othersOf(rows: Reference, article: StoredArticle | undefined, to: readonly Address[]): string {
  if (article === undefined) return "";
  const known = new Set(to.map(({ address }) => address.toLowerCase()));
  const ours = (address: string): boolean =>
    rows.addresses.has(address) || rows.addresses.has(address.replace(/\+[^@]*@/, "@"));
  const others: Address[] = [];
  for (const one of [...parseAddresses(article.to), ...parseAddresses(article.cc)]) {
    const address = one.address.toLowerCase();
    if (!address.includes("@") || known.has(address) || ours(address)) continue;
    known.add(address);
    others.push(one);
  }
  return others.map(formatAddress).join(", ");
}
