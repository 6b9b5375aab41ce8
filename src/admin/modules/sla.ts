/** `gotrs admin sla`: how soon tickets are to be answered and solved. */
import { knownCalendar } from "../knownCalendar.ts";
import { openTickets } from "../openTickets.ts";
import { calendar, comment, minutes, name, percent } from "../ordinary.ts";
import { tableModule } from "../table.ts";

export const sla = tableModule({
  thing: "sla",
  plural: "slas",
  about: "how soon tickets about a service are to be answered and solved",
  table: "sla",
  columns: ["services", "firstResponseTime", "updateTime", "solutionTime"],
  fields: {
    name: name("as agents see it"),
    services: {
      kind: "references",
      about: "with which it can be chosen",
      to: "service",
      at: { link: "service_sla", owner: "sla_id", other: "service_id", stamps: "none" },
    },
    calendar,
    firstResponseTime: minutes("first_response_time", "working time until the first answer; 0 for no limit"),
    firstResponseNotify: percent(
      "first_response_notify",
      "how much of it may pass before agents are warned; 0 for no warning",
    ),
    updateTime: minutes("update_time", "working time between answers; 0 for no limit"),
    updateNotify: percent("update_notify", "how much of it may pass before agents are warned; 0 for no warning"),
    solutionTime: minutes("solution_time", "working time until the ticket is closed; 0 for no limit"),
    solutionNotify: percent("solution_notify", "how much of it may pass before agents are warned; 0 for no warning"),
    comment,
  },
  check: knownCalendar,
  uses: openTickets("sla_id"),
});
