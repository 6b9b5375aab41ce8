/**
 * The time of a pending state as people write it: `3d`, `tomorrow`, `fri 14:00`, `2026-12-31`; in the agent's language too: `morgen`,
 * `fr 14:00`, `31.12.2026`. Local time; pure.
 */

import { folded } from "../../src/search/words.ts";
import { language, text as message } from "../messages.ts";

const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 7 * 86_400 };
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
/** Hour of a day that is named without one. */
const morning = 9;

/** undefined when it is no time, or not after `now` */
export function parseUntil(text: string, now: Date): Date | undefined {
  const until = parse(folded(text.trim()), now);
  return until !== undefined && until > now ? until : undefined;
}

function parse(text: string, now: Date): Date | undefined {
  const [, count, unit = ""] = /^(?:in\s+|\+)?(\d{1,4})\s*(\p{L}+)$/u.exec(text) ?? [];
  const seconds = ownUnits().get(unit) ?? units[unit];
  if (count !== undefined && seconds !== undefined) return new Date(now.getTime() + Number(count) * seconds * 1000);
  const [, day = "", hours, minutes] = /^(.*?)(?:^|[\st]|$)(?:(\d{1,2}):(\d{2}))?$/.exec(text) ?? [];
  if (hours !== undefined && (Number(hours) > 23 || Number(minutes) > 59)) return undefined;
  const at = (date: Date): Date => {
    const moved = new Date(date);
    moved.setHours(hours === undefined ? morning : Number(hours), Number(minutes ?? 0), 0, 0);
    return moved;
  };
  const inDays = (count: number): Date => {
    const moved = new Date(now);
    moved.setDate(moved.getDate() + count);
    return at(moved);
  };
  if (day === "") return hours === undefined ? undefined : at(now) > now ? at(now) : inDays(1);
  if (day === "today" || day === folded(message("until.today"))) return inDays(0);
  if (day === "tomorrow" || day === folded(message("until.tomorrow"))) return inDays(1);
  const weekday = weekdayOf(day);
  if (weekday >= 0) return inDays(((weekday - now.getDay() + 6) % 7) + 1);
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoOf(day)) ?? [];
  if (year === undefined) return undefined;
  const named = new Date(Number(year), Number(month) - 1, Number(date));
  return named.getMonth() === Number(month) - 1 ? at(named) : undefined;
}

/** From 0 for Sunday; -1 for none. In English from three letters on, in the agent's language from two. */
function weekdayOf(day: string): number {
  if (!/^\p{L}{2,}$/u.test(day)) return -1;
  const own = language() === "en" ? -1 : weekdayNames().findIndex((name) => name.startsWith(day));
  return own >= 0 ? own : days.findIndex((name) => day.startsWith(name));
}

/** As ages are shown: `30Min`, `2Std`, `3T`. */
function ownUnits(): ReadonlyMap<string, number> {
  const named = { "age.minute": 60, "age.hour": 3600, "age.day": 86_400 } as const;
  return new Map(
    Object.entries(named).map(([key, seconds]) => [folded(message(key as keyof typeof named, { count: "" })), seconds]),
  );
}

function weekdayNames(): readonly string[] {
  const format = new Intl.DateTimeFormat(language(), { weekday: "long", timeZone: "UTC" });
  // The 4th of January 2026 is a Sunday.
  return days.map((_, weekday) => folded(format.format(new Date(Date.UTC(2026, 0, 4 + weekday)))));
}

/** `31.12.2026` and `31/12/2026`, where the day stands first: in English it may be the month. */
export function isoOf(day: string): string {
  const [, date = "", month = "", year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(day) ?? [];
  if (year === undefined || language() === "en") return day;
  return `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
}
