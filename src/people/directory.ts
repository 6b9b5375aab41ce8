/** The directory of customers and companies, as agents look in it. */

import type { CompanyCard, CompanyPage, CustomerCard, CustomerPage } from "../api/directory.ts";
import type { Desk } from "../desk.ts";
import { NotFoundError } from "../errors.ts";
import { said } from "../said.ts";
import { furtherCustomerIds } from "../store/customerAccess.ts";
import { customerDetails } from "../store/customers.ts";
import { companyCardRow, countCompanies, countCustomers, listCompanies, listCustomers } from "../store/directory.ts";

/** What is looked for, and how many are shown of it. */
export interface Wanted {
  readonly search?: string | undefined;
  readonly limit?: number | undefined;
}

/** So many when nothing is said, and of the people of a company. */
const usual = 200;
/** More words do not narrow it. */
const mostWords = 5;

export function wordsOf(search: string): readonly string[] {
  return search
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, mostWords);
}

/** Every word stands in name, address, login or the company's id or name; all when nothing is looked for. */
export async function customers({ store }: Desk, { search = "", limit = usual }: Wanted): Promise<CustomerPage> {
  const words = wordsOf(search);
  const found = await listCustomers(store.db, { words, limit });
  return { customers: found, total: found.length < limit ? found.length : await countCustomers(store.db, words) };
}

/** Every word stands in customer id, name, city or country; all when nothing is looked for. */
export async function companies({ store }: Desk, { search = "", limit = usual }: Wanted): Promise<CompanyPage> {
  const words = wordsOf(search);
  const found = await listCompanies(store.db, { words, limit });
  return { companies: found, total: found.length < limit ? found.length : await countCompanies(store.db, words) };
}

/** @throws NotFoundError */
export async function customer({ store }: Desk, login: string): Promise<CustomerCard> {
  const known = await customerDetails(store.db, login);
  if (known === undefined) {
    throw new NotFoundError(said`there is no customer "${login}"`, {
      mend: said`Look for a part of the name or address`,
    });
  }
  const { firstName: _first, lastName: _last, ...card } = known;
  const company = await companyCardRow(store.db, card.customerId);
  return { ...card, company: company?.name ?? null, companies: await furtherCustomerIds(store.db, card.login) };
}

/** @throws NotFoundError */
export async function company({ store }: Desk, customerId: string): Promise<CompanyCard> {
  const row = await companyCardRow(store.db, customerId);
  if (row === undefined) {
    throw new NotFoundError(said`there is no company "${customerId}"`, { mend: said`Look for a part of its name` });
  }
  return { ...row, customers: await listCustomers(store.db, { words: [], limit: usual, customerId }) };
}
