/** SQL of ticket lists: filters, order, pages by cursor, and what each row shows. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { TicketSummary } from "../api/types.ts";
import { type DbTime, fromDbTime } from "../clock.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader } from "./store.ts";

export interface ListFilter {
  /** Queues the agent may see; empty with no own tickets gives nothing. */
  readonly queueIds: readonly number[];
  /** Sees these whatever the queue, as owner or responsible. */
  readonly userId: number;
  /** Only this queue. */
  readonly onlyQueues?: readonly number[];
  readonly stateIds?: readonly number[];
  readonly ownerId?: number;
  readonly lockIds?: readonly number[];
  /** In title, number or customer; any case. */
  readonly search?: string;
  readonly ticketId?: number;
}

export type ListOrder = "newest" | "oldest" | "changed" | "priority";

export interface ListPage {
  readonly tickets: readonly TicketSummary[];
  readonly total: number;
  readonly nextOffset: number | undefined;
}

type Query<Row> = SelectQueryBuilder<Database & { t: Database["ticket"] }, "t", Row>;

function filtered(db: Reader, filter: ListFilter): Query<object> {
  let query: Query<object> = db.selectFrom("ticket as t");
  query = query.where((where) =>
    where.or([
      ...(filter.queueIds.length === 0 ? [] : [where("t.queue_id", "in", filter.queueIds)]),
      where("t.user_id", "=", filter.userId),
      where("t.responsible_user_id", "=", filter.userId),
    ]),
  );
  const { onlyQueues, stateIds, lockIds, ownerId, search, ticketId } = filter;
  // An empty list of what is wanted matches nothing; 0 is nobody's id.
  const some = (ids: readonly number[]): readonly number[] => (ids.length === 0 ? [0] : ids);
  if (onlyQueues !== undefined) query = query.where("t.queue_id", "in", some(onlyQueues));
  if (stateIds !== undefined) query = query.where("t.ticket_state_id", "in", some(stateIds));
  if (lockIds !== undefined) query = query.where("t.ticket_lock_id", "in", some(lockIds));
  if (ownerId !== undefined) query = query.where("t.user_id", "=", ownerId);
  if (ticketId !== undefined) query = query.where("t.id", "=", ticketId);
  if (search !== undefined && search !== "") {
    const pattern = `%${search.toLowerCase().replace(/[!%_]/g, "!$&")}%`;
    query = query.where(
      sql<boolean>`(lower(t.title) like ${pattern} escape '!' or t.tn like ${pattern} escape '!'
        or lower(t.customer_user_id) like ${pattern} escape '!')`,
    );
  }
  return query;
}

const orders: Readonly<
  Record<ListOrder, readonly (readonly ["t.id" | "t.change_time" | "t.ticket_priority_id", "asc" | "desc"])[]>
> = {
  newest: [["t.id", "desc"]],
  oldest: [["t.id", "asc"]],
  changed: [
    ["t.change_time", "desc"],
    ["t.id", "desc"],
  ],
  priority: [
    ["t.ticket_priority_id", "desc"],
    ["t.id", "asc"],
  ],
};

export async function listTickets(
  db: Reader,
  filter: ListFilter,
  page: { readonly order: ListOrder; readonly limit: number; readonly offset: number },
  now: Date,
): Promise<ListPage> {
  const { total } = await filtered(db, filter)
    .select((select) => select.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  // The page first, by ids alone: no database joins ten tables for every ticket that the order passes over.
  const order = <Row>(query: Query<Row>): Query<Row> =>
    orders[page.order].reduce((ordered, [column, direction]) => ordered.orderBy(column, direction), query);
  const ids = await order(filtered(db, filter).select("t.id")).limit(page.limit).offset(page.offset).execute();
  if (ids.length === 0) return { total: Number(total), nextOffset: undefined, tickets: [] };
  const query: Query<object> = db.selectFrom("ticket as t").where(
    "t.id",
    "in",
    ids.map(({ id }) => id),
  );
  const rows = await order(query)
    .innerJoin("queue as q", "q.id", "t.queue_id")
    .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
    .innerJoin("ticket_state_type as st", "st.id", "s.type_id")
    .innerJoin("ticket_priority as p", "p.id", "t.ticket_priority_id")
    .innerJoin("ticket_lock_type as l", "l.id", "t.ticket_lock_id")
    .innerJoin("users as o", "o.id", "t.user_id")
    .innerJoin("users as r", "r.id", "t.responsible_user_id")
    .leftJoin("ticket_type as ty", "ty.id", "t.type_id")
    .leftJoin("service as sv", "sv.id", "t.service_id")
    .leftJoin("sla as sl", "sl.id", "t.sla_id")
    .leftJoin("ticket_flag as f", (join) =>
      join.onRef("f.ticket_id", "=", "t.id").on("f.ticket_key", "=", "Seen").on("f.create_by", "=", filter.userId),
    )
    .select([
      "t.id",
      "t.tn as number",
      "t.title",
      "q.name as queue",
      "s.name as state",
      "st.name as stateType",
      "p.name as priority",
      "ty.name as type",
      "sv.name as service",
      "sl.name as sla",
      "o.login as owner",
      "r.login as responsible",
      "l.name as lock",
      "t.customer_id as customerId",
      "t.customer_user_id as customerUser",
      "t.create_time as created",
      "t.change_time as changed",
      "t.escalation_response_time as first",
      "t.escalation_update_time as update",
      "t.escalation_solution_time as solution",
      "t.escalation_time as next",
      "f.ticket_key as seen",
    ])
    .select((select) =>
      select
        .selectFrom("article as a")
        .whereRef("a.ticket_id", "=", "t.id")
        .select((count) => count.fn.countAll<number>().as("articles"))
        .as("articles"),
    )
    .execute();
  const end = page.offset + rows.length;
  return {
    total: Number(total),
    nextOffset: end < Number(total) && rows.length > 0 ? end : undefined,
    tickets: rows.map(({ first, update, solution, next, seen, ...row }) => ({
      ...row,
      title: row.title ?? "",
      created: iso(row.created),
      changed: iso(row.changed),
      age: Math.floor((now.getTime() - fromDbTime(row.created).getTime()) / 1000),
      escalation: { first: instant(first), update: instant(update), solution: instant(solution), next: instant(next) },
      unread: seen === null,
      articles: Number(row.articles),
    })),
  };
}

/** Open tickets and unread ones a queue, over the states given. */
export async function countByQueue(
  db: Reader,
  filter: ListFilter,
): Promise<ReadonlyMap<number, { readonly open: number; readonly unread: number }>> {
  const rows = await filtered(db, filter)
    .leftJoin("ticket_flag as f", (join) =>
      join.onRef("f.ticket_id", "=", "t.id").on("f.ticket_key", "=", "Seen").on("f.create_by", "=", filter.userId),
    )
    .select((select) => [
      "t.queue_id as queueId",
      select.fn.countAll<number>().as("open"),
      select.fn.count<number>("f.ticket_id").as("seen"),
    ])
    .groupBy("t.queue_id")
    .execute();
  return new Map(
    rows.map(({ queueId, open, seen }) => [queueId, { open: Number(open), unread: Number(open) - Number(seen) }]),
  );
}

export function iso(time: DbTime): string {
  return `${time.replace(" ", "T")}Z`;
}

/** 0 is OTRS's "none". */
function instant(epoch: number | null): string | null {
  return epoch === null || epoch === 0 ? null : new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
}
