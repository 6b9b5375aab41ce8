/** SQL of the ticket row as mail intake and the agents' actions need it: look up, insert, change. Lists are in ticketList.ts. */
import { hash } from "node:crypto";
import { type DbTime, toDbTime, toEpoch } from "../clock.ts";
import { insertRow } from "./insert.ts";
import { prepared } from "./prepared.ts";
import type { Reader, Tx } from "./store.ts";

/** What every rule about an existing ticket looks at. */
export interface TicketRow {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly queueId: number;
  readonly stateId: number;
  readonly priorityId: number;
  readonly typeId: number | null;
  readonly lockId: number;
  readonly ownerId: number;
  readonly responsibleId: number;
  readonly customerId: string | null;
  readonly customerUser: string | null;
  readonly serviceId: number | null;
  readonly slaId: number | null;
  readonly untilTime: number;
  /** Epoch seconds of the last lock, or work of an agent. */
  readonly timeout: number;
  readonly archived: number;
  readonly created: DbTime;
  readonly changed: DbTime;
}

export interface NewTicket {
  readonly number: string;
  readonly title: string;
  readonly queueId: number;
  readonly stateId: number;
  readonly priorityId: number;
  readonly typeId: number | null;
  readonly lockId: number;
  readonly ownerId: number;
  readonly responsibleId: number;
  readonly customerId: string | null;
  readonly customerUser: string | null;
  readonly serviceId?: number | null;
  readonly slaId?: number | null;
  /** Epoch seconds; 0 unless the state is a pending one. */
  readonly untilTime: number;
}

/** The columns an action may change. */
export interface TicketChange {
  readonly title?: string;
  readonly queue_id?: number;
  readonly ticket_state_id?: number;
  readonly ticket_priority_id?: number;
  readonly ticket_lock_id?: number;
  readonly type_id?: number | null;
  readonly service_id?: number | null;
  readonly sla_id?: number | null;
  readonly user_id?: number;
  readonly responsible_user_id?: number;
  readonly customer_id?: string | null;
  readonly customer_user_id?: string | null;
  readonly until_time?: number;
  readonly timeout?: number;
  readonly archive_flag?: 0 | 1;
}

const columns = [
  "id",
  "tn as number",
  "title",
  "queue_id as queueId",
  "ticket_state_id as stateId",
  "ticket_priority_id as priorityId",
  "type_id as typeId",
  "ticket_lock_id as lockId",
  "user_id as ownerId",
  "responsible_user_id as responsibleId",
  "customer_id as customerId",
  "customer_user_id as customerUser",
  "service_id as serviceId",
  "sla_id as slaId",
  "until_time as untilTime",
  "timeout",
  "archive_flag as archived",
  "create_time as created",
  "change_time as changed",
] as const;

function row(found: (Omit<TicketRow, "title"> & { readonly title: string | null }) | undefined): TicketRow | undefined {
  return found === undefined ? undefined : { ...found, title: found.title ?? "" };
}

export async function ticketById(db: Reader, id: number): Promise<TicketRow | undefined> {
  return row((await byId(db, id))[0]);
}

export async function ticketByNumber(db: Reader, number: string): Promise<TicketRow | undefined> {
  return row((await byNumber(db, number))[0]);
}

const byId = prepared((db, id: number) => db.selectFrom("ticket").select(columns).where("id", "=", id));
const byNumber = prepared((db, number: string) => db.selectFrom("ticket").select(columns).where("tn", "=", number));

/** The form in which OTRS indexes message ids: hex MD5 of the id with its brackets. */
export function messageIdDigest(messageId: string): string {
  return hash("md5", messageId);
}

