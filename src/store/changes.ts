/** What a transaction changed on tickets, kept until it is committed: one entry for each row of ticket_history. */
import type { DbTime } from "../clock.ts";
import type { Tx } from "./db.ts";

/** A row of ticket_history as it was written, with what the ticket is after it. */
export interface Change {
  /** Name of a ticket_history_type, for example `StateUpdate`. */
  readonly type: string;
  /** The `%%`-separated values. */
  readonly values: string;
  readonly ticketId: number;
  readonly articleId: number | null;
  readonly queueId: number;
  readonly stateId: number;
  readonly priorityId: number;
  readonly ownerId: number;
  /** Who did it. */
  readonly userId: number;
  readonly time: DbTime;
}

const pending = new WeakMap<Tx, Change[]>();

export function noteChanges(tx: Tx, changes: readonly Change[]): void {
  const known = pending.get(tx);
  if (known === undefined) pending.set(tx, [...changes]);
  else known.push(...changes);
}

/** What was noted since it was taken last; to be told after the commit, or forgotten with what is rolled back. */
export function takeChanges(tx: Tx): readonly Change[] {
  const changes = pending.get(tx) ?? [];
  pending.delete(tx);
  return changes;
}
