/** Changes of administration that are no module's: each in one transaction with its line of the audit trail. */
import type { Actor, Desk } from "../desk.ts";
import { requireAdministrator } from "../people/administrators.ts";
import { addAuditOf } from "../store/auditTrail.ts";
import type { Tx } from "../store/store.ts";
import type { Value } from "./field.ts";

export interface AuditRecord {
  readonly thing: string;
  readonly key: string;
  readonly action: string;
  /** What changed from what to what; secrets never. */
  readonly changes: Readonly<Record<string, readonly [from: Value, to: Value]>>;
}

/** @param work gives what it did, or no record where nothing was changed */
export async function recorded<T>(
  desk: Desk,
  actor: Actor,
  work: (tx: Tx, now: Date) => Promise<{ readonly result: T; readonly records: readonly AuditRecord[] }>,
): Promise<T> {
  await requireAdministrator(desk, actor);
  return await desk.store.transaction(async (tx) => {
    const now = desk.clock.now();
    const { result, records } = await work(tx, now);
    const { userId, login } = actor;
    for (const record of records) await addAuditOf(tx, { userId, login, ...record }, now);
    return result;
  });
}
