/** Services and SLAs to choose from. Pure. */
import type { Lookups, TicketSummary } from "../src/api/ticket.ts";
import type { Item } from "./components/ItemLine.tsx";
import { text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";

type Named = Lookups["services"][number];

/** Those that are for the ticket's service. */
export function slasFor(
  { services, slas }: Pick<Lookups, "services" | "slas">,
  { service }: Pick<TicketSummary, "service">,
): readonly Named[] {
  const id = services.find(({ name }) => name === service)?.id;
  return id === undefined ? [] : slas.filter((sla) => sla.services.includes(id));
}

export function withNone(some: readonly Named[]): readonly Item[] {
  return [
    ...some.map(({ name }) => ({ value: name, label: safeLine(name) })),
    { value: "", label: text("field.none") },
  ];
}
