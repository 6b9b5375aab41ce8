/** `gotrs admin service`: what customers can have a ticket about. */
import { openTickets } from "../openTickets.ts";
import { comment, nestedName } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const service = tableModule({
  thing: "service",
  plural: "services",
  about: "what customers can have a ticket about",
  table: "service",
  columns: ["slas", "comment"],
  nested: true,
  fields: {
    name: nestedName("with :: between parent and child"),
    customers: {
      kind: "references",
      about: "the customer users who may choose it; <DEFAULT> stands for all who have none of their own",
      to: "customer-user",
      besides: ["<DEFAULT>"],
      at: { link: "service_customer_user", owner: "service_id", other: "customer_user_login", stamps: "create" },
    },
    slas: {
      kind: "references",
      about: "the agreements that can be chosen with it",
      to: "sla",
      mirror: true,
      at: { link: "service_sla", owner: "service_id", other: "sla_id", stamps: "none" },
    },
    comment,
  },
  uses: openTickets("service_id"),
});
