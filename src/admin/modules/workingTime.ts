/** `gotrs admin working-time`: the hours in which somebody works, by calendar. OTRS keeps them in its system configuration. */

import { z } from "zod";
import { said } from "../../said.ts";
import { wanted } from "../../schemaWords.ts";
import { inRows, type Value, type Values } from "../field.ts";
import type { AdminModule, Complaint } from "../module.ts";
import { isTimeZone } from "../timeZone.ts";
import { calendarOf, ordinary, setSetting, settingOf, settings, treeIn } from "../workingCalendars.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const hour = z
  .number({ error: wanted(said`Give hours from 0 to 23`) })
  .int()
  .min(0)
  .max(23);
const hours = z.partialRecord(z.enum(weekdays), z.array(hour)).transform(ordered);

/** OTRS's own: each of the hours counts whole. */
const office = Array.from({ length: 13 }, (_, index) => index + 8);
const usual = ordered(Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, office])));

export const workingTime: AdminModule = {
  thing: "working-time",
  plural: "workingTimes",
  about: "the hours in which somebody works, by calendar; queues and SLAs name a calendar by its number",
  key: "calendar",
  canDisable: false,
  columns: ["name", "timeZone", "hours"],
  fields: {
    calendar: {
      kind: "text",
      about: `its number, 1 to 99, or ${ordinary} for the ordinary one`,
      max: 10,
      pattern: /^(?:default|[1-9]\d?)$/,
      form: `Give a number from 1 to 99, or ${ordinary}`,
      required: true,
      fixed: "queues and SLAs refer to it",
      at: inRows,
    },
    name: { kind: "text", about: "what it is called; the ordinary one has no name", max: 200, at: inRows },
    timeZone: {
      kind: "text",
      about: "whose hours these are, such as Europe/Berlin; empty, and for the ordinary one, the helpdesk's own",
      max: 60,
      at: inRows,
    },
    hours: {
      kind: "structure",
      about: 'the hours of each day, each counting whole: {"Mon":[8,9,10,11],"Sat":[]}',
      schema: hours,
      inner: {
        keys: ["day"],
        bare: "hours",
        fields: {
          day: { kind: "choice", about: "the day of the week", choices: weekdays, required: true },
          hours: {
            kind: "structure",
            about: "the hours worked, 0 to 23; 8 is from 8:00 to 9:00",
            schema: z.array(hour),
          },
        },
      },
      toText: (value) =>
        Object.entries(value as Record<string, readonly number[]>)
          .filter(([, list]) => list.length > 0)
          .map(([day, list]) => `${day} ${spans(list)}`)
          .join(", ") || "-",
      default: usual,
      at: inRows,
    },
  },
  rows: {
    async read(reading) {
      const worked = await settings(reading, "TimeWorkingHours");
      const zones = await settings(reading, "TimeZone");
      const numbers = [...worked.keys()].flatMap((name) => calendarOf(name, "TimeWorkingHours") ?? []);
      const named = [...zones.keys()].flatMap((name) => /^TimeZone::Calendar(\d+)(?:Name)?$/.exec(name)?.[1] ?? []);
      const others = [...new Set([...numbers, ...named])].filter((calendar) => calendar !== ordinary);
      return [ordinary, ...others.toSorted((a, b) => Number(a) - Number(b))].map((calendar) => {
        const own = worked.get(settingOf("TimeWorkingHours", calendar));
        const zone = settingOf("TimeZone", calendar);
        const known = calendar !== ordinary;
        return {
          id: calendar,
          values: {
            calendar,
            name: known ? textOf(zones.get(`${zone}Name`)) : null,
            timeZone: known ? textOf(zones.get(zone)) : null,
            hours: own === undefined ? usual : hoursIn(own),
          },
        };
      });
    },
    async insert(writing, values) {
      const calendar = String(values.calendar);
      await write(writing, calendar, values);
      return calendar;
    },
    async update(writing, id, changed) {
      await write(writing, String(id), changed);
    },
    async relate() {},
  },
  check: async ({ after }) => ofTheCalendar(after),
};

async function write(writing: Parameters<typeof setSetting>[0], calendar: string, values: Values): Promise<void> {
  const { name, timeZone, hours: worked } = values;
  const zone = settingOf("TimeZone", calendar);
  if (calendar !== ordinary && name !== undefined) await setSetting(writing, `${zone}Name`, name ?? "");
  if (calendar !== ordinary && timeZone !== undefined) await setSetting(writing, zone, timeZone ?? "");
  if (worked === undefined) return;
  // OTRS holds numbers as texts.
  const texts = Object.entries(treeIn(worked)).map(([day, list]) => [day, Array.isArray(list) ? list.map(String) : []]);
  await setSetting(writing, settingOf("TimeWorkingHours", calendar), Object.fromEntries(texts));
}

function ofTheCalendar({ calendar, name, timeZone }: Values): readonly Complaint[] {
  if (typeof timeZone === "string" && !isTimeZone(timeZone)) {
    return [
      { field: "timeZone", what: said`there is no time zone "${timeZone}"`, mend: said`Write it like Europe/Berlin` },
    ];
  }
  if (calendar !== ordinary) return [];
  return Object.entries({ name, timeZone }).flatMap(([field, value]) =>
    value === null || value === undefined
      ? []
      : [
          {
            field,
            what: said`the ordinary calendar has none`,
            mend: said`Its time zone is system.timeZone of gotrs.yaml`,
          },
        ],
  );
}

function textOf(value: Value | undefined): string | null {
  return value === undefined || value === null || value === "" || typeof value === "object" ? null : String(value);
}

function hoursIn(value: Value): Values {
  const lists = Object.entries(treeIn(value)).map(([day, list]) => [day, Array.isArray(list) ? list.map(Number) : []]);
  const { success, data } = hours.safeParse(Object.fromEntries(lists));
  return success ? data : usual;
}

/** Every day in order, those without work too. */
function ordered(given: Partial<Record<string, readonly number[]>>): Record<string, readonly number[]> {
  return Object.fromEntries(
    weekdays.map((day) => [day, [...new Set(given[day] ?? [])].toSorted((a, b) => a - b)] as const),
  );
}

/** `8-12, 14-18`: from the first minute of one hour to the last of another. */
function spans(list: readonly number[]): string {
  const ends: [number, number][] = [];
  for (const one of list) {
    const last = ends.at(-1);
    if (last !== undefined && last[1] === one) last[1] = one + 1;
    else ends.push([one, one + 1]);
  }
  return ends.map(([from, to]) => `${from}-${to}`).join(" ");
}
