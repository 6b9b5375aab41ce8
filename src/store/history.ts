/** SQL of ticket_history: one row a change, in OTRS's form, with what the ticket is after it. */
import { toDbTime } from "../clock.ts";
import { noteChanges } from "./changes.ts";
import { insertRows } from "./insert.ts";
import type { Reference } from "./referenceRows.ts";
import type { Tx } from "./store.ts";
import { cut } from "./tickets.ts";

/** What the ticket is after the change; every history row repeats it. */
export interface Snapshot {
  readonly ticketId: number;
  readonly queueId: number;
  readonly typeId: number | null;
  readonly ownerId: number;
  readonly priorityId: number;
  readonly stateId: number;
}

export interface HistoryRow {
  /** Name of a ticket_history_type, for example `StateUpdate`. */
  readonly type: string;
  /** The `%%`-separated values of OTRS's history (behaviour §10); cut at the column's 200 characters. */
  readonly name: string;
  readonly articleId?: number | undefined;
}

/** Rows in the order in which they happened, all with what the ticket is after them. */
export async function addHistories(
  tx: Tx,
  reference: Reference,
  after: Snapshot,
  rows: readonly HistoryRow[],
  now: Date,
  userId: number,
): Promise<void> {
  const time = toDbTime(now);
  noteChanges(
    tx,
    rows.map(({ type, name, articleId }) => ({
      type,
      values: name,
      ticketId: after.ticketId,
      articleId: articleId ?? null,
      queueId: after.queueId,
      stateId: after.stateId,
      priorityId: after.priorityId,
      ownerId: after.ownerId,
      userId,
      time,
    })),
  );
  await insertRows(
    tx,
    "ticket_history",
    rows.map(({ type, name, articleId }) => ({
      name: cut(name, 200),
      history_type_id: reference.historyTypes.required(type).id,
      ticket_id: after.ticketId,
      article_id: articleId ?? null,
      // OTRS requires a type here even where types are off; 1 is its Unclassified.
      type_id: after.typeId ?? 1,
      queue_id: after.queueId,
      owner_id: after.ownerId,
      priority_id: after.priorityId,
      state_id: after.stateId,
      create_time: time,
      create_by: userId,
      change_time: time,
      change_by: userId,
    })),
  );
}

/** One row of the kind that `HistoryRow` describes. */
export async function addHistory(
  tx: Tx,
  reference: Reference,
  after: Snapshot,
  type: string,
  name: string,
  now: Date,
  userId: number,
  articleId: number | null = null,
): Promise<void> {
  await addHistories(tx, reference, after, [{ type, name, articleId: articleId ?? undefined }], now, userId);
}
