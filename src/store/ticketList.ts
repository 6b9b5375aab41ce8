/** SQL of ticket lists: a page in order, how many there are, what each row shows, and what waits in each queue. */
import { type SelectQueryBuilder, sql } from "kysely";
import type { QueueSummary, TicketSummary } from "../api/ticket.ts";
import { fromDbTime, iso } from "../clock.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader } from "./store.ts";
import { filtered, isNarrow, type ListFilter, seenBy } from "./ticketFilter.ts";
import {
  after,
  loginOf,
  nameOf,
  type Position,
  type SortColumn,
  type SortKey,
  sortedBy,
  stateTypeName,
} from "./ticketOrder.ts";

export interface ListPage {
  readonly tickets: readonly TicketSummary[];
  /** Where the next page begins; undefined on the last. */
  readonly next: Position | undefined;
}

export interface Page {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  /** Tickets to pass over. */
  readonly offset: number;
  /** The last ticket of the page before. */
  readonly after?: Position;
  /** Every priority there is, of which an order by priority makes walks; without them all tickets would be sorted. */
  readonly priorityIds?: readonly number[];
}

/** States of a list that is walked in order, so many at most; each is a walk of its own. */
const maxWalks = 60;

/** One page in order, after the tickets of the pages before it. */
export async function listTickets(db: Reader, filter: ListFilter, page: Page, now: Date): Promise<ListPage> {
  const found = await positions(db, filter, page);
  const shown = found.slice(0, page.limit);
  const byId = await ticketSummaries(
    db,
    shown.map(({ id }) => id),
    filter.userId,
    now,
  );
  return {
    tickets: shown.flatMap(({ id }) => byId.get(id) ?? []),
    next: found.length > page.limit ? shown.at(-1)?.position : undefined,
  };
}