/** Message-ID → ids of the tickets that have an article with it, each once; ids that no article has are left out. */
export async function ticketIdsByMessageId(
  db: Reader,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const found = new Map<string, Set<number>>();
  if (messageIds.length === 0) return found;
  const rows = await db
    .selectFrom("article_data_mime as m")
    .innerJoin("article as a", "a.id", "m.article_id")
    .select(["a.ticket_id as ticketId", "m.a_message_id as messageId"])
    .where("m.a_message_id_md5", "in", messageIds.map(messageIdDigest))
    .execute();
  const wanted = new Set(messageIds);
  for (const { messageId, ticketId } of rows) {
    if (messageId === null || !wanted.has(messageId)) continue;
    const tickets = found.get(messageId) ?? new Set();
    found.set(messageId, tickets.add(ticketId));
  }
  return found;
}

/** The ticket a merged one went into, from the `Merged` history row `%%mergedTN%%mergedID%%mainTN%%mainID`. */
export async function mergedInto(db: Reader, ticketId: number): Promise<number | undefined> {
  const rows = await db
    .selectFrom("ticket_history as h")
    .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
    .select("h.name")
    .where("h.ticket_id", "=", ticketId)
    .where("t.name", "=", "Merged")
    .orderBy("h.id", "desc")
    .execute();
  for (const { name } of rows) {
    const [, , merged, , main] = name.split("%%");
    if (Number(merged) === ticketId && Number(main) > 0) return Number(main);
  }
  return undefined;
}

export async function insertTicket(tx: Tx, ticket: NewTicket, now: Date, userId: number): Promise<number> {
  const time = toDbTime(now);
  return await insertRow(tx, "ticket", {
    tn: ticket.number,
    title: cut(ticket.title, longestIndexed),
    queue_id: ticket.queueId,
    ticket_lock_id: ticket.lockId,
    type_id: ticket.typeId,
    service_id: ticket.serviceId ?? null,
    sla_id: ticket.slaId ?? null,
    user_id: ticket.ownerId,
    responsible_user_id: ticket.responsibleId,
    ticket_priority_id: ticket.priorityId,
    ticket_state_id: ticket.stateId,
    customer_id: ticket.customerId === null ? null : cut(ticket.customerId, 150),
    customer_user_id: ticket.customerUser === null ? null : cut(ticket.customerUser, longestIndexed),
    timeout: toEpoch(now),
    until_time: ticket.untilTime,
    escalation_time: 0,
    escalation_update_time: 0,
    escalation_response_time: 0,
    escalation_solution_time: 0,
    archive_flag: 0,
    create_time: time,
    create_by: userId,
    change_time: time,
    change_by: userId,
  });
}

/** Writes the change and marks the row as changed now; also the way to take the row's lock first in a transaction. */
export async function changeTicket(tx: Tx, id: number, change: TicketChange, now: Date, userId: number): Promise<void> {
  await tx
    .updateTable("ticket")
    .set({ ...change, ...shortened(change), change_time: toDbTime(now), change_by: userId })
    .where("id", "=", id)
    .execute();
}

/** Takes the row's lock and changes nothing. */
export async function lockTicket(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable("ticket")
    .set(({ ref }) => ({ timeout: ref("timeout") }))
    .where("id", "=", id)
    .execute();
}

/** Forgets who has read the ticket, because something new is on it (OTRS does so with every article). */
export async function clearSeen(tx: Tx, ticketId: number): Promise<void> {
  await tx.deleteFrom("ticket_flag").where("ticket_id", "=", ticketId).where("ticket_key", "=", "Seen").execute();
}

function shortened({ title, customer_id, customer_user_id }: TicketChange): TicketChange {
  return {
    ...(title === undefined ? {} : { title: cut(title, longestIndexed) }),
    ...(customer_id ? { customer_id: cut(customer_id, 150) } : {}),
    ...(customer_user_id ? { customer_user_id: cut(customer_user_id, longestIndexed) } : {}),
  };
}

/**
 * Characters that titles and addresses may have: OTRS's columns take 250 and more, OTOBO's, which MySQL indexes in
 * utf8mb4, only these.
 */
export const longestIndexed = 191;

/** First `length` characters, never half of a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return Array.from(text).slice(0, length).join("");
}
