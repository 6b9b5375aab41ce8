/** SQL of password hashes, of agents and customer users alike, now and before. What they mean is src/people's business. */
import { sql } from "kysely";
import { toDbTime } from "../clock.ts";
import { type Author, addAuditOfAccess } from "./auditTrail.ts";
import { folded } from "./drivers/folded.ts";
import { insertRow } from "./insert.ts";
import type { SessionOwner } from "./sessions.ts";
import type { Reader, Store, Tx } from "./store.ts";

export type PersonKind = "agent" | "customer";

/** Somebody who can log in. */
export interface Person {
  readonly kind: PersonKind;
  /** users.id, or customer_user.id. */
  readonly id: number;
  readonly login: string;
  readonly hash: string;
  readonly valid: boolean;
  readonly firstName: string;
  readonly lastName: string;
}

const columns = ["id", "login", "pw", "valid_id", "first_name as firstName", "last_name as lastName"] as const;

/** Agents by their login exactly; customers' logins have no case (behaviour §13.9). */
export async function personByLogin(db: Reader, kind: PersonKind, login: string): Promise<Person | undefined> {
  if (kind === "agent") {
    const row = await db.selectFrom("users").select(columns).where("login", "=", login).executeTakeFirst();
    return row === undefined ? undefined : asPerson(kind, row);
  }
  const customers = db.selectFrom("customer_user").select(columns).orderBy("id");
  const row =
    (await customers.where("login", "=", login).executeTakeFirst()) ??
    (await customers.where(folded(db, "login"), "=", login.toLowerCase()).executeTakeFirst());
  return row === undefined ? undefined : asPerson(kind, row);
}

export async function personById(db: Reader, kind: PersonKind, id: number): Promise<Person | undefined> {
  const table = kind === "agent" ? "users" : "customer_user";
  const row = await db.selectFrom(table).select(columns).where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : asPerson(kind, row);
}

interface Row {
  readonly id: number;
  readonly login: string;
  readonly pw: string | null;
  readonly valid_id: number;
  readonly firstName: string;
  readonly lastName: string;
}

function asPerson(kind: PersonKind, { id, login, pw, valid_id, firstName, lastName }: Row): Person {
  return { kind, id, login, hash: pw ?? "", valid: valid_id === 1, firstName, lastName };
}

export function ownerOf({ kind, id, login }: Person): SessionOwner {
  return kind === "agent" ? { userId: id } : { customerLogin: login };
}

/** A hash, and what sessions that rest on it bear. */
export interface MarkedHash {
  readonly hash: string;
  readonly mark: string;
}

/**
 * The same password in another form; sessions go on. Only as long as it is still the hash that was checked: a password
 * changed meanwhile stays.
 * @returns whether it was
 */
export async function rehashPassword(store: Store, person: Person, old: MarkedHash, next: MarkedHash, now: Date) {
  return await store.transaction(async (tx) => {
    if (!(await replaceHash(tx, person, next.hash, now))) return false;
    await ofSessions(tx.updateTable("gotrs_session").set({ password_mark: next.mark }), person)
      .where("password_mark", "=", old.mark)
      .execute();
    return true;
  });
}

export interface PasswordChange {
  readonly next: MarkedHash;
  /** Earlier ones that are remembered, the replaced one among them. */
  readonly remembered: number;
  /** The session that goes on; all others end, and codes for a lost password too. */
  readonly exceptSession: number | undefined;
  /** For the audit trail. */
  readonly by: Author;
}

/** @param person as it was when the change was allowed. @returns false when the password was changed meanwhile */
export async function changePassword(store: Store, person: Person, change: PasswordChange, now: Date) {
  const { next, remembered, exceptSession, by } = change;
  const { kind, id } = person;
  return await store.transaction(async (tx) => {
    if (!(await replaceHash(tx, person, next.hash, now))) return false;
    let others = ofSessions(tx.deleteFrom("gotrs_session"), person);
    if (exceptSession !== undefined) {
      others = others.where("id", "<>", exceptSession);
      await tx.updateTable("gotrs_session").set({ password_mark: next.mark }).where("id", "=", exceptSession).execute();
    }
    await others.execute();
    await tx.deleteFrom("gotrs_password_reset").where("kind", "=", kind).where("person_id", "=", id).execute();
    if (remembered > 0 && person.hash !== "") {
      await insertRow(tx, "gotrs_password_history", {
        kind,
        person_id: id,
        hash: person.hash,
        create_time: toDbTime(now),
      });
    }
    const kept = (await historyRows(tx, person)).slice(0, remembered).at(-1)?.id;
    const forgotten = tx.deleteFrom("gotrs_password_history").where("kind", "=", kind).where("person_id", "=", id);
    await (kept === undefined ? forgotten : forgotten.where("id", "<", kept)).execute();
    await addAuditOfAccess(tx, by, person, { changes: { password: ["(old secret)", "(new secret)"] } }, now);
    return true;
  });
}

async function replaceHash(tx: Tx, { kind, id, hash }: Person, pw: string, now: Date): Promise<boolean> {
  const same = sql<boolean>`coalesce(pw, '') = ${hash}`;
  // A customer is none of the users that change_by may name.
  const { numUpdatedRows } =
    kind === "agent"
      ? await tx
          .updateTable("users")
          .set({ pw, change_time: toDbTime(now), change_by: id })
          .where("id", "=", id)
          .where(same)
          .executeTakeFirstOrThrow()
      : await tx
          .updateTable("customer_user")
          .set({ pw, change_time: toDbTime(now) })
          .where("id", "=", id)
          .where(same)
          .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

function ofSessions<Query extends { where(column: "user_id" | "customer_login", is: "=", value: never): Query }>(
  query: Query,
  { kind, id, login }: Person,
): Query {
  return kind === "agent"
    ? query.where("user_id", "=", id as never)
    : query.where("customer_login", "=", login as never);
}

/** Hashes that the person had before, newest first. */
export async function earlierHashes(db: Reader, person: Person, limit: number): Promise<readonly string[]> {
  return (await historyRows(db, person)).slice(0, limit).map(({ hash }) => hash);
}

async function historyRows(db: Reader, { kind, id }: Person) {
  return await db
    .selectFrom("gotrs_password_history")
    .select(["id", "hash"])
    .where("kind", "=", kind)
    .where("person_id", "=", id)
    .orderBy("id", "desc")
    .execute();
}

/** Whether gotrs made the database itself; false where it is attached to an OTRS's. */
export async function isOwnDatabase(db: Reader): Promise<boolean> {
  const row = await db.selectFrom("gotrs_setting").select("value").where("name", "=", "origin").executeTakeFirst();
  return row?.value === "fresh";
}
