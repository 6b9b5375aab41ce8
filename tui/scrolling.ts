/** Which lines of many are on the screen. Pure. */

/** Index of the first line shown, where the one that is chosen stands in the middle as far as there are lines. */
export function firstAround(at: number, total: number, room: number): number {
  return Math.max(0, Math.min(at - Math.floor(room / 2), total - room));
}
