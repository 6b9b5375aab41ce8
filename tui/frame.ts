/** Composes the lines of a frame of what Ink writes into it. Ink itself takes each frame apart into cells, most of its work. */
import { styledPlainText } from "./text/plain.ts";

/** As Ink's Output collects it: text at a cell, or the beginning or end of a clipped region. */
interface Operation {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly text?: string;
  readonly transformers?: readonly ((line: string, index: number) => string)[];
}

/** A line with its styles in their shortest form, and how many cells it takes. */
export interface Measured {
  readonly text: string;
  readonly cells: number;
}

interface Placed {
  readonly x: number;
  readonly line: Measured;
}

/** @returns the frame; undefined where texts are clipped or lie upon each other, which needs cells */
export function composed(
  operations: readonly Operation[],
  height: number,
  measure: (line: string) => Measured,
): string | undefined {
  const rows = Array.from({ length: height }, (): Placed[] => []);
  for (const { type, x = 0, y = 0, text = "", transformers = [] } of operations) {
    // A style that goes on over a line's end is one of the things that need cells.
    if (type !== "write" || x < 0 || text.includes("\n")) return undefined;
    const line = transformers.reduce((styled, transform) => transform(styled, 0), text);
    rows[y]?.push({ x, line: measure(line) });
  }
  const lines: string[] = [];
  for (const row of rows) {
    const line = joined(row);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines.join("\n");
}

function joined(row: Placed[]): string | undefined {
  if (row.length > 1) row.sort((one, other) => one.x - other.x);
  let text = "";
  let column = 0;
  for (const { x, line } of row) {
    if (x < column) return undefined;
    text += " ".repeat(x - column) + line.text;
    column = x + line.cells;
  }
  return text.trimEnd();
}

/** @returns undefined where its cells have to be looked at one by one */
export function measuredPlain(line: string): Measured | undefined {
  if (!styledPlainText.test(line)) return undefined;
  if (!line.includes("\u001b")) return { text: line, cells: line.length };
  const styles = new Styles();
  let text = "";
  let cells = 0;
  let from = 0;
  for (const match of line.matchAll(sgr)) {
    const words = line.slice(from, match.index);
    if (words !== "") text += styles.reached() + words;
    cells += words.length;
    from = match.index + match[0].length;
    if (!styles.take(match[0], match[1] ?? "")) return undefined;
  }
  const words = line.slice(from);
  if (words !== "") text += styles.reached() + words;
  return { text: text + styles.ended(), cells: cells + words.length };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: SGR begins with ESC (ECMA-48 §8.3.117)
const sgr = /\u001b\[([\d;]*)m/g;

/** Parameters of SGR that set something → those that end it. */
function endOf(parameters: string): string | undefined {
  if (/^(?:3[0-7]|9[0-7]|38;[\d;]+)$/.test(parameters)) return "39";
  if (/^(?:4[0-7]|10[0-7]|48;[\d;]+)$/.test(parameters)) return "49";
  return { "1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29" }[parameters];
}
const ends = new Set(["39", "49", "22", "23", "24", "27", "29"]);

/** Those that hold, by what ends them: of what was written, and of what comes next. */
class Styles {
  #written: ReadonlyMap<string, string> = new Map();
  readonly #wanted = new Map<string, string>();

  /** @returns false for one of another kind */
  take(code: string, parameters: string): boolean {
    const end = endOf(parameters);
    if (ends.has(parameters)) this.#wanted.delete(parameters);
    else if (end === undefined) return false;
    else {
      const held = this.#wanted.get(end) ?? "";
      // Bold and faint end together but hold side by side.
      this.#wanted.set(end, end !== "22" ? code : held.includes(code) ? held : held + code);
    }
    return true;
  }

  /** All that hold, from none. */
  get holding(): string {
    return [...this.#wanted.values()].join("");
  }

  /** From those that were written to those that hold now. */
  reached(): string {
    let codes = "";
    for (const end of this.#written.keys()) if (!this.#wanted.has(end)) codes += `\u001b[${end}m`;
    for (const [end, code] of this.#wanted) {
      const before = this.#written.get(end) ?? "";
      if (end !== "22") codes += code === before ? "" : code;
      // A colour takes the place of another; bold stays beside faint.
      else codes += code.startsWith(before) ? code.slice(before.length) : `\u001b[22m${code}`;
    }
    this.#written = new Map(this.#wanted);
    return codes;
  }

  /** From those that were written to none. */
  ended(): string {
    return [...this.#written.keys()].map((end) => `\u001b[${end}m`).join("");
  }
}

/** The styles that still hold after these, in their shortest form; styles of other kinds are left as they are. */
export function inForce(styles: string): string {
  const holding = new Styles();
  for (const [code, parameters = ""] of styles.matchAll(sgr)) {
    if (!holding.take(code, parameters)) return styles;
  }
  return holding.holding;
}
