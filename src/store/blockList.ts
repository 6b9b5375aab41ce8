/** SQL of gotrs_block: senders whose mail nobody wants. Kept in memory for a moment, as every mail asks. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store, Tx } from "./store.ts";

export type BlockKind = "address" | "domain" | "ip";

export interface BlockRow {
  readonly id: number;
  readonly kind: BlockKind;
  /** In lower case. */
  readonly pattern: string;
  readonly reason: string;
  /** UTC; null for ever. */
  readonly expires: string | null;
  readonly created: string;
}

/** Milliseconds for which a change made by another process may go unnoticed. */
const freshFor = 1000;
const cache = new WeakMap<Store, { readonly loaded: number; readonly rows: Promise<readonly BlockRow[]> }>();

/** What is blocked now, at most a second old. */
export async function blockList(store: Store, now: Date): Promise<readonly BlockRow[]> {
  const rows = await cached(store);
  if (rows.length === 0) return rows;
  const time = toDbTime(now);
  return rows.filter(({ expires }) => expires === null || expires > time);
}

function cached(store: Store): Promise<readonly BlockRow[]> {
  const known = cache.get(store);
  // Cache age is about this process, not about the helpdesk's time: the monotonic clock, never the injected one.
  const now = performance.now();
  if (known !== undefined && now - known.loaded < freshFor) return known.rows;
  const rows = blockRows(store.db);
  cache.set(store, { loaded: now, rows });
  rows.catch(() => cache.delete(store));
  return rows;
}

/** All of them, expired ones too, in the order in which they were added. */
export async function blockRows(db: Reader): Promise<readonly BlockRow[]> {
  const rows = await db
    .selectFrom("gotrs_block")
    .select(["id", "kind", "pattern", "reason", "expire_time as expires", "create_time as created"])
    .orderBy("id")
    .execute();
  return rows.map(({ kind, ...row }) => ({ ...row, kind: kind === "domain" || kind === "ip" ? kind : "address" }));
}

export interface NewBlock {
  readonly kind: BlockKind;
  readonly pattern: string;
  readonly reason: string;
  readonly expires: Date | undefined;
}

/** The same pattern again replaces reason and end. @returns what there was of it, and its id */
export async function addBlock(
  tx: Tx,
  block: NewBlock,
  now: Date,
  userId: number,
): Promise<{ readonly id: number; readonly before: BlockRow | undefined }> {
  const expires = block.expires === undefined ? null : toDbTime(block.expires);
  const before = (await blockRows(tx)).find(({ kind, pattern }) => kind === block.kind && pattern === block.pattern);
  if (before !== undefined) {
    await tx
      .updateTable("gotrs_block")
      .set({ reason: block.reason, expire_time: expires })
      .where("id", "=", before.id)
      .execute();
    return { id: before.id, before };
  }
  const id = await insertRow(tx, "gotrs_block", {
    kind: block.kind,
    pattern: block.pattern,
    reason: block.reason,
    expire_time: expires,
    create_time: toDbTime(now),
    create_by: userId,
  });
  return { id, before };
}

/** @returns what there was */
export async function removeBlock(tx: Tx, kind: BlockKind, pattern: string): Promise<BlockRow | undefined> {
  const found = (await blockRows(tx)).find((row) => row.kind === kind && row.pattern === pattern);
  if (found !== undefined) await tx.deleteFrom("gotrs_block").where("id", "=", found.id).execute();
  return found;
}
