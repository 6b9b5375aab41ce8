/** When a mail may leave: at a time that was asked for, after the seconds in which it can be recalled, or now. */

import { isDay } from "../clock.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";

/** Days; a mail for later than that is a mistake in the year. */
const farthest = 366;

export interface Wanted {
  /** ISO 8601 with its zone; as soon as may be when absent. */
  readonly sendAt?: string;
  /** Seconds; a chosen time needs none. */
  readonly undoSeconds?: number;
}

/** Seconds for which a mail can be taken back; 0 for what leaves at a chosen time. @param leastUndo for all mail of agents */
export function heldSeconds({ sendAt, undoSeconds = 0 }: Wanted, leastUndo: number): number {
  return sendAt === undefined ? Math.max(undoSeconds, leastUndo) : 0;
}

/**
 * @param leastUndo seconds for which all mail of agents is held back
 * @returns undefined for now
 * @throws UserError for what is no time, or too far away
 */
export function dueTime(wanted: Wanted, leastUndo: number, now: Date): Date | undefined {
  const { sendAt } = wanted;
  if (sendAt === undefined) {
    const held = heldSeconds(wanted, leastUndo);
    return held === 0 ? undefined : new Date(now.getTime() + held * 1000);
  }
  const due =
    isDay(sendAt.slice(0, 10)) && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(sendAt)
      ? new Date(sendAt)
      : new Date(Number.NaN);
  if (Number.isNaN(due.getTime())) {
    throw new UserError(said`"${sendAt}" is no time`, { where: "sendAt", mend: said`Write 2026-12-01T09:00:00+01:00` });
  }
  if (due.getTime() - now.getTime() > farthest * 86_400_000) {
    throw new UserError(said`${sendAt} is more than a year away`, {
      where: "sendAt",
      mend: said`Choose an earlier time`,
    });
  }
  return due <= now ? undefined : due;
}
