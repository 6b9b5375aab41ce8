/** Ages and times as the screens show them, in the agent's own time zone and language. */
import { language, text } from "../messages.ts";
import { isLinear } from "../theme.ts";
import { widestOf } from "./safe.ts";

type Unit = "year" | "day" | "hour" | "minute" | "second";
interface Step {
  readonly length: number;
  readonly unit: Unit;
}
const second: Step = { length: 1, unit: "second" };
const steps: readonly Step[] = [
  { length: 365 * 86_400, unit: "year" },
  { length: 86_400, unit: "day" },
  { length: 3600, unit: "hour" },
  { length: 60, unit: "minute" },
];

/** The largest count of each unit: a year begins after 364 days. */
const longest = { second: 59, minute: 59, hour: 23, day: 364, year: 99 } as const;

/** Cells of the longest age in the agent's language, and of a blank beside it. */
export function ageCells(): number {
  const ages = Object.entries(longest).map(([unit, count]) => text(`age.${unit as keyof typeof longest}`, { count }));
  return widestOf(ages) + 1;
}

/** `45s`, `12m`, `3h`, `9d`, `2y`, in the units of the language; `3 hours ago` for those who hear the screen. */
export function ageOf(since: string, now: Date): string {
  const { count, unit } = inUnits(now.getTime() - Date.parse(since));
  return isLinear() ? spoken(-count, unit) : text(`age.${unit}`, { count });
}

/** In the largest unit that fits; nothing is less than no second. */
function inUnits(milliseconds: number): { readonly count: number; readonly unit: Unit } {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const { length, unit } = steps.find((step) => seconds >= step.length) ?? second;
  return { count: Math.floor(seconds / length), unit };
}

/** `3 days ago`, `in 2 hours`, as the language has it. */
function spoken(count: number, unit: Unit): string {
  return new Intl.RelativeTimeFormat(language()).format(count, unit);
}

const months = new Map<string, readonly string[]>();

/** Short names of the months, made once a language. */
function monthNames(): readonly string[] {
  const known = months.get(language());
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(language(), { month: "short", timeZone: "UTC" });
  const names = Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2026, month, 15))));
  months.set(language(), names);
  return names;
}

/** `25 Nov 10:12`, in German `25. Nov 10:12`, with the year when it is another one. */
export function whenOf(time: string, now: Date): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const year = date.getFullYear() === now.getFullYear() ? "" : ` ${date.getFullYear()}`;
  const day = text("time.day", { day: date.getDate(), month: monthNames()[date.getMonth()] ?? "" });
  return `${day}${year} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `812 B`, `12 kB`, `3.4 MB`. */
export function sizeOf(octets: number): string {
  if (octets < 1000) return `${octets} B`;
  if (octets < 999_500) return `${Math.round(octets / 1000)} kB`;
  return `${(octets / 1e6).toFixed(1)} MB`;
}

/** The way to a time: `2h`, `-15m` when it is past; `in 2 hours` for those who hear the screen. */
export function untilOf(time: string, now: Date): string {
  const later = Date.parse(time) >= now.getTime();
  if (isLinear()) {
    if (!later) return ageOf(time, now);
    const { count, unit } = inUnits(Date.parse(time) - now.getTime());
    return spoken(count, unit);
  }
  return later ? ageOf(now.toISOString(), new Date(time)) : `-${ageOf(time, now)}`;
}
