/** Text in columns that a person can read: each cell wrapped to its column, wide characters counted as they are shown. */
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const gap = "  ";

/**
 * @param rows cells of equal number; the first column is as wide as its longest cell, the others share the rest
 * @param width of the terminal, in characters
 */
export function inColumns(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  if (count === 0) return [];
  const natural = Array.from({ length: count }, (_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ""))));
  const widths = fitted(natural, width - gap.length * (count - 1));
  return rows.flatMap((row) => lines(row, widths));
}

function fitted(natural: readonly number[], available: number): readonly number[] {
  const [first = 0, ...rest] = natural;
  if (rest.length === 0) return [Math.max(1, available)];
  const total = rest.reduce((sum, one) => sum + one, 0);
  const left = Math.max(rest.length * 20, available - first);
  if (total <= left) return natural;
  // What is narrow keeps its width; the wide ones share what remains.
  const share = Math.floor(left / rest.length);
  const narrow = rest.filter((one) => one <= share);
  const spare = left - narrow.reduce((sum, one) => sum + one, 0);
  const wide = rest.length - narrow.length;
  return [first, ...rest.map((one) => (one <= share ? one : Math.floor(spare / wide)))];
}

function lines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = widths.map((width, at) => wrapAnsi(row[at] ?? "", width, { hard: true, trim: true }).split("\n"));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, at) => padded(cell[line] ?? "", widths[at] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
