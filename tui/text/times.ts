/** Ages and times as the screens show them, in the agent's own time zone and language. */
import { language, text } from "../messages.ts";

const steps = [
  [365 * 86_400, "age.year"],
  [86_400, "age.day"],
  [3600, "age.hour"],
  [60, "age.minute"],
] as const;

/** Cells of the longest age, in any language. */
export const ageCells = 5;

/** `45s`, `12m`, `3h`, `9d`, `2y`, in the units of the language. */
export function ageOf(since: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 1000));
  for (const [length, unit] of steps) {
    if (seconds >= length) return text(unit, { count: Math.floor(seconds / length) });
  }
  return text("age.second", { count: seconds });
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

/** The way to a time: `2h`, `-15m` when it is past. */
export function untilOf(time: string, now: Date): string {
  const later = Date.parse(time) >= now.getTime();
  return later ? ageOf(now.toISOString(), new Date(time)) : `-${ageOf(time, now)}`;
}
