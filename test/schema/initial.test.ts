/** The rows of a fresh installation have OTRS's ids (behaviour §12), so that what names a row by id finds the same row. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/store/schema/tables.gen.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";

/** Table → the column that names a row, and the names in the order of their ids from 1. */
const expected: readonly (readonly [table: keyof Database, column: string, names: readonly string[]])[] = [
  ["valid", "name", ["valid", "invalid", "invalid-temporarily"]],
  ["users", "login", ["root@localhost"]],
  ["permission_groups", "name", ["users", "admin", "stats"]],
  ["ticket_state_type", "name", ["new", "open", "closed", "pending reminder", "pending auto", "removed", "merged"]],
  [
    "ticket_state",
    "name",
    [
      ...["new", "closed successful", "closed unsuccessful", "open", "removed", "pending reminder"],
      ...["pending auto close+", "pending auto close-", "merged"],
    ],
  ],
  ["ticket_priority", "name", ["1 very low", "2 low", "3 normal", "4 high", "5 very high"]],
  ["ticket_lock_type", "name", ["unlock", "lock", "tmp_lock"]],
  ["ticket_type", "name", ["Unclassified"]],
  ["article_sender_type", "name", ["agent", "system", "customer"]],
  ["communication_channel", "name", ["Email", "Phone", "Internal", "Chat"]],
  ["follow_up_possible", "name", ["possible", "reject", "new ticket"]],
  ["queue", "name", ["Postmaster", "Raw", "Junk", "Misc"]],
  ["system_address", "value0", ["support@localhost"]],
  ["salutation", "name", ["system standard salutation (en)"]],
  ["signature", "name", ["system standard signature (en)"]],
  ["standard_template", "name", ["empty answer", "test answer"]],
  [
    "auto_response_type",
    "name",
    ["auto reply", "auto reject", "auto follow up", "auto reply/new ticket", "auto remove"],
  ],
  ["link_type", "name", ["Normal", "ParentChild"]],
  ["link_state", "name", ["Valid", "Temporary"]],
  [
    "ticket_history_type",
    "name",
    [
      ...["NewTicket", "FollowUp", "SendAutoReject", "SendAutoReply", "SendAutoFollowUp", "Forward", "Bounce"],
      ...["SendAnswer", "SendAgentNotification", "SendCustomerNotification", "EmailAgent", "EmailCustomer"],
      ...["PhoneCallAgent", "PhoneCallCustomer", "AddNote", "Move", "Lock", "Unlock", "Remove", "TimeAccounting"],
      ...["CustomerUpdate", "PriorityUpdate", "OwnerUpdate", "LoopProtection", "Misc", "SetPendingTime"],
      ...["StateUpdate", "TicketDynamicFieldUpdate", "WebRequestCustomer", "TicketLinkAdd", "TicketLinkDelete"],
      ...["SystemRequest", "Merged", "ResponsibleUpdate", "Subscribe", "Unsubscribe", "TypeUpdate"],
      ...["ServiceUpdate", "SLAUpdate", "ArchiveFlagUpdate", "EscalationSolutionTimeStop"],
      ...["EscalationResponseTimeStart", "EscalationUpdateTimeStart", "EscalationSolutionTimeStart"],
      ...["EscalationResponseTimeNotifyBefore", "EscalationUpdateTimeNotifyBefore"],
      ...["EscalationSolutionTimeNotifyBefore", "EscalationResponseTimeStop", "EscalationUpdateTimeStop"],
      ...["TitleUpdate", "EmailResend"],
    ],
  ],
];

forEachDatabase("a fresh installation", (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await database.open();
  });
  afterAll(() => store?.close());

  it.each(expected)("%s has OTRS's rows", async (table, column, names) => {
    const rows = await store.db
      .selectFrom(table)
      .select(["id" as never, column as never])
      .orderBy("id" as never)
      .execute();
    const seen = (rows as unknown as Record<string, unknown>[]).map((row) => `${Number(row.id)} ${row[column]}`);
    expect(seen).toEqual(names.map((name, index) => `${index + 1} ${name}`));
  });

  it("binds states to their types, auto-responses to theirs, and no auto-response to a queue", async () => {
    const states = await store.db.selectFrom("ticket_state").select(["id", "type_id"]).orderBy("id").execute();
    expect(states.map(({ type_id }) => Number(type_id))).toEqual([1, 3, 3, 2, 6, 4, 5, 5, 7]);
    const responses = await store.db.selectFrom("auto_response").select(["id", "type_id"]).orderBy("id").execute();
    expect(responses.map(({ id, type_id }) => `${id} ${type_id}`)).toEqual(["1 1", "2 2", "3 3", "4 4"]);
    expect(await store.db.selectFrom("queue_auto_response").select("id").execute()).toEqual([]);
    const queues = await store.db.selectFrom("queue").select("group_id").execute();
    expect(queues.map(({ group_id }) => Number(group_id))).toEqual([1, 1, 1, 1]);
    const templates = await store.db.selectFrom("queue_standard_template").select("queue_id").execute();
    expect(templates.map(({ queue_id }) => Number(queue_id)).toSorted()).toEqual([1, 2, 3, 4]);
    const rights = await store.db.selectFrom("group_user").select(["group_id", "permission_key"]).execute();
    expect(rights.map(({ group_id, permission_key }) => `${group_id} ${permission_key}`).toSorted()).toEqual([
      "1 rw",
      "2 rw",
      "3 rw",
    ]);
  });

  it("has fifteen notifications with English texts, for the events of theirs", async () => {
    const rows = await store.db
      .selectFrom("notification_event as n")
      .leftJoin("notification_event_message as m", "m.notification_id", "n.id")
      .select(["n.id", "m.language", "m.subject"])
      .where("m.language", "=", "en")
      .orderBy("n.id")
      .execute();
    expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    for (const { subject } of rows) expect(subject).not.toBe("");
  });
});
