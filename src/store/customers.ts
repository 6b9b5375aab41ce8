/** SQL that finds customer users by their address. */
import { sql } from "kysely";
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
  return (await validByEmail(db, address.toLowerCase()))[0];
}

const validByEmail = prepared((db, address: string) =>
  db
    .selectFrom("customer_user")
    .select(["login", "customer_id as customerId", "first_name as firstName", "last_name as lastName", "email"])
    .where(sql<string>`lower(email)`, "=", address)
    .where("valid_id", "=", 1)
    .orderBy("id")
    .limit(1),
);

export async function customerByLogin(db: Reader, login: string): Promise<Customer | undefined> {
  return await db
    .selectFrom("customer_user")
    .select(["login", "customer_id as customerId", "first_name as firstName", "last_name as lastName", "email"])
    .where(sql<string>`lower(login)`, "=", login.toLowerCase())
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}
