/** The days of a report, and how they are put together. Pure. */
import type { ReportStep } from "../api/report.ts";
import { isDay } from "../clock.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";

/** A day more than three years have. */
export const mostDays = 1097;
/** Milliseconds. */
export const dayLength = 86_400_000;

export interface AskedDays {
  /** Counted back from the last one; 14 when nothing is asked. */
  readonly days?: number;
  readonly from?: string;
  /** Today when absent, and when it is still to come. */
  readonly to?: string;
}

/**
 * @param today as `YYYY-MM-DD`
 * @returns every day from the first to today, oldest first, and which of them is the last that is asked for
 * @throws UserError for what is no span of days until today
 */
export function askedDays(
  { days = 14, from, to }: AskedDays,
  today: string,
): { days: readonly string[]; last: number } {
  for (const [where, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day)) {
      throw new UserError(said`"${day}" is no day`, { where, mend: said`Write it like 2026-12-31` });
    }
  }
  const end = to === undefined || to > today ? today : to;
  const begin = from ?? dayAfter(end, 1 - days);
  if (begin > end) {
    throw new UserError(said`${begin} is after ${end}`, { where: "from", mend: said`Begin with a day before it` });
  }
  const count = daysBetween(begin, end) + 1;
  const all = daysBetween(begin, today) + 1;
  if (all > mostDays) {
    throw new UserError(said`${begin} is too long ago`, {
      where: "from",
      mend: said`Begin at most ${mostDays} days ago`,
    });
  }
  return { days: Array.from({ length: all }, (_, index) => dayAfter(begin, index)), last: count - 1 };
}

/** Which of the steps each day belongs to, and the first day of each step. */
export function stepsOf(
  days: readonly string[],
  step: ReportStep,
): { of: readonly number[]; first: readonly string[] } {
  const first: string[] = [];
  const of = days.map((day, index) => {
    if (index === 0 || begins(day, step)) first.push(day);
    return first.length - 1;
  });
  return { of, first };
}

function begins(day: string, step: ReportStep): boolean {
  if (step === "day") return true;
  return step === "month" ? day.endsWith("-01") : new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10);
}

function daysBetween(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / dayLength);
}
