/** `gotrs admin customer-company`: for whom customers write. */
import { grantsIn } from "../grants.ts";
import { openTickets } from "../openTickets.ts";
import { comment, plain } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const customerCompany = tableModule({
  thing: "customer-company",
  plural: "customerCompanies",
  about: "for whom customers write",
  table: "customer_company",
  id: "customer_id",
  key: "customerId",
  large: true,
  columns: ["name", "city", "country"],
  fields: {
    customerId: {
      ...plain("customer_id", 150, "the customer number"),
      required: true,
      fixed: "tickets refer to it; add a new one and disable this",
    },
    name: { ...plain("name", 200, "the company's name"), required: true, unique: true },
    street: plain("street", 200, "street and number"),
    zip: plain("zip", 200, "the postal code"),
    city: plain("city", 200, "the town"),
    country: plain("country", 200, "the country"),
    url: plain("url", 200, "its address in the web"),
    permissions: grantsIn("group_customer", "customer_id", "what its customers may do in which group"),
    comment,
  },
  uses: openTickets("customer_id"),
});
