/** SQL of what a customer user belongs to: further companies and groups, as OTRS keeps them. What that allows is people's. */
import type { Reader } from "./store.ts";

export interface CustomerRow {
  readonly id: number;
  readonly login: string;
  readonly email: string;
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly valid: boolean;
}

export async function customerRow(db: Reader, login: string): Promise<CustomerRow | undefined> {
  const row = await db
    .selectFrom("customer_user")
    .select(["id", "login", "email", "customer_id as customerId"])
    .select(["first_name as firstName", "last_name as lastName", "valid_id"])
    .where("login", "=", login)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { valid_id, ...rest } = row;
  return { ...rest, valid: valid_id === 1 };
}

/** Customer ids besides the one in the row itself (customer_user_customer). */
export async function furtherCustomerIds(db: Reader, login: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("customer_user_customer")
    .select("customer_id as customerId")
    .where("user_id", "=", login)
    .orderBy("customer_id")
    .execute();
  return rows.map(({ customerId }) => customerId);
}

export interface GroupKey {
  readonly groupId: number;
  /** ro or rw. */
  readonly key: string;
}

/** Of valid groups: the customer user's own, their companies', and those that every customer has. */
export async function customerGroups(
  db: Reader,
  login: string,
  customerIds: readonly string[],
  always: readonly string[],
): Promise<readonly GroupKey[]> {
  const own = await db
    .selectFrom("group_customer_user as c")
    .innerJoin("permission_groups as g", "g.id", "c.group_id")
    .select(["g.id as groupId", "c.permission_key as key"])
    .where("c.user_id", "=", login)
    .where("c.permission_value", "=", 1)
    .where("g.valid_id", "=", 1)
    .execute();
  const companies =
    customerIds.length === 0
      ? []
      : await db
          .selectFrom("group_customer as c")
          .innerJoin("permission_groups as g", "g.id", "c.group_id")
          .select(["g.id as groupId", "c.permission_key as key"])
          .where("c.customer_id", "in", customerIds)
          .where("c.permission_value", "=", 1)
          // OTRS's other context, access to other companies' tickets, is off in OTRS and does not exist here.
          .where("c.permission_context", "=", "Ticket::CustomerID::Same")
          .where("g.valid_id", "=", 1)
          .execute();
  const everybodys =
    always.length === 0
      ? []
      : await db
          .selectFrom("permission_groups as g")
          .select("g.id as groupId")
          .where("g.name", "in", always)
          .where("g.valid_id", "=", 1)
          .execute();
  return [...own, ...companies, ...everybodys.map(({ groupId }) => ({ groupId, key: "rw" }))];
}
