/** Times as people write them in filters: an instant, a day, or so long ago or ahead. */

import { instantIn } from "../clock.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";

const seconds = { m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
type Unit = keyof typeof seconds;

const allowed = said`Give it as 3d, 12h, 30m, 2w, as 2026-12-31, or as 2026-12-31T09:00:00Z`;

/**
 * @param timeZone in which a day or a time without a zone is meant
 * @param sign -1 when `3d` means three days ago, 1 when it means three days ahead
 * @throws UserError for what is no time
 */
export function instantOf(where: string, text: string, now: Date, timeZone: string, sign: -1 | 1): Date {
  const length = lengthOf(text);
  if (length !== undefined) return new Date(now.getTime() + sign * length * 1000);
  const local = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?$/.exec(text.trim());
  if (local !== null) {
    const wallClock = new Date(`${local[1]}T${local[2] ?? "00:00"}Z`);
    if (!Number.isNaN(wallClock.getTime())) return instantIn(timeZone, wallClock);
  }
  const instant = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? new Date(text) : undefined;
  if (instant !== undefined && !Number.isNaN(instant.getTime())) return instant;
  throw new UserError(said`"${text}" is no time`, { where, mend: allowed });
}

/** Seconds of `3d`, `12h`, `30m`, `2w`; undefined for another form. */
function lengthOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})\s*([mhdw])$/.exec(text.trim()) ?? [];
  return unit === undefined ? undefined : Number(count) * seconds[unit as Unit];
}
