/** SQL that looks up customer users and companies for agents. */
import type { CompanyCard, CompanySummary, CustomerSummary } from "../api/directory.ts";
import { hasWords } from "./like.ts";
import type { Reader } from "./store.ts";

const customerColumns = ["c.first_name", "c.last_name", "c.email", "c.login", "c.customer_id", "company.name"];

export interface DirectoryQuery {
  readonly words: readonly string[];
  readonly limit: number;
}

/** By last and first name. @param customerId only those of this company */
export async function listCustomers(
  db: Reader,
  { words, limit, customerId }: DirectoryQuery & { readonly customerId?: string | undefined },
): Promise<readonly CustomerSummary[]> {
  let query = db
    .selectFrom("customer_user as c")
    .leftJoin("customer_company as company", "company.customer_id", "c.customer_id")
    .select([
      "c.login",
      "c.first_name as firstName",
      "c.last_name as lastName",
      "c.email",
      "c.customer_id as customerId",
      "company.name as company",
      "c.valid_id as validId",
    ])
    .where(hasWords(db, customerColumns, words));
  if (customerId !== undefined) query = query.where("c.customer_id", "=", customerId);
  const rows = await query.orderBy("c.last_name").orderBy("c.first_name").orderBy("c.id").limit(limit).execute();
  return rows.map(({ firstName, lastName, validId, ...row }) => ({
    ...row,
    name: `${firstName} ${lastName}`.trim(),
    valid: validId === 1,
  }));
}

export async function countCustomers(db: Reader, words: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom("customer_user as c")
    .leftJoin("customer_company as company", "company.customer_id", "c.customer_id")
    .select(({ fn }) => fn.countAll().as("count"))
    .where(hasWords(db, customerColumns, words))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

const companyColumns = ["customer_id", "name", "city", "country"];

/** By name. */
export async function listCompanies(db: Reader, { words, limit }: DirectoryQuery): Promise<readonly CompanySummary[]> {
  const rows = await db
    .selectFrom("customer_company")
    .select(["customer_id as customerId", "name", "city", "country", "valid_id as validId"])
    .where(hasWords(db, companyColumns, words))
    .orderBy("name")
    .orderBy("customer_id")
    .limit(limit)
    .execute();
  return rows.map(({ validId, city, country, ...row }) => ({
    ...row,
    city: city ?? "",
    country: country ?? "",
    valid: validId === 1,
  }));
}

export async function countCompanies(db: Reader, words: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom("customer_company")
    .select(({ fn }) => fn.countAll().as("count"))
    .where(hasWords(db, companyColumns, words))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function companyCardRow(
  db: Reader,
  customerId: string,
): Promise<Omit<CompanyCard, "customers"> | undefined> {
  const row = await db
    .selectFrom("customer_company")
    .select([
      "customer_id as customerId",
      "name",
      "street",
      "zip",
      "city",
      "country",
      "url",
      "comments",
      "valid_id as validId",
    ])
    .where("customer_id", "=", customerId)
    .executeTakeFirst();
  return (
    row && {
      customerId: row.customerId,
      name: row.name,
      street: row.street ?? "",
      zip: row.zip ?? "",
      city: row.city ?? "",
      country: row.country ?? "",
      url: row.url ?? "",
      comment: row.comments ?? "",
      valid: row.validId === 1,
    }
  );
}
