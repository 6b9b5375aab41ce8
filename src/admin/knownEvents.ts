/** Whether the events of an entry are ones that there are. Packages of OTRS have events of their own, which may stay. */
import { eventNames } from "./eventNames.ts";
import { nearest } from "./fault.ts";
import type { Values } from "./field.ts";
import type { Complaint, Planned } from "./module.ts";

export async function knownEvents({ before, after }: Planned): Promise<readonly Complaint[]> {
  const eventsOf = (values: Values | undefined) => (values?.events ?? []) as readonly string[];
  return eventsOf(after)
    .filter((event) => !eventsOf(before?.values).includes(event) && !isEvent(event))
    .map((event) => ({
      field: "events",
      what: `there is no event "${event}"`,
      mend: nearest(event, eventNames, "See docs/administration.md"),
    }));
}

function isEvent(event: string): boolean {
  return eventNames.includes(event) || /^(Ticket|Article)DynamicFieldUpdate_[A-Za-z0-9]+$/.test(event);
}
