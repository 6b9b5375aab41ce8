/** SQL of gotrs_fetched_mail: which mails of a server are stored already, and which could not be fetched. */
import { createHash } from "node:crypto";
import { type DbTime, toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store, Tx } from "./store.ts";

/** Where a mail lies on a server. */
export interface MailPlace {
  readonly accountId: number;
  /** Empty for POP3. */
  readonly folder: string;
  /** UIDVALIDITY; empty for POP3. */
  readonly validity: string;
  /** IMAP's UID or POP3's UIDL. */
  readonly uid: string;
}

/** What the intake writes together with the mail, so that it is never taken from there twice. */
export interface Remembered extends MailPlace {
  /** Hex SHA-256 of the source: knows a mail again whose server numbered it anew. */
  readonly digest: string;
}

export type FetchedStateName = "stored" | "settled" | "large" | "failed";

export interface FetchedMail extends MailPlace {
  readonly id: number;
  readonly state: FetchedStateName;
  readonly digest: string | null;
  readonly reason: string | null;
  readonly created: DbTime;
}

function placeOf({ folder, validity, uid }: MailPlace): string {
  return createHash("sha256").update(`${folder}\0${validity}\0${uid}`).digest("hex");
}

/** Every mail of the account that is remembered. */
export async function fetchedMails(db: Reader, accountId: number): Promise<readonly FetchedMail[]> {
  const rows = await db
    .selectFrom("gotrs_fetched_mail")
    .select(["id", "folder", "validity", "uid", "state", "digest", "reason", "create_time as created"])
    .where("account_id", "=", accountId)
    .orderBy("id")
    .execute();
  // This file alone writes the column.
  return rows.map((row) => ({ ...row, accountId, state: row.state as FetchedStateName }));
}

/** Mails that lie on a server and cannot be taken, of every account. */
export async function unfetchedMails(
  db: Reader,
): Promise<readonly Pick<FetchedMail, "accountId" | "uid" | "reason">[]> {
  return await db
    .selectFrom("gotrs_fetched_mail")
    .select(["account_id as accountId", "uid", "reason"])
    .where("state", "in", ["large", "failed"])
    .orderBy("id")
    .execute();
}

/**
 * Writes that the mail is stored, in the transaction that stores it.
 * @returns false when it was stored before, and nothing may be written again
 */
export async function rememberMail(tx: Tx, mail: Remembered, now: Date): Promise<boolean> {
  const place = placeOf(mail);
  const known = await tx
    .selectFrom("gotrs_fetched_mail")
    .select(["id", "state"])
    .where("account_id", "=", mail.accountId)
    .where("place", "=", place)
    .executeTakeFirst();
  if (known?.state === "stored" || known?.state === "settled") return false;
  if (known !== undefined) await tx.deleteFrom("gotrs_fetched_mail").where("id", "=", known.id).execute();
  await insertRow(tx, "gotrs_fetched_mail", { ...rowOf(mail, "stored", now), digest: mail.digest, reason: null });
  return true;
}

/** Notes once why a mail stays on the server. */
export async function noteUnfetched(
  store: Store,
  mail: MailPlace,
  state: "large" | "failed",
  reason: string,
  now: Date,
): Promise<void> {
  await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("gotrs_fetched_mail")
      .set({ state, reason })
      .where("account_id", "=", mail.accountId)
      .where("place", "=", placeOf(mail))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) return;
    await insertRow(tx, "gotrs_fetched_mail", { ...rowOf(mail, state, now), digest: null, reason });
  });
}

function rowOf(mail: MailPlace, state: FetchedStateName, now: Date) {
  const { accountId, folder, validity, uid } = mail;
  return { account_id: accountId, place: placeOf(mail), folder, validity, uid, state, create_time: toDbTime(now) };
}

/** The server has marked them. */
export async function settleMails(store: Store, mails: readonly MailPlace[]): Promise<void> {
  for (const { accountId, places } of chunks(mails)) {
    await store.transaction((tx) =>
      tx
        .updateTable("gotrs_fetched_mail")
        .set({ state: "settled" })
        .where("account_id", "=", accountId)
        .where("place", "in", places)
        .execute(),
    );
  }
}

/** They are gone from the server and cannot come again under that number. */
export async function forgetMails(store: Store, mails: readonly MailPlace[]): Promise<void> {
  for (const { accountId, places } of chunks(mails)) {
    await store.transaction((tx) =>
      tx.deleteFrom("gotrs_fetched_mail").where("account_id", "=", accountId).where("place", "in", places).execute(),
    );
  }
}

/** So many values a statement takes on every database. */
const chunk = 500;

function* chunks(mails: readonly MailPlace[]): Generator<{ accountId: number; places: string[] }> {
  for (let at = 0; at < mails.length; at += chunk) {
    const part = mails.slice(at, at + chunk);
    // All of one account, always: a round is about one.
    yield { accountId: part[0]?.accountId ?? 0, places: part.map(placeOf) };
  }
}
