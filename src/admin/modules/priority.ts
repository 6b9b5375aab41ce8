/** `gotrs admin priority`: how urgent tickets are. */
import { openTickets } from "../openTickets.ts";
import { name } from "../ordinary.ts";
import { usedBySettings } from "../settingsThatName.ts";
import { tableModule } from "../table.ts";

export const priority = tableModule({
  thing: "priority",
  plural: "priorities",
  about: "how urgent tickets are",
  table: "ticket_priority",
  fields: { name: name("as agents see it; the digit it begins with sorts it") },
  check: usedBySettings(({ postmaster }) => ({ "postmaster.defaultPriority": postmaster.defaultPriority })),
  uses: openTickets("ticket_priority_id"),
});
