/** Text from mail as the terminal may see it: no control or direction-changing character, each line cut or wrapped by cells. */
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

// Escape sequences, C0, DEL, C1, and the marks by which a text could be shown in another order than it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** One line. */
export function safeLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(unsafe, "").trim();
}

export function safeText(text: string): string {
  return text.replace(/\t/g, "  ").replace(/\r\n?/g, "\n").replace(unsafe, "");
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cut and padded to exactly so many cells; wide characters count two, blanks stay. */
export function inCells(text: string, width: number): string {
  const line = text.replace(/[\r\n\t]/g, " ").replace(unsafe, "");
  if (width <= 0) return "";
  if (stringWidth(line) <= width) return line + " ".repeat(width - stringWidth(line));
  let shown = "";
  let used = 0;
  for (const { segment } of graphemes.segment(line)) {
    const cells = stringWidth(segment);
    if (used + cells > width - 1) break;
    shown += segment;
    used += cells;
  }
  return `${shown}…${" ".repeat(width - used - 1)}`;
}

/** Lines of at most so many cells; quotes and indentation stay. */
export function wrap(text: string, width: number): readonly string[] {
  return wrapAnsi(safeText(text), Math.max(width, 10), { hard: true, trim: false }).split("\n");
}
