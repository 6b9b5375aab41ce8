/** SQL of gotrs_login_failure: what failed a short while ago. How many are too many is people's to say. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { PersonKind } from "./passwords.ts";
import type { Reader, Store, Tx } from "./store.ts";

export interface Tried {
  readonly kind: PersonKind;
  /** In lower case. */
  readonly login: string;
  readonly address: string;
}

/** Notes a try before it is judged, and forgets what is older than `since`. @returns its id */
export async function addFailure(store: Store, { kind, login, address }: Tried, now: Date, since: Date) {
  return await store.transaction(async (tx) => {
    await tx.deleteFrom("gotrs_login_failure").where("create_time", "<=", toDbTime(since)).execute();
    return await insertRow(tx, "gotrs_login_failure", { kind, login, address, create_time: toDbTime(now) });
  });
}

export interface Failure extends Tried {
  readonly id: number;
  readonly time: DbTime;
}

/** Of this login or from this address, oldest first. */
export async function failuresLike(db: Reader, { kind, login, address }: Tried, since: Date) {
  const rows = await db
    .selectFrom("gotrs_login_failure")
    .select(["id", "kind", "login", "address", "create_time as time"])
    .where((where) =>
      where.or([where.and([where("login", "=", login), where("kind", "=", kind)]), where("address", "=", address)]),
    )
    .where("create_time", ">", toDbTime(since))
    .orderBy("id")
    .execute();
  return rows.map(asFailure);
}

export async function failures(db: Reader, since: Date): Promise<readonly Failure[]> {
  const rows = await db
    .selectFrom("gotrs_login_failure")
    .select(["id", "kind", "login", "address", "create_time as time"])
    .where("create_time", ">", toDbTime(since))
    .orderBy("id")
    .execute();
  return rows.map(asFailure);
}

function asFailure(row: { id: number; kind: string; login: string; address: string; time: DbTime }): Failure {
  return { ...row, kind: row.kind === "customer" ? "customer" : "agent" };
}

type WantedFailures = Partial<Tried> & { readonly id?: number };

/** @param wanted every condition given has to hold. @returns how many there were */
export async function deleteFailures(tx: Tx, wanted: WantedFailures): Promise<number> {
  let query = tx.deleteFrom("gotrs_login_failure");
  if (wanted.id !== undefined) query = query.where("id", "=", wanted.id);
  if (wanted.kind !== undefined) query = query.where("kind", "=", wanted.kind);
  if (wanted.login !== undefined) query = query.where("login", "=", wanted.login);
  if (wanted.address !== undefined) query = query.where("address", "=", wanted.address);
  return Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
}

/** The same in a transaction of its own. */
export async function forgetFailures(store: Store, wanted: WantedFailures): Promise<number> {
  return await store.transaction((tx) => deleteFailures(tx, wanted));
}
