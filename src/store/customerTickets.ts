/** SQL of tickets as customers see them: only theirs, only articles visible for them, and no column of the desk's own. */

import type { SelectQueryBuilder } from "kysely";
import type { CustomerArticle, CustomerTicket } from "../api/customer.ts";
import { iso } from "../clock.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader } from "./store.ts";

/** Which tickets: of this customer user or these companies, in queues of these groups (undefined: any). */
export interface CustomerFilter {
  readonly login: string;
  readonly customerIds: readonly string[];
  readonly groupIds: readonly number[] | undefined;
}

type Query = SelectQueryBuilder<
  Database & {
    t: Database["ticket"];
    q: Database["queue"];
    s: Database["ticket_state"];
    st: Database["ticket_state_type"];
    p: Database["ticket_priority"];
  },
  "t" | "q" | "s" | "st" | "p",
  object
>;

/** Types of states whose tickets customers do not see: what is left of them belongs to another ticket, or to nobody. */
const hiddenTypes = ["merged", "removed"];

function visible(db: Reader, { login, customerIds, groupIds }: CustomerFilter): Query {
  let query: Query = db
    .selectFrom("ticket as t")
    .innerJoin("queue as q", "q.id", "t.queue_id")
    .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
    .innerJoin("ticket_state_type as st", "st.id", "s.type_id")
    .innerJoin("ticket_priority as p", "p.id", "t.ticket_priority_id")
    .where("st.name", "not in", hiddenTypes)
    .where((where) =>
      where.or([
        where("t.customer_user_id", "=", login),
        ...(customerIds.length === 0 ? [] : [where("t.customer_id", "in", customerIds)]),
      ]),
    );
  // 0 is no group's id: in no group, no ticket.
  if (groupIds !== undefined) query = query.where("q.group_id", "in", groupIds.length === 0 ? [0] : groupIds);
  return query;
}

const shown = (query: Query) =>
  query.select([
    "t.id",
    "t.tn as number",
    "t.title",
    "q.name as queue",
    "s.name as state",
    "st.name as stateType",
    "p.name as priority",
    "t.customer_id as customerId",
    "t.customer_user_id as customerUser",
    "t.create_time as created",
    "t.change_time as changed",
  ]);

type Row = Awaited<ReturnType<ReturnType<typeof shown>["executeTakeFirstOrThrow"]>>;

function ticketOf({ title, created, changed, ...row }: Row): CustomerTicket {
  return { ...row, title: title ?? "", created: iso(created), changed: iso(changed) };
}

export interface CustomerPage {
  readonly status: "open" | "closed" | "all";
  /** Only tickets older than this one. */
  readonly before: number | undefined;
  readonly limit: number;
}

/** MySQL and MariaDB take accents for nothing; they make another person. */
function isTheirs({ login, customerIds }: CustomerFilter, { customerUser, customerId }: Row): boolean {
  const same = (one: string, other: string | null): boolean => one.toLowerCase() === other?.toLowerCase();
  return same(login, customerUser) || customerIds.some((id) => same(id, customerId));
}

/** Newest first. @returns `next`: the last one's id where another page follows */
export async function customerTickets(
  db: Reader,
  filter: CustomerFilter,
  { status, before, limit }: CustomerPage,
): Promise<{ readonly tickets: readonly CustomerTicket[]; readonly next: number | undefined }> {
  let query = shown(visible(db, filter))
    .orderBy("t.id", "desc")
    .limit(limit + 1);
  if (status !== "all") query = query.where("st.name", status === "closed" ? "=" : "<>", "closed");
  if (before !== undefined) query = query.where("t.id", "<", before);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return {
    tickets: page.filter((row) => isTheirs(filter, row)).map(ticketOf),
    next: rows.length > limit ? page.at(-1)?.id : undefined,
  };
}

/** @param ref its number, or its id. @returns undefined for one that is not theirs */
export async function customerTicket(
  db: Reader,
  filter: CustomerFilter,
  ref: { readonly number: string } | { readonly id: number },
): Promise<CustomerTicket | undefined> {
  const query = shown(visible(db, filter));
  const row = await ("id" in ref
    ? query.where("t.id", "=", ref.id)
    : query.where("t.tn", "=", ref.number)
  ).executeTakeFirst();
  return row === undefined || !isTheirs(filter, row) ? undefined : ticketOf(row);
}

/** Articles visible for customers, oldest first, with the files in them. The HTML form is not among the files. */
export async function customerArticles(db: Reader, ticketId: number): Promise<readonly CustomerArticle[]> {
  const rows = await db
    .selectFrom("article as a")
    .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .leftJoin("article_data_mime as m", "m.article_id", "a.id")
    .select(["a.id", "s.name as sender", "m.a_from as from", "m.a_to as to", "m.a_cc as cc", "m.a_subject as subject"])
    .select(["m.a_body as body", "a.create_time as created"])
    .where("a.ticket_id", "=", ticketId)
    .where("a.is_visible_for_customer", "=", 1)
    .orderBy("a.id")
    .execute();
  if (rows.length === 0) return [];
  const files = await db
    .selectFrom("article_data_mime_attachment")
    .select(["id", "article_id", "filename", "content_type", "content_size", "content_alternative"])
    .where(
      "article_id",
      "in",
      rows.map(({ id }) => id),
    )
    .orderBy("id")
    .execute();
  return rows.map(({ id, sender, from, to, cc, subject, body, created }) => ({
    id,
    sender: sender === "agent" || sender === "system" ? sender : "customer",
    from: from ?? "",
    to: to ?? "",
    cc: cc ?? "",
    subject: subject ?? "",
    body: body ?? "",
    created: iso(created),
    attachments: files
      .filter((file) => file.article_id === id && file.content_alternative !== "1")
      .map((file) => ({
        id: file.id,
        filename: file.filename ?? "unnamed",
        contentType: file.content_type ?? "application/octet-stream",
        size: Number(file.content_size ?? 0),
      })),
  }));
}
