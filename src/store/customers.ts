/** SQL that finds customer users by their address. */
import { sql } from "kysely";
import { folded } from "./drivers/folded.ts";
import { hasWords, literally } from "./like.ts";
import { prepared } from "./prepared.ts";
import type { Reader } from "./store.ts";

export interface Customer {
  readonly login: string;
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** The valid customer user with this address, any case; the oldest when several share it. */
export async function customerByEmail(db: Reader, address: string): Promise<Customer | undefined> {
  const wanted = address.toLowerCase();
  const sharing = (await validByEmail(db, wanted)).filter(({ email }) => sameText(email, wanted));
  return sharing.toSorted((one, other) => one.id - other.id)[0];
}

/** So many may share a login before one is missed because a database takes accents for nothing. */
const mostAlike = 50;

const mostGuessed = 2000;

const columns = [
  "login",
  "customer_id as customerId",
  "first_name as firstName",
  "last_name as lastName",
  "email",
] as const;

/** In no order: SQLite plans a statement with a bound value and an order anew for each value, ten times the work of the search. */
const validByEmail = prepared((db, address: string) =>
  db
    .selectFrom("customer_user")
    .select(["id", ...columns])
    .where(folded(db, "email"), "=", address)
    .where("valid_id", "=", 1),
);

export async function customerByLogin(db: Reader, login: string): Promise<Customer | undefined> {
  const wanted = login.toLowerCase();
  const rows = await db
    .selectFrom("customer_user")
    .select(columns)
    .where(folded(db, "login"), "=", wanted)
    .orderBy("id")
    .limit(mostAlike)
    .execute();
  return rows.find((row) => sameText(row.login, wanted));
}

/** What OTRS's templates may say of a customer user, by the names of its tags. */
export async function customerCard(db: Reader, login: string): Promise<Readonly<Record<string, string>> | undefined> {
  const rows = await db
    .selectFrom("customer_user")
    .select([...columns, "title", "phone", "fax", "mobile", "street", "zip", "city", "country", "comments"])
    .where(folded(db, "login"), "=", login.toLowerCase())
    .orderBy("id")
    .limit(mostAlike)
    .execute();
  const row = rows.find((one) => sameText(one.login, login.toLowerCase()));
  if (row === undefined) return undefined;
  return {
    UserLogin: row.login,
    UserTitle: row.title ?? "",
    UserFirstname: row.firstName,
    UserLastname: row.lastName,
    UserFullname: `${row.firstName} ${row.lastName}`.trim(),
    UserEmail: row.email,
    UserCustomerID: row.customerId,
    UserPhone: row.phone ?? "",
    UserFax: row.fax ?? "",
    UserMobile: row.mobile ?? "",
    UserStreet: row.street ?? "",
    UserZip: row.zip ?? "",
    UserCity: row.city ?? "",
    UserCountry: row.country ?? "",
    UserComment: row.comments ?? "",
  };
}

/** Logins of valid ones, to guess from what was mistyped; of a crowd only some. */
export async function loginsBeginning(db: Reader, beginning: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("customer_user")
    .select("login")
    .where(folded(db, "login"), "like", sql<string>`${`${literally(beginning.toLowerCase())}%`} escape '!'`)
    .where("valid_id", "=", 1)
    .orderBy("login")
    .limit(mostGuessed)
    .execute();
  return rows.map(({ login }) => login);
}

/** Valid ones who have every word in name, address, login or company; by name. */
export async function customersLike(db: Reader, words: readonly string[], limit: number): Promise<readonly Customer[]> {
  return await db
    .selectFrom("customer_user")
    .select(columns)
    .where("valid_id", "=", 1)
    .where(hasWords(db, ["first_name", "last_name", "email", "login", "customer_id"], words))
    .orderBy("last_name")
    .orderBy("first_name")
    .orderBy("id")
    .limit(limit)
    .execute();
}

function sameText(one: string, lower: string): boolean {
  // SQLite folds ASCII alone, so that only what it has found is compared here.
  return one.toLowerCase() === lower;
}
