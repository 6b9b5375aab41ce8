/** SQL of gotrs_api_token; only the SHA-256 of a token is kept. */
import { type DbTime, fromDbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store, Tx } from "./store.ts";

export interface TokenRow {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  readonly digest: string;
  /** Words with spaces between; null is everything. */
  readonly scopes: string | null;
  readonly created: DbTime;
  readonly expires: DbTime | null;
  readonly lastUsed: DbTime | null;
  readonly valid: boolean;
}

export interface NewTokenRow {
  readonly userId: number;
  readonly name: string;
  readonly digest: string;
  readonly scopes: string | null;
  readonly expires: Date | undefined;
}

export async function addToken(tx: Tx, token: NewTokenRow, now: Date): Promise<number> {
  return await insertRow(tx, "gotrs_api_token", {
    user_id: token.userId,
    name: token.name,
    token_sha256: token.digest,
    scopes: token.scopes,
    expire_time: token.expires === undefined ? null : toDbTime(token.expires),
    last_used_time: null,
    valid_id: 1,
    create_time: toDbTime(now),
  });
}

/** What is not given stays. */
export async function changeToken(
  tx: Tx,
  id: number,
  change: {
    readonly digest?: string;
    readonly scopes?: string | null;
    readonly expires?: Date | null;
    readonly valid?: boolean;
  },
): Promise<void> {
  const { digest, scopes, expires, valid } = change;
  const columns = {
    ...(digest !== undefined && { token_sha256: digest }),
    ...(scopes !== undefined && { scopes }),
    ...(expires !== undefined && { expire_time: expires === null ? null : toDbTime(expires) }),
    ...(valid !== undefined && { valid_id: valid ? 1 : 2 }),
  };
  if (Object.keys(columns).length === 0) return;
  await tx.updateTable("gotrs_api_token").set(columns).where("id", "=", id).execute();
}

/** Ends all of an agent's. */
export async function disableTokensOf(tx: Tx, userId: number): Promise<void> {
  await tx.updateTable("gotrs_api_token").set({ valid_id: 2 }).where("user_id", "=", userId).execute();
}

/** @param userId undefined for everybody's */
export async function tokenRows(db: Reader, userId: number | undefined): Promise<readonly TokenRow[]> {
  let query = db
    .selectFrom("gotrs_api_token as t")
    .innerJoin("users as u", "u.id", "t.user_id")
    .select(["t.id", "t.name", "u.login", "t.scopes", "t.create_time as created", "t.expire_time as expires"])
    .select(["t.last_used_time as lastUsed", "t.valid_id", "t.token_sha256 as digest"])
    .orderBy("t.id");
  if (userId !== undefined) query = query.where("t.user_id", "=", userId);
  return (await query.execute()).map(({ valid_id, ...row }) => ({ ...row, valid: valid_id === 1 }));
}

export interface LiveToken {
  readonly id: number;
  readonly userId: number;
  readonly login: string;
  readonly scopes: string | null;
  readonly lastUsed: DbTime | null;
}

/** The valid, unexpired token of a valid agent. */
export async function tokenByDigest(db: Reader, digest: string, now: Date): Promise<LiveToken | undefined> {
  const row = await db
    .selectFrom("gotrs_api_token as t")
    .innerJoin("users as u", "u.id", "t.user_id")
    .select(["t.id", "u.id as userId", "u.login", "t.scopes", "t.last_used_time as lastUsed"])
    .select("t.expire_time as expires")
    .where("t.token_sha256", "=", digest)
    .where("t.valid_id", "=", 1)
    .where("u.valid_id", "=", 1)
    .executeTakeFirst();
  if (row === undefined || (row.expires !== null && row.expires <= toDbTime(now))) return undefined;
  return row;
}

/** Seconds of use that are noted once: a write a request would be too many. */
const touchEvery = 60;

export async function touchToken(store: Store, { id, lastUsed }: LiveToken, now: Date): Promise<void> {
  if (lastUsed !== null && now.getTime() - fromDbTime(lastUsed).getTime() < touchEvery * 1000) return;
  await store.transaction(async (tx) => {
    await tx
      .updateTable("gotrs_api_token")
      .set({ last_used_time: toDbTime(now) })
      .where("id", "=", id)
      .execute();
  });
}
