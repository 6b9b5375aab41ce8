/** The lines of a page as lines of the screen: what stands in each, which of them have room, what is told of one below them. Pure. */
import type { LineProps, Piece } from "../components/Line.tsx";
import { rowsOfLine } from "../components/Line.tsx";
import type { Page, PageLine } from "../pages/page.ts";
import { around, from, until } from "../scrolling.ts";
import { widthOf } from "../text/safe.ts";
import { isLinear } from "../theme.ts";

export interface PageLines {
  /** Lines can be chosen: there is a cursor. */
  readonly choosable: boolean;
  /** What is first on the screen where nothing is chosen, or chosen, at most. */
  readonly end: number;
  readonly line: (index: number, current: number) => LineProps;
  /** Those on the screen, and how many rows they leave free. */
  readonly shown: (current: number) => { readonly first: number; readonly end: number; readonly free: number };
}

export function isChoosable({ lines }: Page): boolean {
  return lines.some(({ choose, acts }) => choose !== undefined || acts !== undefined);
}

export function linesOf(page: Page, room: number, width: number): PageLines {
  const { lines, verbatim = false } = page;
  const choosable = isChoosable(page);
  const total = lines.length;
  const line = (index: number, current: number): LineProps => ({
    width,
    pieces: piecesOf(lines[index] ?? { text: "" }, width, verbatim),
    ...(choosable && { inverse: index === current }),
  });
  const rowsOf = (index: number): number => (isLinear() ? rowsOfLine(line(index, -1)) : 1);
  const shown = (current: number) => (choosable ? around : from)(Math.max(0, current), total, room, rowsOf);
  return { choosable, end: choosable ? total - 1 : until(total - 1, total, room, rowsOf).first, line, shown };
}

/** What stands on the right edge gives way to the line itself, down to a third of the screen. */
function asideCells({ text, aside = "" }: PageLine, width: number): number {
  const all = widthOf(aside);
  return Math.min(all, Math.max(width - widthOf(text) - 3, Math.floor(width / 3)));
}

function piecesOf(line: PageLine, width: number, verbatim: boolean): readonly Piece[] {
  const { text, meaning, bold, aside = "" } = line;
  const cells = asideCells(line, width);
  return [
    {
      text: isLinear() ? text : ` ${text}`,
      cells: Math.max(0, width - cells - 1),
      meaning,
      bold: bold === true,
      verbatim,
    },
    { text: "", cells: 1 },
    { text: aside, cells, meaning: "faint" },
  ];
}

/** What is told of the line while the cursor is on it: what it says itself, else what has no room in it. */
export function belowOf(line: PageLine, width: number): Pick<Piece, "text" | "meaning"> | undefined {
  const { text, aside = "", below } = line;
  if (below !== undefined) return { text: below, meaning: "alarm" };
  // What is heard is not cut.
  if (isLinear()) return undefined;
  const cells = asideCells(line, width);
  if (cells < widthOf(aside)) return { text: aside.trim(), meaning: "faint" };
  return widthOf(text) + cells + 2 > width ? { text, meaning: "faint" } : undefined;
}
