/** Which days a report is about: spans that follow the calendar, and own days. Pure but for the agent's language. */
import type { ReportRequest } from "../client/client.ts";
import { type MessageKey, text } from "../messages.ts";
import { isoOf } from "../text/until.ts";
import { isLinear } from "../theme.ts";

/** Numbers are the last so many days; own days are `2026-01-01..2026-03-31`. */
export const spans = [
  ...["7", "30", "90"],
  ...["thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear", "lastYear"],
] as const;

export const usualSpan = "30";

export function spanWords(span: string): string {
  if (/^\d+$/.test(span)) return text("report.last", { days: span });
  if (named.has(span)) return text(`report.${span}` as MessageKey);
  const [from = "", to] = span.split("..");
  if (to === undefined) return span;
  return isLinear() && to !== "" ? text("form.from", { min: from, max: to }) : `${from} – ${to}`;
}

/** As it is asked for on that day, local time. A span that is none is the usual one. */
export function daysOf(span: string, now: Date): Pick<ReportRequest, "days" | "from" | "to"> {
  const own = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)?$/.exec(span);
  if (own !== null) return { from: own[1] ?? "", ...(own[2] === undefined ? {} : { to: own[2] }) };
  const count = Number(span);
  if (Number.isInteger(count) && count > 0) return { days: count };
  const year = now.getFullYear();
  const month = now.getMonth();
  const quarter = month - (month % 3);
  switch (span) {
    case "thisMonth":
      return { from: dayOf(year, month, 1) };
    case "lastMonth":
      return { from: dayOf(year, month - 1, 1), to: dayOf(year, month, 0) };
    case "thisQuarter":
      return { from: dayOf(year, quarter, 1) };
    case "lastQuarter":
      return { from: dayOf(year, quarter - 3, 1), to: dayOf(year, quarter, 0) };
    case "thisYear":
      return { from: dayOf(year, 0, 1) };
    case "lastYear":
      return { from: dayOf(year - 1, 0, 1), to: dayOf(year, 0, 0) };
    default:
      return { days: Number(usualSpan) };
  }
}

/** @throws Error for what is neither one day nor two; one is from then until today */
export function ownSpan(typed: string): string {
  const days = typed.match(/\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}/g)?.map(isoOf) ?? [];
  const [from, to = "", ...more] = days.toSorted();
  if (from === undefined || more.length > 0 || days.some((day) => Number.isNaN(Date.parse(day)))) {
    throw new Error(text("wrong.reportDays", { typed }));
  }
  return `${from}..${to}`;
}

/** How many days it has at most, as far as it is known before it is asked for. */
export function lengthOf({ days, from, to }: Pick<ReportRequest, "days" | "from" | "to">, now: Date): number {
  if (days !== undefined) return days;
  const end = to === undefined ? now.getTime() : Math.min(Date.parse(to), now.getTime());
  return Math.floor((end - Date.parse(from ?? "")) / 86_400_000) + 1;
}

const named: ReadonlySet<string> = new Set(spans.filter((span) => !/^\d/.test(span)));

/** Months and days that are none lead into the neighbouring ones. */
function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
