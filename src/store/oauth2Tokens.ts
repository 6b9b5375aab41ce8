/** SQL of oauth2_token_config and oauth2_token: how to get tokens for mail accounts, and those that were got. */
import { randomUUID } from "node:crypto";
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export interface TokenConfigRow {
  readonly id: number;
  readonly name: string;
  /** YAML, see src/oauth2/tokenConfig.ts. */
  readonly config: string;
  readonly valid: boolean;
}

export interface TokenRow {
  readonly token: string | null;
  readonly expires: DbTime | null;
  readonly refreshToken: string | null;
  readonly error: string | null;
}

export async function tokenConfigs(db: Reader): Promise<readonly TokenConfigRow[]> {
  const rows = await db
    .selectFrom("oauth2_token_config")
    .select(["id", "name", "config", "valid_id"])
    .orderBy("id")
    .execute();
  return rows.map(({ valid_id, ...row }) => ({ ...row, valid: valid_id === 1 }));
}

export async function tokenOf(db: Reader, configId: number): Promise<TokenRow | undefined> {
  const row = await db
    .selectFrom("oauth2_token")
    .select([
      "token",
      "token_expiration_date as expires",
      "refresh_token as refreshToken",
      "error_message",
      "error_description",
    ])
    .where("token_config_id", "=", configId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { error_message, error_description, ...token } = row;
  return { ...token, error: error_description ?? error_message };
}

/** @throws DuplicateRow when the name is taken */
export async function addTokenConfig(
  tx: Tx,
  { name, config }: Pick<TokenConfigRow, "name" | "config">,
  now: Date,
  userId: number,
): Promise<number> {
  const time = toDbTime(now);
  return await insertRow(tx, "oauth2_token_config", {
    dbcrud_uuid: randomUUID(),
    name,
    config,
    valid_id: 1,
    create_time: time,
    create_by: userId,
    change_time: time,
    change_by: userId,
  });
}

export async function changeTokenConfig(
  tx: Tx,
  id: number,
  change: { readonly name?: string; readonly config?: string; readonly valid?: boolean },
  now: Date,
  userId: number,
): Promise<void> {
  await tx
    .updateTable("oauth2_token_config")
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.config !== undefined && { config: change.config }),
      ...(change.valid !== undefined && { valid_id: change.valid ? 1 : 2 }),
      change_time: toDbTime(now),
      change_by: userId,
    })
    .where("id", "=", id)
    .execute();
}

export interface NewToken {
  readonly token?: string;
  readonly expires?: Date;
  /** Left out: the one there is stays, as RFC 6749 §6 says. */
  readonly refreshToken?: string;
  readonly error?: { readonly code: string; readonly description: string };
}

/** Keeps what a token endpoint answered; an error leaves the tokens as they are. */
export async function storeToken(
  tx: Tx,
  configId: number,
  { token, expires, refreshToken, error }: NewToken,
  now: Date,
  userId: number,
): Promise<void> {
  const time = toDbTime(now);
  const values = {
    ...(token !== undefined && { token, token_expiration_date: expires === undefined ? null : toDbTime(expires) }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken, refresh_token_expiration_date: null }),
    error_message: error?.code ?? null,
    error_description: error?.description ?? null,
    error_code: null,
    change_time: time,
    change_by: userId,
  };
  const { numUpdatedRows } = await tx
    .updateTable("oauth2_token")
    .set(values)
    .where("token_config_id", "=", configId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await insertRow(tx, "oauth2_token", {
    dbcrud_uuid: randomUUID(),
    token_config_id: configId,
    ...values,
    create_time: time,
    create_by: userId,
  });
}
