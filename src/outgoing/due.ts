/** When a mail may leave: at a time that was asked for, after the seconds in which it can be recalled, or now. */
import { isDay } from "../clock.ts";
import { UserError } from "../errors.ts";

/** Days; a mail for later than that is a mistake in the year. */
const farthest = 366;

/**
 * @param sendAt ISO 8601 with its zone; undefined for as soon as may be
 * @returns undefined for now
 * @throws UserError for what is no time, or too far away
 */
export function dueTime(sendAt: string | undefined, undoSeconds: number, now: Date): Date | undefined {
  if (sendAt === undefined) return undoSeconds === 0 ? undefined : new Date(now.getTime() + undoSeconds * 1000);
  const due =
    isDay(sendAt.slice(0, 10)) && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(sendAt)
      ? new Date(sendAt)
      : new Date(Number.NaN);
  if (Number.isNaN(due.getTime())) {
    throw new UserError(`"${sendAt}" is no time`, { where: "sendAt", mend: "Write 2026-12-01T09:00:00+01:00" });
  }
  if (due.getTime() - now.getTime() > farthest * 86_400_000) {
    throw new UserError(`${sendAt} is more than a year away`, { where: "sendAt", mend: "Choose an earlier time" });
  }
  return due <= now ? undefined : due;
}
