/** What customers read: their tickets, one ticket with what is visible for them, its files. */

import type { CustomerTicket, CustomerTicketDetail, CustomerTicketPage } from "../api/customer.ts";
import type { Desk } from "../desk.ts";
import { NotFoundError, PermissionError, UserError } from "../errors.ts";
import { type CustomerActor, type CustomerKey, customerScope } from "../people/customers.ts";
import { said } from "../said.ts";
import { attachmentContent } from "../store/articleAttachments.ts";
import { customerArticles, customerTicket, customerTickets } from "../store/customerTickets.ts";
import type { Reader } from "../store/store.ts";

export interface CustomerListRequest {
  readonly status?: "open" | "closed" | "all";
  readonly limit?: number;
  readonly cursor?: string;
}

/** Newest first; without those that are closed unless asked for. */
export async function customerList(
  desk: Desk,
  actor: CustomerActor,
  { status = "open", limit = 50, cursor }: CustomerListRequest,
): Promise<CustomerTicketPage> {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
    throw new UserError(said`"${cursor}" is no cursor`, {
      where: "cursor",
      mend: said`Pass nextCursor of the page before`,
    });
  }
  const before = cursor === undefined ? undefined : Number(cursor);
  const filter = await customerScope(desk, actor, "ro");
  const { tickets, next } = await customerTickets(desk.store.db, filter, { status, before, limit });
  return { tickets, nextCursor: next === undefined ? null : String(next) };
}

/**
 * @param name its number, or `~id`
 * @throws NotFoundError also for a ticket of somebody else: its existence is nobody's business
 * @throws PermissionError for one that they may read and not write on
 */
export async function customersTicket(
  desk: Desk,
  actor: CustomerActor,
  name: string,
  key: CustomerKey,
  db: Reader = desk.store.db,
): Promise<CustomerTicket> {
  const id = /^[#~](\d{1,15})$/.exec(name)?.[1];
  const ref = id === undefined ? { number: name } : { id: Number(id) };
  const found = await customerTicket(db, await customerScope(desk, actor, key), ref);
  if (found !== undefined) return found;
  if (key === "rw" && (await customerTicket(db, await customerScope(desk, actor, "ro"), ref)) !== undefined) {
    throw new PermissionError(said`you may read ticket ${name}, and not write on it`, {
      mend: said`Ask for it by mail`,
    });
  }
  throw new NotFoundError(said`there is no ticket ${name}`, { mend: said`Name one of yours by its number` });
}

export async function customerShow(desk: Desk, actor: CustomerActor, name: string): Promise<CustomerTicketDetail> {
  const ticket = await customersTicket(desk, actor, name, "ro");
  return { ...ticket, articles: await customerArticles(desk.store.db, ticket.id) };
}

/** A file of an article that the customer sees. @throws NotFoundError for every other */
export async function customerAttachment(
  desk: Desk,
  actor: CustomerActor,
  name: string,
  { articleId, id }: { readonly articleId: number; readonly id: number },
) {
  const { articles } = await customerShow(desk, actor, name);
  const shown = articles.find((one) => one.id === articleId)?.attachments.some((one) => one.id === id) ?? false;
  const found = shown ? await attachmentContent(desk.store, articleId, id) : undefined;
  if (found === undefined) throw new NotFoundError(said`article ${articleId} has no attachment ${id}`);
  return found;
}
