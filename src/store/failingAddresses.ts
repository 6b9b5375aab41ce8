/** SQL of addresses that our mail does not reach: marked when it fails, cleared when it arrives again. */
import type { Selectable } from "kysely";
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader, Store, Tx } from "./store.ts";

export interface FailingAddress {
  /** Lower case. */
  readonly address: string;
  readonly origin: "refused" | "bounced";
  /** RFC 3463. */
  readonly status: string | null;
  /** The server's own words. */
  readonly reason: string;
  readonly failures: number;
  readonly since: DbTime;
  readonly last: DbTime;
}

export interface Failure {
  readonly address: string;
  readonly status: string | undefined;
  readonly reason: string;
}

/** Seconds after which an accepted mail that did not bounce proves that the address works: bounces come within days. */
const provenAfter = 5 * 86_400;

export async function failingAddresses(db: Reader): Promise<readonly FailingAddress[]> {
  const rows = await db.selectFrom("gotrs_failing_address").selectAll().orderBy("change_time", "desc").execute();
  return rows.map(failingOf);
}

/** Those of these addresses that are marked. */
export async function failingAmong(db: Reader, addresses: readonly string[]): Promise<readonly FailingAddress[]> {
  if (addresses.length === 0) return [];
  const names = addresses.map((address) => address.toLowerCase().slice(0, 250));
  const rows = await db.selectFrom("gotrs_failing_address").selectAll().where("address", "in", names).execute();
  return rows.map(failingOf);
}

function failingOf(row: Selectable<Database["gotrs_failing_address"]>): FailingAddress {
  return {
    address: row.address,
    origin: row.origin === "bounced" ? "bounced" : "refused",
    status: row.status,
    reason: row.reason,
    failures: row.failures,
    since: row.create_time,
    last: row.change_time,
  };
}

export async function markFailing(
  tx: Tx,
  failures: readonly Failure[],
  origin: FailingAddress["origin"],
  articleId: number | null,
  now: Date,
): Promise<void> {
  const time = toDbTime(now);
  for (const failure of failures) {
    const address = failure.address.toLowerCase().slice(0, 250);
    const known = await tx
      .selectFrom("gotrs_failing_address")
      .select("failures")
      .where("address", "=", address)
      .executeTakeFirst();
    const row = {
      origin,
      status: failure.status?.slice(0, 20) ?? null,
      reason: failure.reason,
      article_id: articleId,
      accepted_time: null,
      change_time: time,
    };
    if (known === undefined) {
      await insertRow(tx, "gotrs_failing_address", { address, ...row, failures: 1, create_time: time });
    } else {
      await tx
        .updateTable("gotrs_failing_address")
        .set({ ...row, failures: known.failures + 1 })
        .where("address", "=", address)
        .execute();
    }
  }
}

/**
 * A server took mail for these addresses. One that had refused it works again; after a bounce that proves nothing yet,
 * since the same server took the mail that bounced: only when no further bounce comes for days.
 */
export async function clearArrived(tx: Tx, addresses: readonly string[], now: Date): Promise<void> {
  if (addresses.length === 0) return;
  const marked = await tx
    .selectFrom("gotrs_failing_address")
    .select(["address", "origin", "accepted_time"])
    .where(
      "address",
      "in",
      addresses.map((address) => address.toLowerCase().slice(0, 250)),
    )
    .execute();
  const proven = toDbTime(new Date(now.getTime() - provenAfter * 1000));
  for (const { address, origin, accepted_time } of marked) {
    if (origin === "refused" || (accepted_time !== null && accepted_time <= proven)) await unmark(tx, address);
    else if (accepted_time === null) {
      await tx
        .updateTable("gotrs_failing_address")
        .set({ accepted_time: toDbTime(now) })
        .where("address", "=", address)
        .execute();
    }
  }
}

/** @returns whether it was marked */
export async function clearAddress(store: Store, address: string): Promise<boolean> {
  return await store.transaction((tx) => unmark(tx, address.toLowerCase()));
}

async function unmark(tx: Tx, address: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("gotrs_failing_address")
    .where("address", "=", address)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
