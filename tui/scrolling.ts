/** Which lines of many are on the screen. Pure. */

/** Index of the first line shown, where the one that is chosen stands in the middle as far as there are lines. */
export function firstAround(at: number, total: number, room: number): number {
  return Math.max(0, Math.min(at - Math.floor(room / 2), total - room));
}

/** Some of many lines. */
interface Window {
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
  /** Rows that they leave free. */
  readonly free: number;
}

/** Those on the screen around the one that is chosen, as firstAround has it, where lines may take several rows. */
export function around(at: number, total: number, room: number, rowsOf: (index: number) => number): Window {
  let first = Math.max(0, at);
  let above = 0;
  while (first > 0 && above + rowsOf(first - 1) <= Math.floor(room / 2)) {
    first -= 1;
    above += rowsOf(first);
  }
  const { end, free } = from(first, total, room, rowsOf);
  let left = free;
  while (end === total && first > 0 && rowsOf(first - 1) <= left) {
    first -= 1;
    left -= rowsOf(first);
  }
  return { first, end, free: left };
}

/** As many as fit from this one on, one at least. */
export function from(first: number, total: number, room: number, rowsOf: (index: number) => number): Window {
  let end = first;
  let free = room;
  while (end < total && (end === first || rowsOf(end) <= free)) {
    free -= rowsOf(end);
    end += 1;
  }
  return { first, end, free: Math.max(0, free) };
}

/** Those on the screen with the one that is chosen at their end, where not all fit. */
export function until(at: number, total: number, room: number, rowsOf: (index: number) => number): Window {
  let first = Math.max(0, at);
  let left = room - (total === 0 ? 0 : rowsOf(first));
  while (first > 0 && rowsOf(first - 1) <= left) {
    first -= 1;
    left -= rowsOf(first);
  }
  return from(first, total, room, rowsOf);
}
