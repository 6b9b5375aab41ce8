/** `gotrs admin holiday`: days on which nobody works, every year or once, by calendar. OTRS keeps them in its system configuration. */
import { said } from "../../said.ts";
import { inRows, type Value, type Values } from "../field.ts";
import type { AdminModule, Asking, Complaint, Planned } from "../module.ts";
import { calendarOf, ordinary, setSetting, settingOf, settings, type Tree, treeIn } from "../workingCalendars.ts";

const yearly = "TimeVacationDays";
const once = "TimeVacationDaysOneTime";

export const holiday: AdminModule = {
  thing: "holiday",
  plural: "holidays",
  about: "days on which nobody works, every year or once",
  key: "day",
  canDisable: true,
  columns: ["name"],
  fields: {
    day: {
      kind: "text",
      about: "as 12-25 every year, as 2026-04-03 once; behind 1: that of calendar 1",
      max: 20,
      pattern: /^(?:[1-9]\d?: )?(?:\d{4}-)?\d\d-\d\d$/,
      form: "Write 12-25, 2026-04-03 or 1: 12-25",
      required: true,
      fixed: "add another one and disable this",
      at: inRows,
    },
    name: { kind: "text", about: "what is celebrated", max: 200, required: true, at: inRows },
    valid: { kind: "boolean", about: "whether it is there; false takes it away", default: true, at: inRows },
  },
  rows: {
    async read(reading) {
      const found = await settings(reading, yearly);
      return Array.from(found).flatMap(([setting, value]) =>
        [...daysOf(setting, value)].map(([day, name]) => ({ id: day, values: { day, name, valid: true } })),
      );
    },
    async insert(writing, { day, name }) {
      await write(writing, String(day), name ?? null);
      return String(day);
    },
    async update(writing, id, { name }) {
      if (name !== undefined) await write(writing, String(id), name);
    },
    async relate() {},
    async remove(writing, id) {
      await write(writing, String(id), null);
    },
  },
  check: isDayOfCalendar,
};

/** `1: 12-25` → `1`, `12-25`. */
function partsOf(day: string): readonly [calendar: string, date: string] {
  const [, calendar = ordinary, date = ""] = /^(?:(\d+): )?(.*)$/.exec(day) ?? [];
  return [calendar, date];
}

async function isDayOfCalendar({ after }: Planned, asking: Asking): Promise<readonly Complaint[]> {
  const [calendar, date] = partsOf(String(after.day));
  // A leap year, so that 29 February is a day of every year.
  const full = date.length === 5 ? `2024-${date}` : date;
  const time = new Date(`${full}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(full)) {
    return [
      { field: "day", what: said`there is no ${date}`, mend: said`Write a day that the calendar has, like 12-25` },
    ];
  }
  if ((await asking.find("working-time", calendar)) !== undefined) return [];
  const mend = said`Add it first: gotrs admin working-time add ${calendar}`;
  return [{ field: "day", what: said`there is no calendar ${calendar}`, mend }];
}

/** Day → name, of one setting. */
function daysOf(setting: string, value: Value): ReadonlyMap<string, string> {
  const isOnce = calendarOf(setting, once) !== undefined;
  const calendar = calendarOf(setting, isOnce ? once : yearly);
  if (calendar === undefined) return new Map();
  const prefix = calendar === ordinary ? "" : `${calendar}: `;
  const years = isOnce ? Object.entries(treeIn(value)) : ([["", value]] as const);
  return new Map(
    years.flatMap(([year, months]) =>
      Object.entries(treeIn(months)).flatMap(([month, days]) =>
        Object.entries(treeIn(days)).flatMap(([day, name]): [string, string][] => {
          const date = [...(isOnce ? [year] : []), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
          return name === null || name === "" ? [] : [[`${prefix}${date}`, String(name)]];
        }),
      ),
    ),
  );
}

/** @param name null takes the day away */
async function write(writing: Parameters<typeof setSetting>[0], key: string, name: Value): Promise<void> {
  const [calendar, date] = partsOf(key);
  const path = date.split("-").map((part) => String(Number(part)));
  const setting = settingOf(path.length === 3 ? once : yearly, calendar);
  const before = treeIn((await settings({ ...writing, db: writing.tx }, setting)).get(setting));
  await setSetting(writing, setting, changed(before, path, name));
}

function changed(tree: Tree, [first = "", ...rest]: readonly string[], value: Value): Values {
  const { [first]: old, ...others } = tree;
  const next = rest.length === 0 ? value : changed(treeIn(old), rest, value);
  const isGone = next === null || (typeof next === "object" && Object.keys(next).length === 0);
  return isGone ? others : { ...others, [first]: next };
}
