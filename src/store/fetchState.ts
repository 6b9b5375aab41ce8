/** SQL of gotrs_fetch_state: which daemon fetches from an account until when, how it goes, and when it is tried next. */
import { type DbTime, toDbTime } from "../clock.ts";
import { spoken, type Words } from "../said.ts";
import { DuplicateRow } from "./failure.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store } from "./store.ts";

export interface FetchState {
  readonly accountId: number;
  readonly holder: string | null;
  readonly leaseUntil: DbTime | null;
  readonly requested: DbTime | null;
  readonly tried: DbTime | null;
  readonly round: DbTime | null;
  readonly succeeded: DbTime | null;
  readonly next: DbTime | null;
  readonly failures: number;
  readonly error: string | null;
  /** The same as JSON of `Words`; null where it was written by a version that kept none. */
  readonly errorWords: string | null;
  readonly lastFetched: number;
  readonly totalFetched: number;
  readonly validity: string | null;
  readonly firstUid: number | null;
}

const columns = [
  "account_id as accountId",
  "holder",
  "lease_until as leaseUntil",
  "request_time as requested",
  "try_time as tried",
  "round_time as round",
  "success_time as succeeded",
  "next_time as next",
  "failures",
  "error",
  "error_words as errorWords",
  "last_fetched as lastFetched",
  "total_fetched as totalFetched",
  "validity",
  "first_uid as firstUid",
] as const;

export async function fetchStates(db: Reader): Promise<ReadonlyMap<number, FetchState>> {
  const rows = await db.selectFrom("gotrs_fetch_state").select(columns).execute();
  return new Map(rows.map((row) => [row.accountId, row]));
}

export async function fetchState(db: Reader, accountId: number): Promise<FetchState | undefined> {
  return await db
    .selectFrom("gotrs_fetch_state")
    .select(columns)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
}

export interface Lease {
  readonly accountId: number;
  readonly holder: string;
}

/**
 * Takes or prolongs the lease until `until`.
 * @param isDead whether the holder of an unexpired lease is known to be gone
 * @returns whether it is ours now
 */
export async function takeLease(
  store: Store,
  { accountId, holder }: Lease,
  now: Date,
  until: Date,
  isDead: (holder: string) => boolean,
): Promise<boolean> {
  const times = { holder, lease_until: toDbTime(until) };
  try {
    return await store.transaction(async (tx) => {
      const current = await fetchState(tx, accountId);
      if (current === undefined) {
        await insertRow(tx, "gotrs_fetch_state", { account_id: accountId, ...times });
        return true;
      }
      const before = current.holder;
      const free =
        before === null || before === holder || (current.leaseUntil ?? "") <= toDbTime(now) || isDead(before);
      if (!free) return false;
      // Whoever changed the row since it was read has it.
      const { numUpdatedRows } = await tx
        .updateTable("gotrs_fetch_state")
        .set(times)
        .where("account_id", "=", accountId)
        .where("holder", before === null ? "is" : "=", before)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    });
  } catch (error) {
    if (error instanceof DuplicateRow) return false;
    throw error;
  }
}

export async function releaseLease(store: Store, { accountId, holder }: Lease): Promise<void> {
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_fetch_state")
      .set({ holder: null, lease_until: null })
      .where("account_id", "=", accountId)
      .where("holder", "=", holder)
      .execute(),
  );
}

/** Why the last look failed, to be said in any language. */
export function errorOf({ error, errorWords }: FetchState): Words | null {
  // Written below as exactly this.
  return errorWords === null ? error : (JSON.parse(errorWords) as Words);
}

/** Asks whoever holds the account, or whoever takes it next, to look at once. */
export async function requestFetch(store: Store, accountId: number, now: Date): Promise<void> {
  const request = { request_time: toDbTime(now) };
  const ask = (): Promise<boolean> =>
    store.transaction(async (tx) => {
      const asked = tx.updateTable("gotrs_fetch_state").set(request).where("account_id", "=", accountId);
      return (await asked.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
    });
  if (await ask()) return;
  try {
    // Nobody has looked into it yet.
    await store.transaction((tx) => insertRow(tx, "gotrs_fetch_state", { account_id: accountId, ...request }));
  } catch (error) {
    if (!(error instanceof DuplicateRow)) throw error;
    await ask();
  }
}

/** The wish that was read as `requested` is fulfilled; one that came later stays. */
export async function answerRequest(store: Store, accountId: number, requested: DbTime): Promise<void> {
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_fetch_state")
      .set({ request_time: null })
      .where("account_id", "=", accountId)
      .where("request_time", "=", requested)
      .execute(),
  );
}

export async function recordTry(store: Store, accountId: number, now: Date): Promise<void> {
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_fetch_state")
      .set({ try_time: toDbTime(now) })
      .where("account_id", "=", accountId)
      .execute(),
  );
}

/** A round went through. @param next when to look again, where no connection stays open */
export async function recordRound(
  store: Store,
  accountId: number,
  fetched: number,
  next: Date | undefined,
  now: Date,
): Promise<void> {
  const time = toDbTime(now);
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_fetch_state")
      .set((set) => ({
        round_time: time,
        success_time: time,
        next_time: next === undefined ? null : toDbTime(next),
        failures: 0,
        error: null,
        error_words: null,
        last_fetched: fetched,
        total_fetched: set("total_fetched", "+", fetched),
      }))
      .where("account_id", "=", accountId)
      .execute(),
  );
}

/** @param fetched mails that were stored before it failed */
export async function recordFailure(
  store: Store,
  accountId: number,
  failure: { readonly error: Words; readonly failures: number; readonly next: Date; readonly fetched: number },
  now: Date,
): Promise<void> {
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_fetch_state")
      .set((set) => ({
        round_time: toDbTime(now),
        next_time: toDbTime(failure.next),
        failures: failure.failures,
        error: spoken(failure.error),
        error_words: JSON.stringify(failure.error),
        last_fetched: failure.fetched,
        total_fetched: set("total_fetched", "+", failure.fetched),
      }))
      .where("account_id", "=", accountId)
      .execute(),
  );
}

/** The folder's numbering, and the first number that mail to come will have. */
export async function recordNumbering(
  store: Store,
  accountId: number,
  validity: string,
  firstUid: number,
): Promise<void> {
  await store.transaction((tx) =>
    tx
      .updateTable("gotrs_fetch_state")
      .set({ validity, first_uid: firstUid })
      .where("account_id", "=", accountId)
      .execute(),
  );
}

/** Enabled accounts whose last look went well, and whose last look failed. */
export async function accountCounts(db: Reader): Promise<{ readonly ok: number; readonly failing: number }> {
  const rows = await db
    .selectFrom("mail_account as a")
    .innerJoin("gotrs_fetch_state as s", "s.account_id", "a.id")
    .select("s.error")
    .where("a.valid_id", "=", 1)
    .execute();
  const failing = rows.filter(({ error }) => error !== null).length;
  return { ok: rows.length - failing, failing };
}
