/** Customers and companies, as they have to come. */
import type {
  CompanyCard,
  CompanyPage,
  CompanySummary,
  CustomerCard,
  CustomerPage,
  CustomerSummary,
} from "../../../src/api/directory.ts";
import { flag, list, object, orNull, text, whole } from "../shape.ts";

const customerFields = { login: text, name: text, email: text, customerId: text, company: orNull(text), valid: flag };
const companyFields = { customerId: text, name: text, city: text, country: text, valid: flag };

export const customerPage = object<CustomerPage>({
  customers: list(object<CustomerSummary>(customerFields)),
  total: whole,
});

export const customerCard = object<CustomerCard>({
  ...customerFields,
  ...{ title: text, phone: text, mobile: text, fax: text },
  ...{ street: text, zip: text, city: text, country: text, comment: text, companies: list(text) },
});

export const companyPage = object<CompanyPage>({
  companies: list(object<CompanySummary>(companyFields)),
  total: whole,
});

export const companyCard = object<CompanyCard>({
  ...companyFields,
  ...{ street: text, zip: text, url: text, comment: text },
  customers: list(object<CustomerSummary>(customerFields)),
});
