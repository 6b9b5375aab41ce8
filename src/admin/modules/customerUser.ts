/** `gotrs admin customer-user`: the people who write to us. */
import { endCustomerAccess } from "../endAccess.ts";
import { grantsIn } from "../grants.ts";
import { languageFaults } from "../language.ts";
import { openTickets } from "../openTickets.ts";
import { comment, plain, preference } from "../ordinary.ts";
import { passwordHashes, samePassword } from "../passwords.ts";
import { tableModule } from "../table.ts";

export const customerUser = tableModule({
  thing: "customer-user",
  plural: "customerUsers",
  about: "the people who write to us",
  table: "customer_user",
  // Tickets and OTRS's other tables hold the login itself.
  id: "login",
  key: "login",
  large: true,
  columns: ["firstName", "lastName", "email", "customerId"],
  fields: {
    login: {
      kind: "text",
      about: "what the customer logs in with",
      max: 100,
      required: true,
      fixed: "tickets refer to it; add a new one and disable this",
      at: { column: "login" },
    },
    firstName: { ...plain("first_name", 100, "the first name"), required: true },
    lastName: { ...plain("last_name", 100, "the last name"), required: true },
    email: {
      kind: "email",
      about: "whose mail is the customer's",
      max: 150,
      required: true,
      unique: true,
      at: { column: "email" },
    },
    customerId: { ...plain("customer_id", 150, "the company, or whatever its tickets belong to"), required: true },
    companies: {
      kind: "references",
      about: "further companies whose tickets the customer may see",
      to: "customer-company",
      at: { link: "customer_user_customer", owner: "user_id", other: "customer_id", stamps: "both" },
    },
    title: plain("title", 50, "what stands before the name"),
    phone: plain("phone", 150, "a telephone number"),
    mobile: plain("mobile", 150, "a mobile telephone number"),
    fax: plain("fax", 150, "a fax number"),
    street: plain("street", 150, "street and number"),
    zip: plain("zip", 200, "the postal code"),
    city: plain("city", 200, "the town"),
    country: plain("country", 200, "the country"),
    language: {
      ...plain("", 10, "a language, such as de or en"),
      at: preference("customer_preferences", "UserLanguage"),
    },
    password: { kind: "secret", about: "the password for the portal", max: 1000, at: { column: "pw" } },
    permissions: grantsIn("group_customer_user", "user_id", "what the customer may do in which group"),
    comment,
  },
  prepare: passwordHashes,
  sameSecret: samePassword,
  check: async (planned) => languageFaults(planned),
  follow: endCustomerAccess,
  uses: openTickets("customer_user_id"),
});
