/** SQL that counts what is still being worked on: tickets whose state is neither closed, removed nor merged. */
import type { Reader } from "./store.ts";

export type TicketColumn =
  | "queue_id"
  | "user_id"
  | "responsible_user_id"
  | "ticket_priority_id"
  | "ticket_state_id"
  | "type_id"
  | "service_id"
  | "sla_id"
  | "customer_id"
  | "customer_user_id";

export async function openTicketCount(db: Reader, column: TicketColumn, value: number | string): Promise<number> {
  const { count } = await db
    .selectFrom("ticket as t")
    .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
    .innerJoin("ticket_state_type as y", "y.id", "s.type_id")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(`t.${column}`, "=", value as number)
    .where("y.name", "not in", ["closed", "removed", "merged"])
    .executeTakeFirstOrThrow();
  return Number(count);
}
