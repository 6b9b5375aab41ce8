/** `gotrs admin maintenance`: when the helpdesk is down for work, and what people are told of it. OTRS's times are seconds of UTC. */
import { said, sayable } from "../../said.ts";
import type { Field, Value, Values } from "../field.ts";
import type { Complaint, Prepared } from "../module.ts";
import { plain } from "../ordinary.ts";
import { tableModule } from "../table.ts";

/** The columns are of 32 bits. */
const lastTime = Date.UTC(2038, 0, 1);
const form = "Write a time of UTC like 2026-12-31T22:00:00Z, before 2038";

function time<Column extends string>(column: Column, about: string): Field<Column> {
  return {
    kind: "text",
    about: `${about}, in UTC`,
    max: 30,
    required: true,
    form,
    at: {
      column,
      from: (stored) => isoTime(Number(stored) * 1000),
      to: (value) => Date.parse(String(value)) / 1000,
    },
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

export const maintenance = tableModule({
  thing: "maintenance",
  plural: "maintenances",
  about: "times when the helpdesk is down for work, and what people are told",
  table: "system_maintenance",
  key: "comment",
  columns: ["start", "end", "loginMessage"],
  fields: {
    comment: { kind: "text", about: "what is done then", max: 250, required: true, at: { column: "comments" } },
    start: time("start_date", "when it begins"),
    end: time("stop_date", "when it ends"),
    loginMessage: plain("login_message", 250, "what is told at the login"),
    showLoginMessage: {
      kind: "boolean",
      about: "whether it is told",
      default: false,
      at: { column: "show_login_message" },
    },
    notifyMessage: plain("notify_message", 250, "what those who are logged in are told"),
  },
  async prepare(given): Promise<Prepared> {
    const ready: Record<string, Value> = { ...given };
    const complaints: Complaint[] = [];
    for (const field of ["start", "end"]) {
      const value = given[field];
      if (typeof value !== "string") continue;
      const read = timeIn(value);
      if (read === undefined) complaints.push({ field, what: said`"${value}" is no such time`, mend: sayable(form) });
      else ready[field] = isoTime(read);
    }
    return { given: ready, complaints };
  },
  async check({ after }) {
    return endsBeforeItBegins(after)
      ? [
          {
            field: "end",
            what: said`it ends at ${String(after.end)} and begins at ${String(after.start)}`,
            mend: said`Give a later end`,
          },
        ]
      : [];
  },
});

function timeIn(text: string): number | undefined {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?Z?$/.exec(text) ?? [];
  const read = day === undefined ? Number.NaN : Date.parse(`${day}T${clock ?? "00:00"}Z`);
  // 31 February is read as a day of March.
  if (Number.isNaN(read) || read < 0 || read >= lastTime || !isoTime(read).startsWith(day ?? "")) return undefined;
  return read;
}

function endsBeforeItBegins({ start, end }: Values): boolean {
  return Date.parse(String(end)) <= Date.parse(String(start));
}
