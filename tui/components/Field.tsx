/** One line to type into, with its cursor; scrolls sideways when it is long. Draws only. */
import { cellsOf, widthOf } from "../text/safe.ts";
import type { Piece } from "./Line.tsx";

/** @param column UTF-16 position of the cursor, undefined when the field has none */
export function fieldPieces(text: string, column: number | undefined, width: number): readonly Piece[] {
  if (column === undefined) return [{ text, cells: width, verbatim: true }];
  const before = text.slice(0, column);
  const [under, ...rest] = cellsOf(text.slice(column));
  const cursor = under?.shown ?? " ";
  const cursorCells = Math.max(1, under?.cells ?? 1);
  const left = tail(before, width - cursorCells);
  const used = widthOf(left);
  return [
    { text: left, cells: used },
    { text: cursor, cells: cursorCells, inverse: true, caret: true },
    { text: rest.map(({ shown }) => shown).join(""), cells: width - used - cursorCells },
  ];
}

/** The last so many cells of a text. */
function tail(text: string, width: number): string {
  const cells = cellsOf(text);
  let room = width;
  let from = cells.length;
  while (from > 0 && (cells[from - 1]?.cells ?? 0) <= room) {
    from -= 1;
    room -= cells[from]?.cells ?? 0;
  }
  return cells
    .slice(from)
    .map(({ source }) => source)
    .join("");
}
