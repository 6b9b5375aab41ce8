/** `gotrs admin state`: how far tickets are. */
import { openTickets } from "../openTickets.ts";
import { comment, name } from "../ordinary.ts";
import { usedBySettings } from "../settingsThatName.ts";
import { tableModule } from "../table.ts";

export const state = tableModule({
  thing: "state",
  plural: "states",
  about: "how far tickets are",
  table: "ticket_state",
  columns: ["type", "comment"],
  fields: {
    name: name("as agents see it"),
    type: {
      kind: "reference",
      about: "what it means to gotrs",
      to: "state-type",
      required: true,
      at: { column: "type_id" },
    },
    comment,
  },
  check: usedBySettings(({ postmaster }) => ({
    "postmaster.defaultState": postmaster.defaultState,
    "postmaster.followUpState": postmaster.followUpState,
    "postmaster.followUpStateClosed": postmaster.followUpStateClosed,
  })),
  uses: openTickets("ticket_state_id"),
});
