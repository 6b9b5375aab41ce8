/** SQL that deletes a ticket with all that hangs on it, in the order in which foreign keys let it go. Decides nothing. */
import { drivers } from "./drivers/index.ts";
import type { Store, Tx } from "./store.ts";

/** Rows are deleted for so many articles at a time. */
const slice = 500;

/** Mail of the ticket's articles is no longer in the queue then; that it is not leaving just now the caller has seen to. */
export async function deleteTicketRows(store: Store, tx: Tx, ticketId: number): Promise<void> {
  const rows = await tx.selectFrom("article").select("id").where("ticket_id", "=", ticketId).execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await drivers[store.product].search.remove(tx, ids);
  await deleteLinks(tx, ticketId);
  await deleteFieldValues(tx, "Ticket", [ticketId]);
  for (let at = 0; at < ids.length; at += slice) await deleteOfArticles(tx, ids.slice(at, at + slice));
  for (const table of [
    "ticket_history",
    "time_accounting",
    "article_search_index",
    "mention",
    "ticket_flag",
    "ticket_watcher",
    "ticket_index",
    "ticket_lock_index",
    "calendar_appointment_ticket",
  ] as const) {
    await tx.deleteFrom(table).where("ticket_id", "=", ticketId).execute();
  }
  await tx
    .deleteFrom("form_draft")
    .where("object_type", "in", ["Ticket", "gotrs:Ticket"])
    .where("object_id", "=", ticketId)
    .execute();
  // What was accepted once stays known, so that the same mail does not come again.
  await tx
    .updateTable("gotrs_mail")
    .set({ ticket_id: null, article_id: null })
    .where("ticket_id", "=", ticketId)
    .execute();
  for (let at = 0; at < ids.length; at += slice) {
    await tx
      .deleteFrom("article")
      .where("id", "in", ids.slice(at, at + slice))
      .execute();
  }
  await tx.deleteFrom("ticket").where("id", "=", ticketId).execute();
}

async function deleteOfArticles(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const [table, column] of pieced) await deletePieces(tx, table, `${table}.${column}`, ids);
  await deleteFieldValues(tx, "Article", ids);
  const deliveries = await tx.selectFrom("gotrs_delivery").select("queue_id").where("article_id", "in", ids).execute();
  const queueIds = deliveries.map(({ queue_id }) => queue_id);
  if (queueIds.length > 0) {
    await tx
      .deleteFrom("gotrs_piece")
      .where("place", "=", "mail_queue.raw_message")
      .where("row_id", "in", queueIds)
      .execute();
    await tx.deleteFrom("gotrs_delivery_attempt").where("queue_id", "in", queueIds).execute();
    await tx.deleteFrom("mail_queue").where("id", "in", queueIds).execute();
  }
  for (const table of [
    "ticket_history",
    "time_accounting",
    "article_flag",
    "article_search_index",
    "mention",
    "article_data_mime",
    "article_data_mime_plain",
    "article_data_mime_attachment",
    "article_data_mime_send_error",
    "article_data_otrs_chat",
    "mail_queue",
    "gotrs_delivery",
    "gotrs_dead_mail",
    "gotrs_article_warning",
    "gotrs_article_authentication",
  ] as const) {
    await tx.deleteFrom(table).where("article_id", "in", ids).execute();
  }
}

/** Columns of which large values lie in gotrs_piece. */
const pieced = [
  ["article_data_mime_plain", "body"],
  ["article_data_mime_attachment", "content"],
  ["mail_queue", "raw_message"],
  ["gotrs_dead_mail", "raw_message"],
] as const;

async function deletePieces(
  tx: Tx,
  table: (typeof pieced)[number][0],
  place: string,
  ids: readonly number[],
): Promise<void> {
  await tx
    .deleteFrom("gotrs_piece")
    .where("place", "=", place)
    .where("row_id", "in", (select) => select.selectFrom(table).select("id").where("article_id", "in", ids))
    .execute();
}

async function deleteFieldValues(tx: Tx, object: "Ticket" | "Article", ids: readonly number[]): Promise<void> {
  await tx
    .deleteFrom("dynamic_field_value")
    .where("object_id", "in", ids)
    .where("field_id", "in", (select) =>
      select.selectFrom("dynamic_field").select("id").where("object_type", "=", object),
    )
    .execute();
}

async function deleteLinks(tx: Tx, ticketId: number): Promise<void> {
  const key = String(ticketId);
  const object = await tx.selectFrom("link_object").select("id").where("name", "=", "Ticket").executeTakeFirst();
  if (object === undefined) return;
  await tx
    .deleteFrom("link_relation")
    .where((where) =>
      where.or([
        where.and([where("source_object_id", "=", object.id), where("source_key", "=", key)]),
        where.and([where("target_object_id", "=", object.id), where("target_key", "=", key)]),
      ]),
    )
    .execute();
}
