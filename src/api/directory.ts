/** Customers and companies, as agents look them up. */

export interface CustomerSummary {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** Its company's. */
  readonly customerId: string;
  /** The company's name; null for an id that no company has. */
  readonly company: string | null;
  readonly valid: boolean;
}

export interface CustomerPage {
  /** By name, a part of all. */
  readonly customers: readonly CustomerSummary[];
  /** All that were found. */
  readonly total: number;
}

/** What is not known is an empty text. */
export interface CustomerCard extends CustomerSummary {
  readonly title: string;
  readonly phone: string;
  readonly mobile: string;
  readonly fax: string;
  readonly street: string;
  readonly zip: string;
  readonly city: string;
  readonly country: string;
  readonly comment: string;
  /** Further companies whose tickets the customer may see. */
  readonly companies: readonly string[];
}

export interface CompanySummary {
  readonly customerId: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly valid: boolean;
}

export interface CompanyPage {
  /** By name, a part of all. */
  readonly companies: readonly CompanySummary[];
  /** All that were found. */
  readonly total: number;
}

/** What is not known is an empty text. */
export interface CompanyCard extends CompanySummary {
  readonly street: string;
  readonly zip: string;
  readonly url: string;
  readonly comment: string;
  /** Who belongs to it, by name; a part of them when they are very many. */
  readonly customers: readonly CustomerSummary[];
}
