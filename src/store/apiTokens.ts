/** SQL of gotrs_api_token; only the SHA-256 of a token is kept. */
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store } from "./store.ts";

export interface TokenRow {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  readonly created: DbTime;
  readonly expires: DbTime | null;
  readonly valid: boolean;
}

export async function addToken(
  store: Store,
  token: {
    readonly userId: number;
    readonly name: string;
    readonly digest: string;
    readonly expires: Date | undefined;
  },
  now: Date,
): Promise<number> {
  return await store.transaction((tx) =>
    insertRow(tx, "gotrs_api_token", {
      user_id: token.userId,
      name: token.name,
      token_sha256: token.digest,
      expire_time: token.expires === undefined ? null : toDbTime(token.expires),
      last_used_time: null,
      valid_id: 1,
      create_time: toDbTime(now),
    }),
  );
}

export async function tokenRows(db: Reader): Promise<readonly TokenRow[]> {
  const rows = await db
    .selectFrom("gotrs_api_token as t")
    .innerJoin("users as u", "u.id", "t.user_id")
    .select(["t.id", "t.name", "u.login", "t.create_time as created", "t.expire_time as expires", "t.valid_id"])
    .orderBy("t.id")
    .execute();
  return rows.map(({ valid_id, ...row }) => ({ ...row, valid: valid_id === 1 }));
}

/** @returns whether there is such a token */
export async function disableToken(store: Store, id: number): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("gotrs_api_token")
      .set({ valid_id: 2 })
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  });
}

export async function disableTokenByDigest(store: Store, digest: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.updateTable("gotrs_api_token").set({ valid_id: 2 }).where("token_sha256", "=", digest).execute();
  });
}

/** The login of the valid agent whose valid, unexpired token this is. */
export async function loginOfToken(db: Reader, digest: string, now: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom("gotrs_api_token as t")
    .innerJoin("users as u", "u.id", "t.user_id")
    .select(["u.login", "t.expire_time as expires"])
    .where("t.token_sha256", "=", digest)
    .where("t.valid_id", "=", 1)
    .where("u.valid_id", "=", 1)
    .executeTakeFirst();
  if (row === undefined || (row.expires !== null && row.expires <= toDbTime(now))) return undefined;
  return row.login;
}
