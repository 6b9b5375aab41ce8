/** What a report says in words: names of what is counted, times, and all of it as sentences for those who hear the screen. Pure. */
import type { ReportKind, ReportStep, TicketReport } from "../../src/api/report.ts";
import { language, type MessageKey, text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { shownName } from "../text/names.ts";
import { safeLine } from "../text/safe.ts";
import { isLinear } from "../theme.ts";
import { heading, type PageLine } from "./page.ts";

/** Queues, owners or states, with what was counted of each. */
export interface ReportGroup {
  readonly name: string;
  readonly created: readonly number[];
  readonly closed: number;
  readonly open: number;
}

export function groupsOf({ queues, groups }: TicketReport, of: ReportKind): readonly ReportGroup[] {
  return of === "queue"
    ? queues.map(({ queue, ...counts }) => ({ name: queue, ...counts }))
    : groups.map((group) => ({ ...group, name: of === "state" ? shownName("state", group.name) : group.name }));
}

export const ofHeads = {
  queue: "report.byQueue",
  owner: "report.byOwner",
  state: "report.byState",
} as const satisfies Readonly<Record<ReportKind, MessageKey>>;
export const byHeads = {
  day: "report.byDay",
  week: "report.byWeek",
  month: "report.byMonth",
} as const satisfies Readonly<Record<ReportStep, MessageKey>>;

export function stepName(day: string, by: ReportStep): string {
  if (by === "week") return text("report.week", { day });
  return by === "month" ? day.slice(0, 7) : day;
}

/** From one day to another. */
export function daysInWords(from: string, to: string): string {
  return isLinear() ? text("form.from", { min: from, max: to }) : `${from} – ${to}`;
}

/** Seconds as people say them; a dash for none. */
export function spanOf(seconds: number | null): string {
  if (seconds === null) return "–";
  if (seconds < 3600) return unitsOf(Math.round(seconds / 60), "minute", "m");
  return seconds < 172_800
    ? unitsOf(Number((seconds / 3600).toFixed(1)), "hour", "h")
    : unitsOf(Math.round(seconds / 86_400), "day", "d");
}

function unitsOf(count: number, unit: string, letter: string): string {
  if (isLinear()) return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(count);
  return `${letter === "h" ? count.toFixed(1) : count}${letter}`;
}

/** The report without columns and bars. */
export function spokenLines(
  { days, firstResponse }: TicketReport,
  { by, of }: { readonly by: ReportStep; readonly of: ReportKind },
  groups: readonly ReportGroup[],
): readonly PageLine[] {
  const names = days.map(({ day }) => stepName(day, by));
  return [
    {
      text: withColon(
        text("report.created"),
        sumInWords(
          days.map(({ created }) => created),
          names,
        ),
      ),
      meaning: "customer",
    },
    {
      text: withColon(
        text("report.closed"),
        sumInWords(
          days.map(({ closed }) => closed),
          names,
        ),
      ),
      meaning: "agent",
    },
    { text: withColon(text("report.open"), openInWords(days.map(({ open }) => open))), meaning: "fresh" },
    { text: withColon(text("report.first"), spanOf(firstResponse)) },
    { text: "" },
    heading(text(ofHeads[of])),
    ...groups.map(({ name, created, closed, open }) => ({
      text: withColon(safeLine(name), text("heard.counts", { created: sum(created), closed, open })),
    })),
    { text: "" },
    heading(text(byHeads[by])),
    ...days.toReversed().map((day) => {
      const { created, closed, open } = day;
      const counts = text("heard.counts", { created, closed, open });
      const answer = day.firstResponse === null ? [] : [text("heard.firstAfter", { span: spanOf(day.firstResponse) })];
      return { text: withColon(stepName(day.day, by), [counts, ...answer].join(", ")) };
    }),
  ];
}

/** All of them, and when there were most. */
function sumInWords(values: readonly number[], names: readonly string[]): string {
  const most = Math.max(0, ...values);
  const all = sum(values);
  if (all === 0 || values.length < 2) return String(all);
  return text("heard.most", { sum: all, most, when: names[values.indexOf(most)] ?? "" });
}

/** The last one, and between which they all were. */
function openInWords(values: readonly number[]): string {
  const count = values.at(-1) ?? 0;
  const least = Math.min(...values);
  const most = Math.max(...values);
  return least < most ? text("heard.openNow", { count, least, most }) : String(count);
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
