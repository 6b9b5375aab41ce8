/** SQL of mail_account: the accounts that mail is fetched from, with what gotrs adds to OTRS's row. How fetching goes is fetchState.ts's. */
import type { Insertable } from "kysely";
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader, Tx } from "./store.ts";

/** What becomes of a mail on the server once it is stored here. */
export const afterFetch = ["delete", "move", "seen", "keep"] as const;
export type AfterFetch = (typeof afterFetch)[number];

export interface MailAccount {
  readonly id: number;
  /** gotrs's own; accounts that OTRS made have none. */
  readonly name: string | null;
  readonly login: string;
  readonly password: string;
  readonly host: string;
  /** undefined: the one that belongs to the type. */
  readonly port: number | undefined;
  /** As OTRS names it: POP3, POP3S, POP3TLS, IMAP, IMAPS, IMAPTLS; or something that gotrs does not know. */
  readonly type: string;
  /** 0 dispatches by recipient. */
  readonly queueId: number;
  readonly trusted: boolean;
  readonly folder: string;
  readonly after: AfterFetch;
  /** For `after: "move"`. */
  readonly moveFolder: string | null;
  readonly anyCertificate: boolean;
  readonly authentication: "password" | "oauth2_token";
  readonly tokenConfigId: number | null;
  readonly comment: string | null;
  readonly valid: boolean;
  readonly changed: DbTime;
}

/** Columns of mail_account that only Znuny has; they are read where they exist, and never made. */
interface ZnunyColumns {
  readonly authentication_type?: string | null;
  readonly oauth2_token_config_id?: number | null;
}

export async function mailAccounts(db: Reader): Promise<readonly MailAccount[]> {
  const rows = await db.selectFrom("mail_account").selectAll().orderBy("id").execute();
  const extras = new Map(
    (await db.selectFrom("gotrs_mail_account").selectAll().execute()).map((row) => [row.account_id, row]),
  );
  return rows.map((row) => {
    const extra = extras.get(row.id);
    // What there is beyond the schema, `selectAll` brings along.
    const znuny: typeof row & ZnunyColumns = row;
    const authentication = extra?.authentication ?? znuny.authentication_type;
    return {
      id: row.id,
      name: extra?.name ?? null,
      login: row.login,
      password: row.pw,
      host: row.host,
      port: extra?.port ?? undefined,
      type: row.account_type,
      queueId: row.queue_id,
      trusted: row.trusted === 1,
      folder: row.imap_folder === null || row.imap_folder === "" ? "INBOX" : row.imap_folder,
      after: afterFetch.find((after) => after === extra?.after_fetch) ?? "delete",
      moveFolder: extra?.move_folder ?? null,
      anyCertificate: extra?.certificate === "any",
      authentication: authentication === "oauth2_token" ? "oauth2_token" : "password",
      tokenConfigId: extra?.token_config_id ?? znuny.oauth2_token_config_id ?? null,
      comment: row.comments,
      valid: row.valid_id === 1,
      changed: row.change_time,
    };
  });
}

/** What a person can set; the rest follows from it. */
export interface AccountFields {
  readonly name?: string | null;
  readonly login?: string;
  readonly password?: string;
  readonly host?: string;
  readonly port?: number | null;
  readonly type?: string;
  readonly queueId?: number;
  readonly trusted?: boolean;
  readonly folder?: string | null;
  readonly after?: AfterFetch;
  readonly moveFolder?: string | null;
  readonly anyCertificate?: boolean;
  readonly authentication?: "password" | "oauth2_token";
  readonly tokenConfigId?: number | null;
  readonly comment?: string | null;
  readonly valid?: boolean;
}

export type NewAccount = AccountFields & Required<Pick<AccountFields, "login" | "host" | "type" | "after">>;

/** @returns the account's id. @throws DuplicateRow when another account has the name */
export async function addMailAccount(tx: Tx, account: NewAccount, now: Date, userId: number): Promise<number> {
  const time = toDbTime(now);
  const base: Insertable<Database["mail_account"]> = {
    login: account.login,
    pw: "",
    host: account.host,
    account_type: account.type,
    queue_id: 0,
    trusted: 0,
    valid_id: 1,
    ...columnsOf(account),
    create_time: time,
    create_by: userId,
    change_time: time,
    change_by: userId,
  };
  const id = await insertRow(tx, "mail_account", base);
  await writeExtras(tx, id, account);
  return id;
}

/** Changes only the fields that are given. @throws DuplicateRow when another account has the name */
export async function changeMailAccount(
  tx: Tx,
  id: number,
  fields: AccountFields,
  now: Date,
  userId: number,
): Promise<void> {
  await tx
    .updateTable("mail_account")
    .set({ ...columnsOf(fields), change_time: toDbTime(now), change_by: userId })
    .where("id", "=", id)
    .execute();
  await writeExtras(tx, id, fields);
}

function columnsOf(fields: AccountFields) {
  const { login, password, host, type, queueId, trusted, folder, comment, valid } = fields;
  return {
    ...(login !== undefined && { login }),
    ...(password !== undefined && { pw: password }),
    ...(host !== undefined && { host }),
    ...(type !== undefined && { account_type: type }),
    ...(queueId !== undefined && { queue_id: queueId }),
    ...(trusted !== undefined && { trusted: trusted ? 1 : 0 }),
    ...(folder !== undefined && { imap_folder: folder }),
    ...(comment !== undefined && { comments: comment }),
    ...(valid !== undefined && { valid_id: valid ? 1 : 2 }),
  };
}

async function writeExtras(tx: Tx, id: number, fields: AccountFields): Promise<void> {
  const extras = {
    ...(fields.name !== undefined && { name: fields.name }),
    ...(fields.port !== undefined && { port: fields.port }),
    ...(fields.after !== undefined && { after_fetch: fields.after }),
    ...(fields.moveFolder !== undefined && { move_folder: fields.moveFolder }),
    ...(fields.authentication !== undefined && { authentication: fields.authentication }),
    ...(fields.tokenConfigId !== undefined && { token_config_id: fields.tokenConfigId }),
    ...(fields.anyCertificate !== undefined && { certificate: fields.anyCertificate ? "any" : "verify" }),
  };
  if (Object.keys(extras).length === 0) return;
  const { numUpdatedRows } = await tx
    .updateTable("gotrs_mail_account")
    .set(extras)
    .where("account_id", "=", id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await insertRow(tx, "gotrs_mail_account", {
    account_id: id,
    after_fetch: "delete",
    certificate: "verify",
    ...extras,
  });
}
