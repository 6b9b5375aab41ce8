/** Numbers as a line of bars, for those who see them. Pure. */

const bars = "▁▂▃▄▅▆▇█";

/** No more than so many values: neighbours are put together. */
export function fitted(
  values: readonly number[],
  most: number,
  together: (some: readonly number[]) => number,
): readonly number[] {
  if (values.length <= most) return values;
  const edge = (index: number): number => Math.floor((index * values.length) / most);
  return Array.from({ length: most }, (_, index) => together(values.slice(edge(index), edge(index + 1))));
}

export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values, 0);
  return values.map((value) => bars[most === 0 ? 0 : Math.round((value / most) * (bars.length - 1))] ?? "").join("");
}
