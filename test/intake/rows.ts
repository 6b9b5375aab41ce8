/** A mail to write and what a database keeps of it, for tests of the intake. */
import { forgetReference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";

let count = 0;

export interface Written {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** A mail as it lies on the wire, with a Message-ID of its own. */
export function mailBytes({
  id,
  from = "Ann <ann@customer.test>",
  to = "support@localhost",
  subject = "The printer is on fire",
  headers = [],
  body = "Help!",
}: Written = {}): Buffer {
  count += 1;
  const lines = [
    `Message-ID: ${id ?? `<${count}.rows@customer.test>`}`,
    "Date: Tue, 24 Nov 2026 10:00:00 +0000",
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    ...headers,
  ];
  return Buffer.from([...lines, "", body, ""].join("\r\n"));
}

export const stamp = {
  create_time: "2026-11-24 09:00:00",
  create_by: 1,
  change_time: "2026-11-24 09:00:00",
  change_by: 1,
};

export async function historyOf(store: Store, ticketId: number | null): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom("ticket_history as h")
    .innerJoin("ticket_history_type as t", "t.id", "h.history_type_id")
    .select(["t.name as type", "h.name"])
    .where("h.ticket_id", "=", Number(ticketId))
    .orderBy("h.id")
    .execute();
  return rows.map((row) => `${row.type} ${row.name}`);
}

export async function ticketRow(store: Store, ticketId: number | null) {
  return await store.db
    .selectFrom("ticket as t")
    .innerJoin("ticket_state as s", "s.id", "t.ticket_state_id")
    .innerJoin("queue as q", "q.id", "t.queue_id")
    .innerJoin("ticket_priority as p", "p.id", "t.ticket_priority_id")
    .innerJoin("ticket_lock_type as l", "l.id", "t.ticket_lock_id")
    .select(["t.title", "t.until_time", "t.user_id", "t.customer_id", "t.customer_user_id", "t.service_id", "t.sla_id"])
    .select(["s.name as state", "q.name as queue", "p.name as priority", "l.name as lock"])
    .where("t.id", "=", Number(ticketId))
    .executeTakeFirstOrThrow();
}

export async function articleRow(store: Store, articleId: number | null) {
  return await store.db
    .selectFrom("article as a")
    .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .innerJoin("article_data_mime as m", "m.article_id", "a.id")
    .select(["a.is_visible_for_customer as visible", "a.create_by", "s.name as sender", "m.a_subject", "m.a_from"])
    .where("a.id", "=", Number(articleId))
    .executeTakeFirstOrThrow();
}

/** An agent with an address. @returns users.id */
export async function addAgent(store: Store, login: string, email: string): Promise<number> {
  return await store.transaction(async (tx) => {
    const name = { first_name: login, last_name: login };
    await tx
      .insertInto("users")
      .values({ login, pw: "-", ...name, valid_id: 1, ...stamp })
      .execute();
    const { id } = await tx.selectFrom("users").select("id").where("login", "=", login).executeTakeFirstOrThrow();
    const preference = { user_id: id, preferences_key: "UserEmail", preferences_value: store.codec.fromText(email) };
    await tx.insertInto("user_preferences").values(preference).execute();
    forgetReference(store);
    return id;
  });
}

/** @returns dynamic_field.id */
export async function addField(store: Store, name: string, object: string, type: string): Promise<number> {
  return await store.transaction(async (tx) => {
    const field = { internal_field: 0, name, label: name, field_order: 1, field_type: type, object_type: object };
    await tx
      .insertInto("dynamic_field")
      .values({ ...field, config: null, valid_id: 1, ...stamp })
      .execute();
    const { id } = await tx.selectFrom("dynamic_field").select("id").where("name", "=", name).executeTakeFirstOrThrow();
    forgetReference(store);
    return id;
  });
}

export async function addAddress(store: Store, address: string, queue: string): Promise<void> {
  await store.transaction(async (tx) => {
    const { id } = await tx.selectFrom("queue").select("id").where("name", "=", queue).executeTakeFirstOrThrow();
    const row = { value0: address, value1: queue, value2: null, value3: null, queue_id: id, comments: null };
    await tx
      .insertInto("system_address")
      .values({ ...row, valid_id: 1, ...stamp })
      .execute();
    forgetReference(store);
  });
}
