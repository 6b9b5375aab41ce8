/** Times by which a job of the generic agent selects tickets: relative to when it runs, or between two days. */
import { z } from "zod";
import { said, sayable } from "../said.ts";
import { complaint, wanted } from "../schemaWords.ts";
import { deleteCells, insertCells, readCells } from "../store/adminRows.ts";
import type { Field, Id, Values } from "./field.ts";

/** Name → OTRS's beginnings of its keys: of the kind of search, and of all else. */
const times = {
  created: ["Time", "TicketCreate"],
  changed: ["ChangeTime", "TicketChange"],
  lastChanged: ["LastChangeTime", "TicketLastChange"],
  closed: ["CloseTime", "TicketClose"],
  lastClosed: ["LastCloseTime", "TicketLastClose"],
  pending: ["TimePending", "TicketPending"],
  escalation: ["EscalationTime", "TicketEscalation"],
  escalationResponse: ["EscalationResponseTime", "TicketEscalationResponse"],
  escalationUpdate: ["EscalationUpdateTime", "TicketEscalationUpdate"],
  escalationSolution: ["EscalationSolutionTime", "TicketEscalationSolution"],
} as const;

/** `before 3 days`: longer ago than that; `last`: since then; `next` and `after`: of what is to come. */
const starts = { before: "Before", last: "Last", next: "Next", after: "After" } as const;

const units = ["minute", "hour", "day", "week", "month", "year"] as const;

const dayForm = "Write days like 2026-12-31";
const day = z.iso.date({ error: wanted(sayable(dayForm)) });
const oneWay = '{"start":"before","count":3,"unit":"day"}';
const otherWay = '{"from":"2026-01-01","to":"2026-01-31"}';
const window = z.union(
  [
    z.strictObject({
      start: z.enum(Object.keys(starts) as [keyof typeof starts]),
      count: z.int().min(1).max(9999),
      unit: z.enum(units),
    }),
    z
      .strictObject({ from: day, to: day })
      .refine(({ from, to }) => from <= to, complaint(said`it ends before it begins`)),
  ],
  {
    error: wanted(said`Give start, count and unit, or from and to: ${oneWay} or ${otherWay}`),
  },
);
export type JobWindow = z.infer<typeof window>;

const schema = z.partialRecord(z.enum(Object.keys(times) as [keyof typeof times]), window);
export type JobTimes = z.infer<typeof schema>;

const table = "generic_agent_jobs";
const parts = ["TimePoint", "TimePointStart", "TimePointFormat"] as const;
const days = ["Start", "Stop"].flatMap((end) => ["Year", "Month", "Day"].map((part) => `Time${end}${part}`));

function keysOf([search, rest]: (typeof times)[keyof typeof times]): readonly string[] {
  return [`${search}SearchType`, ...[...parts, ...days].map((part) => `${rest}${part}`)];
}

const allKeys = new Set(Object.values(times).flatMap(keysOf));

export function isTimeKey(key: string): boolean {
  return allKeys.has(key);
}

export const jobTimes: Field<never> = {
  kind: "structure",
  about: 'only tickets of these times: {"closed":{"start":"before","count":3,"unit":"day"}}',
  schema,
  inner: {
    keys: ["time"],
    fields: {
      time: { kind: "choice", about: "which time of a ticket", choices: Object.keys(times), required: true },
      start: {
        kind: "choice",
        about: "before: longer ago than count units; last: since then; next and after: of what is to come",
        choices: Object.keys(starts),
      },
      count: { kind: "integer", about: "how many units, with start", min: 1, max: 9999 },
      unit: { kind: "choice", about: "of count", choices: units },
      from: { kind: "text", about: "the first day instead", max: 10, form: dayForm },
      to: { kind: "text", about: "the last day, with from", max: 10, form: dayForm },
    },
  },
  default: {},
  toText: (value) =>
    Object.entries(value as JobTimes)
      .map(([name, its]) => `${name} ${words(its)}`)
      .join(", ") || "-",
  at: {
    async read({ db }, ids) {
      const rows = await readCells(db, table, ["job_name", "job_key", "job_value"], {
        column: "job_name",
        values: ids,
      });
      const jobs = Map.groupBy(rows, (row) => row.job_name as Id);
      return new Map(
        ids.map((id) => {
          const pairs = (jobs.get(id) ?? []).map((row) => [String(row.job_key), String(row.job_value ?? "")] as const);
          return [id, read(new Map(pairs)) as Values];
        }),
      );
    },
    async write({ tx }, id, value) {
      await deleteCells(tx, table, { job_name: id, job_key: [...allKeys] });
      for (const [name, its] of Object.entries((value ?? {}) as JobTimes)) {
        for (const [key, text] of stored(times[name as keyof typeof times], its)) {
          await insertCells(tx, table, { job_name: id, job_key: key, job_value: text });
        }
      }
    },
  },
};

function words(its: JobWindow): string {
  return "from" in its ? `${its.from} to ${its.to}` : `${its.start} ${its.count} ${its.unit}`;
}

function read(rows: ReadonlyMap<string, string>): JobTimes {
  const all = Object.entries(times).flatMap(([name, [search, rest]]) => {
    const of = (part: string): string => rows.get(`${rest}${part}`) ?? "";
    const date = (end: string): string =>
      [of(`Time${end}Year`), ...["Month", "Day"].map((part) => of(`Time${end}${part}`).padStart(2, "0"))].join("-");
    const start = Object.entries(starts).find(([, its]) => its === of("TimePointStart"))?.[0];
    const kind = rows.get(`${search}SearchType`);
    const seen =
      kind === "TimePoint"
        ? { start, count: Number(of("TimePoint")), unit: of("TimePointFormat") }
        : { from: date("Start"), to: date("Stop") };
    // What OTRS's forms hold of a search that is switched off is none.
    const parsed = kind === "TimePoint" || kind === "TimeSlot" ? window.safeParse(seen) : undefined;
    return parsed?.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(all);
}

function stored([search, rest]: (typeof times)[keyof typeof times], its: JobWindow): readonly [string, string][] {
  const kind = (name: string): [string, string] => [`${search}SearchType`, name];
  if ("from" in its) {
    const date = (end: string, text: string): [string, string][] =>
      ["Year", "Month", "Day"].map((part, at) => [`${rest}Time${end}${part}`, String(Number(text.split("-")[at]))]);
    return [kind("TimeSlot"), ...date("Start", its.from), ...date("Stop", its.to)];
  }
  return [
    kind("TimePoint"),
    [`${rest}TimePoint`, String(its.count)],
    [`${rest}TimePointStart`, starts[its.start]],
    [`${rest}TimePointFormat`, its.unit],
  ];
}
