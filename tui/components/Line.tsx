/** One line of the screen: pieces of text, each in a meaning's colour, cut and padded to so many cells. */
import { Text } from "ink";
import { foot, onward } from "../heard.ts";
import { spokenRows } from "../text/linear.ts";
import type { Piece } from "../text/piece.ts";
import { inCells } from "../text/safe.ts";
import { isLinear, paint } from "../theme.ts";

export type { Piece } from "../text/piece.ts";

export interface LineProps {
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly inverse?: boolean | undefined;
  /** Rows of the screen that it may take where lines are not cut, which is for those who hear them. */
  readonly most?: number;
  /** It is the first of those that stand below everything, and over it where there is no room. */
  readonly isFoot?: true;
}

export function Line(props: LineProps) {
  return <Text wrap="truncate">{isLinear() ? spoken(props) : lineOf(props.pieces, props.width, props.inverse)}</Text>;
}

/** Rows of the screen that it takes. */
export function rowsOfLine({ pieces, width, ...props }: LineProps): number {
  return isLinear() ? spokenRows(pieces, width, props).length : 1;
}

function spoken({ pieces, width, isFoot, ...props }: LineProps): string {
  return `${isFoot === true ? foot : ""}${spokenRows(pieces, width, props).join(`\n${onward}`)}` || " ";
}

/** The line as the terminal gets it. */
function lineOf(pieces: readonly Piece[], width: number, inverse?: boolean): string {
  let room = width;
  let line = "";
  for (const { text, cells, align, ...style } of pieces) {
    const own = Math.max(0, Math.min(cells ?? room, room));
    room -= own;
    const shown = inCells(text, own, align);
    // What is erased before it is written needs no blanks at its end, and blanks need no style.
    const words = inverse ? shown : shown.trimEnd();
    line += paint(words, inverse ? { bold: style.bold } : style) + shown.slice(words.length);
  }
  return inverse ? paint(line + " ".repeat(room), { inverse }) : line.trimEnd() || " ";
}
