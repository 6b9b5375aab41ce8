/** One line of the screen: pieces of text, each in a meaning's colour, cut and padded to so many cells. */
import { Text } from "ink";
import { harmless } from "../../src/harmless.ts";
import { caret, elsewhere, here } from "../heard.ts";
import { inCells, safeLine } from "../text/safe.ts";
import { isLinear, type Meaning, paint } from "../theme.ts";

export interface Piece {
  readonly text: string;
  /** The last piece without a width takes what is left. */
  readonly cells?: number;
  readonly align?: "left" | "right";
  readonly meaning?: Meaning | undefined;
  readonly bold?: boolean;
  readonly inverse?: boolean;
  /** For those who hear the screen: the same sentence as the piece before it. */
  readonly goesOn?: true;
  /** The cursor of who types is on it. */
  readonly caret?: true;
  /** An address that it leads to, where the terminal knows links. */
  readonly link?: string | undefined;
}

export function Line(props: { readonly pieces: readonly Piece[]; readonly width: number; readonly inverse?: boolean }) {
  return <Text wrap="truncate">{lineOf(props.pieces, props.width, props.inverse)}</Text>;
}

/** The line as the terminal gets it. */
function lineOf(pieces: readonly Piece[], width: number, inverse?: boolean): string {
  if (isLinear()) return linearLine(pieces, inverse);
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

/** For those who hear the screen: no columns, no rules, and the line of the cursor says that it is it. */
function linearLine(pieces: readonly Piece[], inverse: boolean | undefined): string {
  const whole: string[] = [];
  let typed = false;
  for (const piece of pieces) {
    const isCaret = piece.caret === true;
    // What is typed has its blanks, on both sides of the cursor.
    if (isCaret) whole.push(`${whole.pop() ?? ""}${caret}${harmless(piece.text)}`);
    else if (typed || piece.goesOn === true) whole.push(`${whole.pop() ?? ""}${piece.text}`);
    else whole.push(piece.text);
    typed = isCaret;
  }
  const words = whole.map(said).filter((part) => part !== "");
  const margin = inverse === undefined ? "" : inverse ? here : elsewhere;
  return `${margin}${words.reduce(sentence, "")}` || " ";
}

function sentence(before: string, next: string): string {
  return before === "" ? next : `${before}${/[?!:]$/.test(before) ? "" : ","} ${next}`;
}

function said(words: string): string {
  const spoken = words.replace(/[─│┃▒…]+/g, " ");
  const [before = "", after] = spoken.split(caret);
  return after === undefined ? safeLine(spoken) : `${harmless(before)}${caret}${harmless(after)}`;
}
