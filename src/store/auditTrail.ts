/** SQL of gotrs_audit: who changed what of the administration, and when. Rows are only ever added. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export interface AuditEntry {
  readonly id: number;
  readonly time: DbTime;
  readonly userId: number;
  readonly login: string;
  readonly thing: string;
  readonly key: string;
  readonly action: string;
  /** JSON. */
  readonly changes: string;
}

export async function addAudit(tx: Tx, entry: Omit<AuditEntry, "id" | "time">, now: Date): Promise<void> {
  await insertRow(tx, "gotrs_audit", {
    user_id: entry.userId,
    login: entry.login,
    thing: entry.thing,
    entry_key: entry.key.slice(0, 250),
    action: entry.action,
    changes: entry.changes,
    create_time: toDbTime(now),
  });
}

/** What changed from what to what; secrets never. */
export type AuditChanges = Readonly<Record<string, readonly [from: unknown, to: unknown]>>;

/** A change that is no module's of administration; what stayed as it was is left out. */
export async function addAuditOf(
  tx: Tx,
  { changes, ...entry }: Omit<AuditEntry, "id" | "time" | "changes"> & { readonly changes: AuditChanges },
  now: Date,
): Promise<void> {
  const pairs = Object.entries(changes).filter(([, [from, to]]) => from !== to);
  const told = Object.fromEntries(pairs.map(([name, [from, to]]) => [name, { from, to }]));
  await addAudit(tx, { ...entry, changes: JSON.stringify(told) }, now);
}

/** Who changes something: an agent, or a customer with the user that OTRS has act for them. */
export interface Author {
  readonly userId: number;
  readonly login: string;
}

/** A change of how a person logs in, beside what administrators change of them. */
export async function addAuditOfAccess(
  tx: Tx,
  { userId, login }: Author,
  person: { readonly kind: "agent" | "customer"; readonly login: string },
  { action = "set", changes }: { readonly action?: string; readonly changes: AuditChanges },
  now: Date,
): Promise<void> {
  const thing = person.kind === "agent" ? "user" : "customer-user";
  await addAuditOf(tx, { userId, login, thing, key: person.login, action, changes }, now);
}

export interface AuditFilter {
  readonly thing?: string;
  readonly key?: string;
  readonly login?: string;
  readonly limit: number;
}

/** Newest first. */
export async function auditEntries(
  db: Reader,
  { thing, key, login, limit }: AuditFilter,
): Promise<readonly AuditEntry[]> {
  let query = db.selectFrom("gotrs_audit").selectAll().orderBy("id", "desc").limit(limit);
  if (thing !== undefined) query = query.where("thing", "=", thing);
  if (key !== undefined) query = query.where("entry_key", "=", key);
  if (login !== undefined) query = query.where("login", "=", login);
  return (await query.execute()).map((row) => ({
    id: row.id,
    time: row.create_time,
    userId: row.user_id,
    login: row.login,
    thing: row.thing,
    key: row.entry_key,
    action: row.action,
    changes: row.changes,
  }));
}
