/** Breaks lines to the width of the terminal, between words where it can; counts cells, not characters. */
import { plainText } from "./plain.ts";
import { cellsOf, safeText } from "./safe.ts";

/** A part of a line, as UTF-16 positions, and what it looks like. */
export interface Row {
  readonly from: number;
  readonly to: number;
  readonly shown: string;
}

/** At least one row; every character of the line is in exactly one. */
export function rowsOf(line: string, width: number): readonly Row[] {
  return plainText.test(line) && width > 0 ? plainRows(line, width) : rowsOfCells(line, width);
}

/** Most mail: taking every character of a thread apart would be most of the time until it is there. */
function plainRows(line: string, width: number): readonly Row[] {
  const rows: Row[] = [];
  let from = 0;
  while (line.length - from > width) {
    const blank = line.lastIndexOf(" ", from + width - 1);
    const to = blank >= from ? blank + 1 : from + width;
    rows.push({ from, to, shown: line.slice(from, to) });
    from = to;
  }
  rows.push({ from, to: line.length, shown: line.slice(from) });
  return rows;
}

/** For text of every script. */
export function rowsOfCells(line: string, width: number): readonly Row[] {
  const rows: Row[] = [];
  let from = 0;
  let at = 0;
  let used = 0;
  let shown = "";
  /** Where the row can be cut behind a blank: its position, and what is shown until there. */
  let breakable: { readonly at: number; readonly shown: string; readonly used: number } | undefined;
  for (const cell of cellsOf(line)) {
    // A wide character can be too much still for what a cut behind an early blank leaves in the row.
    while (used + cell.cells > width && at > from) {
      const cut = breakable ?? { at, shown, used };
      rows.push({ from, to: cut.at, shown: cut.shown });
      from = cut.at;
      shown = shown.slice(cut.shown.length);
      used -= cut.used;
      breakable = undefined;
    }
    at += cell.source.length;
    used += cell.cells;
    shown += cell.shown;
    if (cell.source === " ") breakable = { at, shown, used };
  }
  rows.push({ from, to: at, shown });
  return rows;
}

/** A whole text from a mail as lines that fit. */
export function wrap(text: string, width: number): readonly string[] {
  return safeText(text)
    .split("\n")
    .flatMap((line) => rowsOf(line, Math.max(width, 10)).map(({ shown }) => shown.trimEnd()));
}
