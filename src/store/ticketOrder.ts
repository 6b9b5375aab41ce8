/** SQL of the order of lists: what each column is sorted by, and which tickets come after one that was shown. */
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database } from "./schema/tables.gen.ts";

export interface SortKey {
  readonly column: SortColumn;
  readonly direction: "asc" | "desc";
}
/** What a ticket is sorted by, in the order of the keys; the last is always the id, so that no two are equal. */
export type Position = readonly (string | number)[];

/** Names of what a ticket has by id. */
export const nameOf = <Name extends string | null = string>(table: string, column: string) =>
  sql<Name>`(select n.name from ${sql.table(table)} n where n.id = ${sql.ref(column)})`;
export const loginOf = (column: string) => sql<string>`(select u.login from users u where u.id = ${sql.ref(column)})`;
export const stateTypeName = sql<string>`(select st.name from ticket_state s join ticket_state_type st on st.id = s.type_id
  where s.id = t.ticket_state_id)`;

const name = (table: string, column: string) => sql<string>`coalesce(${nameOf(table, column)}, '')`;
const text = (column: string) => sql<string>`coalesce(${sql.ref(column)}, '')`;
/** OTRS writes 0 for none; none comes after all that have one. */
const due = (column: string) =>
  sql<number>`case when ${sql.ref(column)} > 0 then ${sql.ref(column)} else 9999999999 end`;

/** One line a column of TicketSummary, by its name there; each gives a value, never null. */
const columns = {
  id: () => sql<number>`t.id`,
  number: () => sql<string>`t.tn`,
  title: () => text("t.title"),
  queue: () => name("queue", "t.queue_id"),
  state: () => name("ticket_state", "t.ticket_state_id"),
  stateType: () => stateTypeName,
  priority: () => sql<number>`t.ticket_priority_id`,
  type: () => name("ticket_type", "t.type_id"),
  service: () => name("service", "t.service_id"),
  sla: () => name("sla", "t.sla_id"),
  owner: () => loginOf("t.user_id"),
  responsible: () => loginOf("t.responsible_user_id"),
  lock: () => name("ticket_lock_type", "t.ticket_lock_id"),
  customerId: () => text("t.customer_id"),
  customerUser: () => text("t.customer_user_id"),
  created: () => sql<string>`t.create_time`,
  changed: () => sql<string>`t.change_time`,
  escalation: () => due("t.escalation_time"),
  pending: () => due("t.until_time"),
  unread: (userId: number) =>
    sql<number>`case when exists (select 1 from ticket_flag f where f.ticket_id = t.id and f.ticket_key = 'Seen'
      and f.create_by = ${userId}) then 0 else 1 end`,
  articles: () => sql<number>`(select count(*) from article a where a.ticket_id = t.id)`,
} as const satisfies Readonly<Record<string, (userId: number) => RawBuilder<string | number>>>;

export type SortColumn = keyof typeof columns;
export const sortColumns = Object.keys(columns) as readonly SortColumn[];

export function sortedBy({ column }: SortKey, userId: number): RawBuilder<string | number> {
  return columns[column](userId);
}

/** Strictly after a position: the first key that differs decides. */
export function after(
  where: ExpressionBuilder<Database & { t: Database["ticket"] }, "t">,
  keys: readonly SortKey[],
  position: Position,
  userId: number,
): Expression<SqlBool> {
  const compare = (at: number, operator: "<" | ">" | "=" | "<=" | ">="): Expression<SqlBool> =>
    sql<SqlBool>`${sortedBy(keys[at] as SortKey, userId)} ${sql.raw(operator)} ${position[at]}`;
  const further = (at: number) => (keys[at]?.direction === "asc" ? ">" : "<");
  const differing = keys.map((_key, at) =>
    where.and([...keys.slice(0, at).map((_before, index) => compare(index, "=")), compare(at, further(at))]),
  );
  // Says the same once more for the first key alone, which lets an index begin there.
  return where.and([compare(0, `${further(0)}=`), where.or(differing)]);
}
