/** What the screen says to those who hear it: the pieces of a line as one sentence, signs as words. Pure but for the language. */
import { harmless } from "../../src/harmless.ts";
import { caret, elsewhere, here } from "../heard.ts";
import { text } from "../messages.ts";
import { withColon } from "./colon.ts";
import type { Piece } from "./piece.ts";
import { safeLine } from "./safe.ts";
import { rowsOf } from "./wrap.ts";

/** Lines, frames, blocks and bars. */
const drawn = /[\u2500-\u25a0]+/g;

/** For what somebody wrote. */
export function withoutDrawn(written: string): string {
  return written.replace(drawn, " ");
}

/** What is only drawn is not said: columns become parts of a sentence, signs the words that they stand for. */
export function asWords(shown: string): string {
  return withoutDrawn(shown)
    .replace(/…/g, " ")
    .trim()
    .replace(/^! (.*)$/s, (_, rest: string) => withColon(text("heard.alarm"), rest))
    .replace(/^(?:[+?●✓▶]|···) /, "")
    .replace(/(.)(?: [·›] | {2,})/g, (_, last: string) => last + (/[,:;?!.]/.test(last) ? " " : ", "))
    .replace(/ → /g, `, ${text("heard.now")} `)
    .replace(/(\d+)×/g, (_, count: string) => (count === "1" ? text("heard.once") : text("heard.times", { count })))
    .replace(/(?<=^|[,:][ \u00a0]|[ \u00a0])–(?=$|,)/g, text("heard.none"));
}

/** A line of the screen, with the line of the cursor saying that it is it. Empty for nothing. */
export function spokenLine(pieces: readonly Piece[], inverse: boolean | undefined): string {
  const whole: Piece[] = [];
  let typed = false;
  for (const piece of pieces) {
    const isCaret = piece.caret === true;
    const last = whole.at(-1);
    // What is typed has its blanks, on both sides of the cursor.
    if (last !== undefined && (isCaret || (typed && piece.apart !== true) || piece.goesOn === true)) {
      whole[whole.length - 1] = { ...last, text: last.text + (isCaret ? caret + harmless(piece.text) : piece.text) };
    } else whole.push(isCaret ? { ...piece, text: caret + harmless(piece.text) } : piece);
    typed = isCaret;
  }
  const parts = whole.map((piece) => ({ ...piece, text: said(piece) })).filter((piece) => piece.text !== "");
  const sentence = parts.reduce((before, { text: next }, index) => joined(before, next, parts[index - 1]), "");
  const margin = inverse === undefined ? "" : inverse ? here : elsewhere;
  return sentence === "" && margin !== here ? "" : `${margin}${sentence}`;
}

/** The same in the rows of the screen that it takes: as many as it needs, or no more than `most`. */
export function spokenRows(
  pieces: readonly Piece[],
  width: number,
  { inverse, most = Number.POSITIVE_INFINITY }: { readonly inverse?: boolean | undefined; readonly most?: number } = {},
): readonly string[] {
  const line = spokenLine(pieces, inverse);
  // Where the cursor stands is found in the line as a whole.
  if (line.includes(caret)) return [line];
  return rowsOf(line, Math.max(width, 10))
    .map(({ shown }) => shown.trimEnd())
    .slice(0, most);
}

function joined(before: string, next: string, last: Piece | undefined): string {
  if (before === "") return next;
  if (last?.label === true && !/[?!:]$/.test(before)) return withColon(before, next);
  const heard = before.replace(caret, "");
  const blank = heard.endsWith(" ") ? "" : " ";
  return `${before}${/[?!:]$/.test(heard.trimEnd()) ? "" : ","}${blank}${next}`;
}

function said({ text: words, verbatim }: Piece): string {
  const [before = "", after] = words.split(caret);
  if (after !== undefined) return `${harmless(before)}${caret}${harmless(after)}`;
  return verbatim === true ? harmless(words).trimEnd() : safeLine(asWords(words));
}
