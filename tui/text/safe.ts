/** Text from mail as the terminal may see it: nothing that steers it, and only what every terminal gives the same width. */
import stringWidth from "string-width";
import { harmless } from "../../src/harmless.ts";
import { honestHosts } from "../../src/honestHosts.ts";
import { isLinear } from "../theme.ts";
import { graphemesOf } from "./graphemes.ts";
import { plainText } from "./plain.ts";

/** One line: all white space is a blank, and domains that look like others are told. */
export function safeLine(text: string): string {
  return plainLine(honestHosts(text));
}

/** The same for what is no text to read but a name that is used: nothing is added. */
export function plainLine(text: string): string {
  return harmless(text.replace(/\s+/g, " ")).trim().normalize("NFC");
}

/** Lines, composed, tabs as blanks. */
export function safeText(text: string): string {
  return harmless(text).replace(/\t/g, "    ").normalize("NFC");
}

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
  return graphemesOf(text).map((source) => {
    const shown = plain(source);
    return { shown, cells: stringWidth(shown), source };
  });
}

/** More marks than this upon one letter would be drawn over the lines above and below. */
const marksKept = 3;

/** What is no character, or one only in some font: nobody knows how wide it is. */
const unknown = /[\p{Cn}\p{Co}]/u;

function plain(segment: string): string {
  if (segment.length === 1 && segment >= " " && !unknown.test(segment)) return segment;
  if (segment === "\t") return " ";
  if (/^[\u{1f1e6}-\u{1f1ff}]$/u.test(segment)) return halfFlag(segment);
  const bare = harmless(segment).replace(/[\ufe00-\ufe0f\u20e3\u{1f3fb}-\u{1f3ff}\u{e0100}-\u{e01ef}]/gu, "");
  const [first = ""] = /^\p{Extended_Pictographic}/u.test(bare) ? bare.split("\u200d") : [bare];
  // A skin tone alone is an emoji of its own.
  if (first === "") return segment.codePointAt(0) === undefined ? "" : (/^\p{Emoji}/u.exec(segment)?.[0] ?? "");
  let marks = 0;
  return Array.from(first, (character) => (unknown.test(character) ? "\ufffd" : character))
    .filter((character) => !/^\p{M}/u.test(character) || ++marks <= marksKept)
    .join("");
}

/** A letter of a country's code alone, which is as wide as a flag in some terminals and as a letter in others. */
function halfFlag(indicator: string): string {
  return String.fromCharCode((indicator.codePointAt(0) ?? 0) - 0x1f1e6 + 0x41);
}

export function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  return cellsOf(text).reduce((sum, { cells }) => sum + cells, 0);
}

/** Cells of the widest of these, and no more than `most`. */
export function widestOf(texts: readonly string[], most = Number.POSITIVE_INFINITY): number {
  return Math.min(most, Math.max(0, ...texts.map(widthOf)));
}

/** Cut and padded to exactly so many cells; what is cut ends in `…`. Neither for those who hear the screen. */
export function inCells(text: string, width: number, align: "left" | "right" = "left"): string {
  if (isLinear()) return safeLineKeepingBlanks(text);
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

/** What a file's name ends in tells what it is: one that is too long is cut before that. */
export function shownFilename(name: string, most = 60): string {
  const whole = plainLine(name);
  if (isLinear() || widthOf(whole) <= most) return whole;
  const end = Array.from(whole).slice(-filenameEnd).join("");
  return `${inCells(whole, most - widthOf(end)).trimEnd()}${end}`;
}

/** Characters of a name that are always shown. */
const filenameEnd = 16;

function safeLineKeepingBlanks(text: string): string {
  return harmless(text)
    .replace(/[\n\t]/g, " ")
    .normalize("NFC");
}