/** How many there are, counted no further than `most`. */
export async function countTickets(db: Reader, filter: ListFilter, most?: number): Promise<number> {
  const counted = eachState(filter).map((part) => {
    const query = filtered(db, part).select("t.id");
    return db.selectFrom((most === undefined ? query : query.limit(most)).as("c")).select("c.id");
  });
  const all = unionOf(counted);
  const row = await db
    .selectFrom((most === undefined ? all : db.selectFrom(all.as("all_states")).selectAll().limit(most)).as("u"))
    .select((select) => select.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return Number(row.total);
}

/**
 * The same filter apart for each state: an index of ours has the tickets of one state in order of id and of change, so that
 * a walk ends when the page is full, however many there are. Together all tickets of these states would be read and sorted.
 */
function eachState(filter: ListFilter): readonly ListFilter[] {
  const { stateIds } = filter;
  if (stateIds === undefined || stateIds.length < 2 || stateIds.length > maxWalks || isNarrow(filter)) return [filter];
  return stateIds.map((id) => ({ ...filter, stateIds: [id] }));
}

function unionOf<Row>(
  parts: readonly SelectQueryBuilder<Database, never, Row>[],
): SelectQueryBuilder<Database, never, Row> {
  return parts.reduce((all, other) => all.unionAll(other));
}

interface Found {
  readonly id: number;
  readonly position: Position;
}

/** One more than the page holds, so that it is known whether another follows. */
async function positions(
  db: Reader,
  filter: ListFilter,
  { keys, limit, offset, after: from, priorityIds }: Page,
): Promise<readonly Found[]> {
  const names = keys.map((_key, index) => `k${index}` as const);
  const walk = (part: ListFilter) => {
    let query = filtered(db, part);
    if (from !== undefined) query = query.where((where) => after(where, keys, from, filter.userId));
    for (const key of keys) query = query.orderBy(sortedBy(key, filter.userId), key.direction);
    return query
      .select("t.id")
      .select(keys.map((key, index) => sortedBy(key, filter.userId).as(names[index] ?? "")))
      .limit(offset + limit + 1);
  };
  const joined = unionOf(
    walksOf(filter, keys, priorityIds).map((part) => db.selectFrom(walk(part).as("w")).selectAll()),
  );
  let ordered = db
    .selectFrom(joined.as("walks"))
    .selectAll()
    .limit(limit + 1)
    .offset(offset);
  for (const [index, key] of keys.entries()) ordered = ordered.orderBy(sql.ref(names[index] ?? ""), key.direction);
  // The names of the keys are made above, so the types know only of the id.
  const rows = (await ordered.execute()) as readonly Readonly<Record<string, string | number>>[];
  return rows.map((row) => ({ id: Number(row.id), position: names.map((name) => row[name] ?? "") }));
}

/** Columns that the walks of eachState are in order of. */
const walked: ReadonlySet<SortColumn> = new Set(["id", "changed"]);

/** Each in order by an index, so that it ends when the page is full; the whole filter where no index has this order. */
function walksOf(
  filter: ListFilter,
  [first, second]: readonly SortKey[],
  allPriorities: readonly number[] = [],
): readonly ListFilter[] {
  if (walked.has(first?.column ?? "id")) return eachState(filter);
  const priorities = filter.priorityIds ?? allPriorities;
  const ordered = first?.column === "priority" && second?.column === "id" && filter.stateIds !== undefined;
  if (!ordered || priorities.length === 0 || isNarrow(filter)) return [filter];
  const walks = eachState(filter).flatMap((part) => priorities.map((id) => ({ ...part, priorityIds: [id] })));
  return walks.length > maxWalks ? [filter] : walks;
}

/** Tickets as lists show them, by id. Whether the agent may see them is the caller's business. */
export async function ticketSummaries(
  db: Reader,
  ids: readonly number[],
  userId: number,
  now: Date,
): Promise<ReadonlyMap<number, TicketSummary>> {
  if (ids.length === 0) return new Map();
  // Names by queries inside the row: of eleven tables joined, PostgreSQL thinks ten times as long about the order as it then reads.
  const rows = await db
    .selectFrom("ticket as t")
    .where("t.id", "in", ids)
    .select([
      "t.id",
      "t.tn as number",
      "t.title",
      nameOf("queue", "t.queue_id").as("queue"),
      nameOf("ticket_state", "t.ticket_state_id").as("state"),
      stateTypeName.as("stateType"),
      nameOf("ticket_priority", "t.ticket_priority_id").as("priority"),
      nameOf<string | null>("ticket_type", "t.type_id").as("type"),
      nameOf<string | null>("service", "t.service_id").as("service"),
      nameOf<string | null>("sla", "t.sla_id").as("sla"),
      loginOf("t.user_id").as("owner"),
      loginOf("t.responsible_user_id").as("responsible"),
      nameOf("ticket_lock_type", "t.ticket_lock_id").as("lock"),
      "t.customer_id as customerId",
      "t.customer_user_id as customerUser",
      "t.create_time as created",
      "t.change_time as changed",
      "t.escalation_response_time as first",
      "t.escalation_update_time as update",
      "t.escalation_solution_time as solution",
      "t.escalation_time as next",
      "t.until_time as until",
    ])
    .select((where) => seenBy(where, userId).as("seen"))
    .select((select) =>
      select
        .selectFrom("article as a")
        .whereRef("a.ticket_id", "=", "t.id")
        .select((count) => count.fn.countAll<number>().as("articles"))
        .as("articles"),
    )
    .execute();
  return new Map(
    rows.map(({ first, update, solution, next, until, seen, ...row }) => [
      row.id,
      {
        ...row,
        title: row.title ?? "",
        pendingUntil: row.stateType.startsWith("pending") ? instant(until) : null,
        created: iso(row.created),
        changed: iso(row.changed),
        age: Math.floor((now.getTime() - fromDbTime(row.created).getTime()) / 1000),
        escalation: {
          first: instant(first),
          update: instant(update),
          solution: instant(solution),
          next: instant(next),
        },
        unread: !seen,
        articles: Number(row.articles),
      },
    ]),
  );
}

/** How many tickets of these states each queue has, how many of them the agent has not seen all of, and how many escalate. */
export async function countByQueue(
  db: Reader,
  { stateIds, userId, escalatingUntil }: Required<Pick<ListFilter, "stateIds" | "userId" | "escalatingUntil">>,
): Promise<ReadonlyMap<number, Pick<QueueSummary, "open" | "unread" | "escalating">>> {
  const archived = await db.selectFrom("ticket").select("id").where("archive_flag", "=", 1).limit(1).executeTakeFirst();
  // Without a word about what the agent may see: by that a database might leave the index that holds all this.
  const tickets = db
    .selectFrom("ticket as t")
    .where("t.ticket_state_id", "in", stateIds)
    // The same goes for the archive, which few desks have.
    .$if(archived !== undefined, (some) => some.where("t.archive_flag", "=", 0))
    .select((select) => ["t.queue_id as queueId", select.fn.countAll<number>().as("count")])
    .groupBy("t.queue_id");
  const counted = async (some: typeof tickets): Promise<ReadonlyMap<number, number>> =>
    new Map((await some.execute()).map(({ queueId, count }) => [queueId, Number(count)]));
  const seen = await counted(tickets.where((where) => seenBy(where, userId)));
  // 0 is OTRS's "none".
  const escalating = await counted(
    tickets.where("t.escalation_time", ">", 0).where("t.escalation_time", "<=", escalatingUntil),
  );
  return new Map(
    [...(await counted(tickets))].map(([queueId, open]) => [
      queueId,
      { open, unread: Math.max(open - (seen.get(queueId) ?? 0), 0), escalating: escalating.get(queueId) ?? 0 },
    ]),
  );
}

/** 0 is OTRS's "none". */
function instant(epoch: number | null): string | null {
  return epoch === null || epoch === 0 ? null : new Date(epoch * 1000).toISOString().replace(".000Z", "Z");
}
