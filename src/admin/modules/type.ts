/** `gotrs admin type`: kinds of tickets. */
import { openTickets } from "../openTickets.ts";
import { name } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const type = tableModule({
  thing: "type",
  plural: "types",
  about: "kinds of tickets, such as incident or question",
  table: "ticket_type",
  fields: { name: name("as agents see it") },
  uses: openTickets("type_id"),
});
