/** A calendar that a queue or an SLA names has to be one of working-time's: otherwise the ordinary hours would count silently. */
import { joined, said } from "../said.ts";
import { suggested } from "./fault.ts";
import type { AdminModule } from "./module.ts";
import { ordinary } from "./workingCalendars.ts";

/** What an OTRS has stored may stay until another is named. */
export const knownCalendar: NonNullable<AdminModule["check"]> = async ({ before, after }, asking) => {
  const { calendar } = after;
  if (typeof calendar !== "string" || calendar === before?.values.calendar) return [];
  if ((await asking.find("working-time", calendar)) !== undefined) return [];
  const known = (await asking.every("working-time")).map((values) => String(values.calendar));
  const add = `gotrs admin working-time add ${calendar}`;
  const others = known.filter((one) => one !== ordinary);
  const mend =
    others.length === 0 ? said`There is only the ordinary one; leave it empty, or add it: ${add}` : undefined;
  const what = said`there is no calendar "${calendar}"`;
  return [
    { field: "calendar", what, mend: mend ?? joined([suggested(calendar, others, ""), said`Or add it: ${add}`], ". ") },
  ];
};
