/** Text from mail as the terminal may see it: nothing that steers it, and only what every terminal gives the same width. */
import stringWidth from "string-width";
import { harmless } from "../../src/harmless.ts";

/** One line: all white space is a blank. */
export function safeLine(text: string): string {
  return harmless(text.replace(/\s+/g, " ")).trim().normalize("NFC");
}

/** Lines, composed, tabs as blanks. */
export function safeText(text: string): string {
  return harmless(text).replace(/\t/g, "    ").normalize("NFC");
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export interface Cell {
  /** What is printed: without joiners, variation selectors and skin tones, about whose width terminals differ. */
  readonly shown: string;
  /** Columns of the terminal: 0, 1 or 2. */
  readonly cells: number;
  /** The original characters, as many as the cursor steps over at once. */
  readonly source: string;
}

/** A text of one line as what a reader takes for characters. */
export function cellsOf(text: string): readonly Cell[] {
  return Array.from(graphemes.segment(text), ({ segment }) => {
    const shown = plain(segment);
    return { shown, cells: stringWidth(shown), source: segment };
  });
}

/** More marks than this upon one letter would be drawn over the lines above and below. */
const marksKept = 3;

function plain(segment: string): string {
  if (segment.length === 1 && segment >= " ") return segment;
  if (segment === "\t") return " ";
  const bare = harmless(segment).replace(/[\ufe00-\ufe0f\u20e3\u{1f3fb}-\u{1f3ff}\u{e0100}-\u{e01ef}]/gu, "");
  const [first = ""] = /^\p{Extended_Pictographic}/u.test(bare) ? bare.split("\u200d") : [bare];
  // A skin tone alone is an emoji of its own.
  if (first === "") return segment.codePointAt(0) === undefined ? "" : (/^\p{Emoji}/u.exec(segment)?.[0] ?? "");
  let marks = 0;
  return Array.from(first)
    .filter((character) => !/^\p{M}/u.test(character) || ++marks <= marksKept)
    .join("");
}

/** Latin letters and signs, composed: what needs no look at each character, as each takes one cell. */
export const plainText = /^[ -~\u00a1-\u00ac\u00ae-\u024f]*$/;

export function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  return cellsOf(text).reduce((sum, { cells }) => sum + cells, 0);
}

/** Cells of the widest of these, and no more than `most`. */
export function widestOf(texts: readonly string[], most = Number.POSITIVE_INFINITY): number {
  return Math.min(most, Math.max(0, ...texts.map(widthOf)));
}

/** Cut and padded to exactly so many cells; what is cut ends in `…`. */
export function inCells(text: string, width: number, align: "left" | "right" = "left"): string {
  if (width <= 0) return "";
  if (plainText.test(text)) {
    if (text.length > width) return `${text.slice(0, width - 1)}…`;
    return align === "left" ? text.padEnd(width) : text.padStart(width);
  }
  const all = cellsOf(safeLineKeepingBlanks(text));
  const used = all.reduce((sum, { cells }) => sum + cells, 0);
  if (used <= width) {
    const line = all.map(({ shown }) => shown).join("");
    const blanks = " ".repeat(width - used);
    return align === "left" ? line + blanks : blanks + line;
  }
  let line = "";
  let room = width - 1;
  for (const { shown, cells } of all) {
    if (cells > room) break;
    line += shown;
    room -= cells;
  }
  return `${line}…${" ".repeat(room)}`;
}

function safeLineKeepingBlanks(text: string): string {
  return harmless(text)
    .replace(/[\n\t]/g, " ")
    .normalize("NFC");
}
