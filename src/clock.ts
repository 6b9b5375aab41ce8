/** The one clock, injected wherever time matters, and the two forms in which OTRS stores time. */

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** UTC `YYYY-MM-DD HH:MM:SS`, the form of create_time and change_time. */
export type DbTime = string;

export function toDbTime(date: Date): DbTime {
  const second = toEpoch(date);
  // A mail writes the same second a dozen times.
  if (second !== lastWritten.second) {
    lastWritten = { second, text: date.toISOString().slice(0, 19).replace("T", " ") };
  }
  return lastWritten.text;
}
let lastWritten = { second: Number.NaN, text: "" };

/** @throws RangeError when the text is not `YYYY-MM-DD HH:MM:SS` */
export function fromDbTime(text: DbTime): Date {
  const date = new Date(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a database time: ${text}`);
  return date;
}

/** ISO 8601, as the API gives times. */
export function iso(time: DbTime): string {
  return `${time.replace(" ", "T")}Z`;
}

/** Whether the calendar has such a day: `Date` takes 2026-02-31 for the third of March. @param text `YYYY-MM-DD` */
export function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** Whole seconds since 1970, the form of until_time, timeout, escalation_* and incoming_time. */
export function toEpoch(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** The calendar date in a time zone, as `YYYY-MM-DD`; OTRS counts ticket numbers and loop protection by it. */
export function dateIn(timeZone: string, date: Date): string {
  const minute = Math.floor(date.getTime() / 60_000);
  let known = dates.get(timeZone);
  if (known === undefined) {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    known = { format, minute: Number.NaN, day: "" };
    dates.set(timeZone, known);
  }
  // A day begins with a minute everywhere, and each mail asks several times.
  if (known.minute !== minute) {
    known.minute = minute;
    known.day = known.format.format(date);
  }
  return known.day;
}
const dates = new Map<string, { readonly format: Intl.DateTimeFormat; minute: number; day: string }>();

/** The instant at which the calendar day of `date` began in a time zone. */
export function startOfDay(timeZone: string, date: Date): Date {
  const day = dateIn(timeZone, date);
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  // Midnight somewhere lies within 14 hours of midnight UTC; daylight saving moves it, so the first instant is searched.
  let early = midnightUtc - 14 * 3_600_000;
  let late = midnightUtc + 14 * 3_600_000;
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2 / 1000) * 1000;
    if (dateIn(timeZone, new Date(middle)) < day) early = middle;
    else late = middle;
  }
  return new Date(late);
}

/** The instant of a wall-clock time in a time zone; of two equal ones, when clocks go back, the first. */
export function instantIn(timeZone: string, wallClock: Date): Date {
  // `wallClock` holds the local time as if it were UTC; the zone's offset is found where it applies.
  const guess = wallClock.getTime() - offsetIn(timeZone, wallClock);
  return new Date(wallClock.getTime() - offsetIn(timeZone, new Date(guess)));
}

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
function offsetIn(timeZone: string, instant: Date): number {
  let format = wallClockFormats.get(timeZone);
  if (format === undefined) {
    const dateStyle = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
    const timeStyle = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, ...dateStyle, ...timeStyle });
    wallClockFormats.set(timeZone, format);
  }
  const whole = Math.floor(instant.getTime() / 1000) * 1000;
  return Date.parse(`${format.format(whole).replace(" ", "T")}Z`) - whole;
}
const wallClockFormats = new Map<string, Intl.DateTimeFormat>();
