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

export interface CustomerDetails extends Customer {
  readonly name: string;
  readonly title: string;
  readonly phone: string;
  readonly mobile: string;
  readonly fax: string;
  readonly street: string;
  readonly zip: string;
  readonly city: string;
  readonly country: string;
  readonly comment: string;
  readonly valid: boolean;
}

const further = ["title", "phone", "mobile", "fax", "street", "zip", "city", "country"] as const;

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

/** Everything known of a customer user, by the login in any case; what is not known is an empty text. */
export async function customerDetails(db: Reader, login: string): Promise<CustomerDetails | undefined> {
  const rows = await db
    .selectFrom("customer_user")
    .select([...columns, ...further, "comments as comment", "valid_id as validId"])
    .where(folded(db, "login"), "=", login.toLowerCase())
    .orderBy("id")
    .limit(mostAlike)
    .execute();
  const row = rows.find((one) => sameText(one.login, login.toLowerCase()));
  if (row === undefined) return undefined;
  const { validId, ...known } = row;
  return {
    ...known,
    name: `${row.firstName} ${row.lastName}`.trim(),
    title: row.title ?? "",
    phone: row.phone ?? "",
    mobile: row.mobile ?? "",
    fax: row.fax ?? "",
    street: row.street ?? "",
    zip: row.zip ?? "",
    city: row.city ?? "",
    country: row.country ?? "",
    comment: row.comment ?? "",
    valid: validId === 1,
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
