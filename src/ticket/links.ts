/** The links of a ticket as its readers see them: none to a ticket that they may not see. */
import type { TicketDetail } from "../api/ticket.ts";
import type { Desk } from "../desk.ts";
import type { Permissions } from "../people/permissions.ts";
import { linksOfTicket } from "../store/links.ts";
import { ticketById } from "../store/tickets.ts";

export async function visibleLinks(
  desk: Desk,
  ticketId: number,
  permissions: Permissions,
): Promise<TicketDetail["links"]> {
  const { db } = desk.store;
  const own = String(ticketId);
  const links: TicketDetail["links"][number][] = [];
  for (const { source, target, type } of await linksOfTicket(db, ticketId)) {
    const isSource = source.object === "Ticket" && source.key === own;
    const { object, key } = isSource ? target : source;
    const direction = type === "Normal" ? "both" : isSource ? "child" : "parent";
    if (object !== "Ticket") {
      links.push({ type, direction, object, id: Number(key), number: "", title: "" });
      continue;
    }
    const other = await ticketById(db, Number(key));
    if (other === undefined || !permissions.mayTicket(other, "ro")) continue;
    links.push({ type, direction, object, id: other.id, number: other.number, title: other.title });
  }
  return links;
}
