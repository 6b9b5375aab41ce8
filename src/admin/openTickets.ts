/** What a module says of open tickets when one of its entries is disabled: they stay as they are. */
import { openTicketCount, type TicketColumn } from "../store/openTickets.ts";
import type { AdminModule } from "./module.ts";

/** @param columns of ticket that hold the id */
export function openTickets(...columns: readonly TicketColumn[]): NonNullable<AdminModule["uses"]> {
  return async ({ db }, id) => {
    const notes: string[] = [];
    for (const column of columns) {
      const count = await openTicketCount(db, column, id);
      const how = column === "responsible_user_id" ? " as responsible" : "";
      if (count > 0) notes.push(`${count === 1 ? "1 open ticket has" : `${count} open tickets have`} it${how}`);
    }
    return notes;
  };
}
