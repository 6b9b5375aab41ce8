/** Customers and companies as functions. */
import type { CompanyCard, CompanyPage, CustomerCard, CustomerPage } from "../../src/api/directory.ts";
import type { Recipient } from "../../src/api/outbound.ts";
import { companyCard, companyPage, customerCard, customerPage } from "./shapes/directory.ts";
import { recipient } from "./shapes/outbound.ts";
import { encoded, type Transport } from "./transport.ts";

export class Directory {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Customer users by a part of name, address, login or company. */
  async recipients(search: string): Promise<readonly Recipient[]> {
    const path = `/recipients?${new URLSearchParams({ search, limit: "8" })}`;
    return await this.#transport.rows("recipients", recipient, path);
  }
  /** @param search words that each have to be there; all without */
  customers(search: string): Promise<CustomerPage> {
    return this.#transport.have(customerPage, "GET", `/customers?${new URLSearchParams({ search })}`);
  }
  customer(login: string): Promise<CustomerCard> {
    return this.#transport.have(customerCard, "GET", `/customers/${encoded(login)}`);
  }
  companies(search: string): Promise<CompanyPage> {
    return this.#transport.have(companyPage, "GET", `/companies?${new URLSearchParams({ search })}`);
  }
  company(customerId: string): Promise<CompanyCard> {
    return this.#transport.have(companyCard, "GET", `/companies/${encoded(customerId)}`);
  }
}
