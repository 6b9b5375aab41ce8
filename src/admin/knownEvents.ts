/** Whether the events of an entry are ones that there are. Packages of OTRS have events of their own, which may stay. */
import { said } from "../said.ts";
import { eventNames } from "./eventNames.ts";
import { suggested } from "./fault.ts";
import type { Values } from "./field.ts";
import type { Complaint, Planned } from "./module.ts";

export async function knownEvents({ before, after }: Planned): Promise<readonly Complaint[]> {
  const eventsOf = (values: Values | undefined) => (values?.events ?? []) as readonly string[];
  return eventsOf(after)
    .filter((event) => !eventsOf(before?.values).includes(event) && !isEvent(event))
    .map((event) => ({
      field: "events",
      what: said`there is no event "${event}"`,
      mend: suggested(event, eventNames, said`See docs/administration.md`),
    }));
}

function isEvent(event: string): boolean {
  return eventNames.includes(event) || /^(Ticket|Article)DynamicFieldUpdate_[A-Za-z0-9]+$/.test(event);
}
