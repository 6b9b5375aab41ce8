/** A text being written: its lines and the cursor. Pure; every change is a new value. */
import { cellsOf, widthOf } from "./safe.ts";
import { type Row, rowsOf } from "./wrap.ts";

export interface Writing {
  readonly lines: readonly string[];
  readonly row: number;
  /** UTF-16 position in the line, always between two characters as a reader takes them. */
  readonly column: number;
}

export function writingOf(text: string): Writing {
  return { lines: text.split("\n"), row: 0, column: 0 };
}

export function textOf({ lines }: Writing): string {
  return lines.join("\n");
}

/** The line of the cursor. */
function here({ lines, row }: Writing): string {
  return lines[row] ?? "";
}

export function insert(writing: Writing, text: string): Writing {
  const { lines, row, column } = writing;
  const line = here(writing);
  const parts = (line.slice(0, column) + text).split("\n");
  const last = parts.at(-1) ?? "";
  return {
    lines: lines.toSpliced(row, 1, ...parts.slice(0, -1), last + line.slice(column)),
    row: row + parts.length - 1,
    column: last.length,
  };
}

/** The character before the cursor, or the line break. */
export function eraseBefore(writing: Writing): Writing {
  const { lines, row, column } = writing;
  const line = here(writing);
  if (column > 0) {
    const start = before(line, column);
    return { lines: lines.with(row, line.slice(0, start) + line.slice(column)), row, column: start };
  }
  if (row === 0) return writing;
  const above = lines[row - 1] ?? "";
  return { lines: lines.toSpliced(row - 1, 2, above + line), row: row - 1, column: above.length };
}

export function eraseAfter(writing: Writing): Writing {
  const moved = right(writing);
  return moved.row === writing.row && moved.column === writing.column ? writing : eraseBefore(moved);
}

/** To the end of the line; at the end, the line break. */
export function eraseLineEnd(writing: Writing): Writing {
  const line = here(writing);
  if (writing.column === line.length) return eraseAfter(writing);
  return { ...writing, lines: writing.lines.with(writing.row, line.slice(0, writing.column)) };
}

export function eraseLineStart(writing: Writing): Writing {
  const line = here(writing);
  return { ...writing, lines: writing.lines.with(writing.row, line.slice(writing.column)), column: 0 };
}

export function eraseWord(writing: Writing): Writing {
  const line = here(writing);
  if (writing.column === 0) return eraseBefore(writing);
  const start = line.slice(0, writing.column).replace(/\S+\s*$|\s+$/u, "").length;
  return {
    ...writing,
    lines: writing.lines.with(writing.row, line.slice(0, start) + line.slice(writing.column)),
    column: start,
  };
}

export function left(writing: Writing): Writing {
  if (writing.column > 0) return { ...writing, column: before(here(writing), writing.column) };
  return writing.row === 0 ? writing : atEnd({ ...writing, row: writing.row - 1 });
}

export function right(writing: Writing): Writing {
  const line = here(writing);
  if (writing.column < line.length) {
    const [next] = cellsOf(line.slice(writing.column));
    return { ...writing, column: writing.column + (next?.source.length ?? 1) };
  }
  return writing.row === writing.lines.length - 1 ? writing : { ...writing, row: writing.row + 1, column: 0 };
}

export function atStart(writing: Writing): Writing {
  return { ...writing, column: 0 };
}

export function atEnd(writing: Writing): Writing {
  return { ...writing, column: here(writing).length };
}

export interface Layout {
  readonly rows: readonly (Row & { readonly line: number })[];
  /** Where the cursor is on the screen, counted from the first row. */
  readonly y: number;
  readonly x: number;
}

/** As it is shown in so many cells; long lines go on in the next row. */
export function layout(writing: Writing, width: number): Layout {
  const rows = writing.lines.flatMap((line, index) => rowsOf(line, width).map((row) => ({ ...row, line: index })));
  const y = rows.findLastIndex(({ line, from }) => line === writing.row && from <= writing.column);
  const x = widthOf(here(writing).slice(rows[y]?.from ?? 0, writing.column));
  return { rows, y, x };
}

/** So many rows of the screen up or down; a negative number goes up. */
export function vertically(writing: Writing, steps: number, width: number): Writing {
  const { rows, y, x } = layout(writing, width);
  const target = rows[Math.min(Math.max(y + steps, 0), rows.length - 1)];
  if (target === undefined) return writing;
  const text = (writing.lines[target.line] ?? "").slice(target.from, target.to);
  let column = target.from;
  let used = 0;
  for (const { source, cells } of cellsOf(text)) {
    if (used + cells > x) break;
    used += cells;
    column += source.length;
  }
  return { ...writing, row: target.line, column };
}

function before(line: string, column: number): number {
  const last = cellsOf(line.slice(0, column)).at(-1);
  return column - (last?.source.length ?? 1);
}
