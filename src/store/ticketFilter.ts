/** SQL of which tickets a list shows: what the agent may see, and what was asked for. */
import { type ExpressionBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { DbTime } from "../clock.ts";
import { isOneOf, lowered } from "./drivers/folded.ts";
import { literally } from "./like.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader } from "./store.ts";

export interface ListFilter {
  /** Queues the agent may see; empty with no own tickets gives nothing. */
  readonly queueIds: readonly number[];
  /** Sees these whatever the queue, as owner or responsible; whose flags and watched tickets are meant. */
  readonly userId: number;
  /** Only these queues. */
  readonly onlyQueues?: readonly number[];
  readonly stateIds?: readonly number[];
  readonly ownerIds?: readonly number[];
  readonly responsibleIds?: readonly number[];
  readonly lockIds?: readonly number[];
  readonly priorityIds?: readonly number[];
  readonly typeIds?: readonly number[];
  readonly serviceIds?: readonly number[];
  readonly slaIds?: readonly number[];
  /** Exactly one of these customer ids, or customer users, or one in lower case. */
  readonly customerIds?: readonly string[];
  readonly customerUsers?: readonly string[];
  readonly fields?: readonly FieldFilter[];
  readonly watched?: boolean;
  /** With an article that the agent has not seen. */
  readonly unread?: boolean;
  readonly archived?: boolean;
  /** Epoch seconds: an escalation, or the end of a pending state, not later than that. */
  readonly escalatingUntil?: number;
  readonly pendingUntil?: number;
  readonly createdBefore?: DbTime;
  readonly createdAfter?: DbTime;
  readonly changedBefore?: DbTime;
  readonly changedAfter?: DbTime;
  /** The whole title, any case; * stands for anything. */
  readonly title?: string;
  /** In title, number or customer; any case. */
  readonly search?: string;
}

/** One of these values in a dynamic field; no value at all where the list is empty. */
export interface FieldFilter {
  readonly id: number;
  readonly column: "value_text" | "value_int" | "value_date";
  readonly values: readonly (string | number)[];
}

type Tables = Database & { t: Database["ticket"] };
export type TicketQuery<Row> = SelectQueryBuilder<Tables, "t", Row>;

/** Filters that few tickets meet, whichever state they are in: better looked up than met on a walk in order. */
export function isNarrow({ customerIds, customerUsers, fields, watched, escalatingUntil, pendingUntil }: ListFilter) {
  return (
    [customerIds, customerUsers, fields, escalatingUntil, pendingUntil].some((one) => one !== undefined) || watched
  );
}

export function filtered(db: Reader, filter: ListFilter): TicketQuery<object> {
  return withFilter(db, db.selectFrom("ticket as t"), filter);
}

/** @param tickets any query that has the ticket as `t` */
export function withFilter(db: Reader, tickets: TicketQuery<object>, filter: ListFilter): TicketQuery<object> {
  let query = tickets.where((where) => visible(where, filter));
  for (const [column, key] of lists) {
    const ids = filter[key];
    // An empty list of what is wanted matches nothing; 0 is nobody's id.
    if (ids !== undefined) query = query.where(column, "in", ids.length === 0 ? [0] : ids);
  }
  for (const [column, names] of [
    ["t.customer_id", filter.customerIds],
    ["t.customer_user_id", filter.customerUsers],
  ] as const) {
    // Mail addresses are stored in lower case; logins and customer ids as they were written.
    if (names !== undefined) {
      query = query.where(isOneOf(db, column, [...new Set(names.flatMap((name) => [name, name.toLowerCase()]))]));
    }
  }
  for (const field of filter.fields ?? []) query = withField(query, field);
  if (filter.archived !== undefined) query = query.where("t.archive_flag", "=", filter.archived ? 1 : 0);
  if (filter.watched !== undefined) {
    const { userId } = filter;
    query = query.where((where) => {
      const watched = where(
        "t.id",
        "in",
        where.selectFrom("ticket_watcher as w").select("w.ticket_id").where("w.user_id", "=", userId),
      );
      return filter.watched ? watched : where.not(watched);
    });
  }
  if (filter.unread !== undefined) {
    query = query.where((where) =>
      filter.unread ? where.not(seenBy(where, filter.userId)) : seenBy(where, filter.userId),
    );
  }
  return withTimes(withSearch(db, withTitle(db, query, filter.title), filter.search), filter);
}

function visible(where: ExpressionBuilder<Tables, "t">, { queueIds, userId }: ListFilter) {
  return where.or([
    ...(queueIds.length === 0 ? [] : [where("t.queue_id", "in", queueIds)]),
    where("t.user_id", "=", userId),
    where("t.responsible_user_id", "=", userId),
  ]);
}

const lists = [
  ["t.queue_id", "onlyQueues"],
  ["t.ticket_state_id", "stateIds"],
  ["t.user_id", "ownerIds"],
  ["t.responsible_user_id", "responsibleIds"],
  ["t.ticket_lock_id", "lockIds"],
  ["t.ticket_priority_id", "priorityIds"],
  ["t.type_id", "typeIds"],
  ["t.service_id", "serviceIds"],
  ["t.sla_id", "slaIds"],
] as const;

/** OTRS sets the flag once the agent has seen every article, and takes it away when another comes. */
export function seenBy(where: ExpressionBuilder<Tables, "t">, userId: number) {
  return where.exists(
    where
      .selectFrom("ticket_flag as seen")
      .select("seen.ticket_id")
      .whereRef("seen.ticket_id", "=", "t.id")
      .where("seen.ticket_key", "=", "Seen")
      .where("seen.create_by", "=", userId),
  );
}

function withField(query: TicketQuery<object>, { id, column, values }: FieldFilter): TicketQuery<object> {
  return query.where((where) => {
    const set = where.selectFrom("dynamic_field_value as v").select("v.object_id").where("v.field_id", "=", id);
    if (values.length > 0) return where("t.id", "in", set.where(`v.${column}`, "in", values as never));
    return where.not(where("t.id", "in", set.where(`v.${column}`, "is not", null)));
  });
}

function withTimes(query: TicketQuery<object>, filter: ListFilter): TicketQuery<object> {
  const { escalatingUntil, pendingUntil, createdBefore, createdAfter, changedBefore, changedAfter } = filter;
  let timed = query;
  // 0 is OTRS's "none".
  if (escalatingUntil !== undefined) {
    timed = timed.where("t.escalation_time", ">", 0).where("t.escalation_time", "<=", escalatingUntil);
  }
  if (pendingUntil !== undefined) timed = timed.where("t.until_time", ">", 0).where("t.until_time", "<=", pendingUntil);
  if (createdBefore !== undefined) timed = timed.where("t.create_time", "<", createdBefore);
  if (createdAfter !== undefined) timed = timed.where("t.create_time", ">=", createdAfter);
  if (changedBefore !== undefined) timed = timed.where("t.change_time", "<", changedBefore);
  if (changedAfter !== undefined) timed = timed.where("t.change_time", ">=", changedAfter);
  return timed;
}

function withTitle(db: Reader, query: TicketQuery<object>, title: string | undefined): TicketQuery<object> {
  if (title === undefined) return query;
  const pattern = literally(title.toLowerCase()).replaceAll("*", "%");
  return query.where(sql<boolean>`${lowered(db, "t.title")} like ${pattern} escape '!'`);
}

function withSearch(db: Reader, query: TicketQuery<object>, search: string | undefined): TicketQuery<object> {
  if (search === undefined || search === "") return query;
  const pattern = `%${literally(search.toLowerCase())}%`;
  const has = (column: string) => sql<boolean>`${lowered(db, column)} like ${pattern} escape '!'`;
  return query.where((where) =>
    where.or([
      has("t.title"),
      sql<boolean>`t.tn like ${pattern} escape '!'`,
      has("t.customer_user_id"),
      has("t.customer_id"),
    ]),
  );
}
