/**
 * What is written for those who hear the screen: of each frame the lines that are new, and nothing of what stands there
 * already, which would be read out once more. Stands between Ink, which writes every frame as a whole, and the terminal.
 */
import { widthOf } from "./text/safe.ts";

/** Where the cursor of who types stands in a line; has no width, and no text may hold it (safe.ts). */
export const caret = "\u2060";
/** Before the line that stands below everything, as the caret: what is above it gives way where there is no room for all. */
export const foot = "\u2061";
/** Before a row of the screen that goes on with the line above it. */
export const onward = "\u2062";
const marks = new RegExp(`[${caret}${foot}${onward}]`, "g");

const begin = "\u001b[?2026h";
const end = "\u001b[?2026l";
// biome-ignore lint/suspicious/noControlCharactersInRegex: what Ink erases a frame by
const erasing = /^(?:\u001b\[(?:\?25[lh]|2K|\d*A|G))+/;

/** The terminal with its `write` exchanged. */
export function heard(terminal: NodeJS.WriteStream): NodeJS.WriteStream {
  const speaker = new Speaker(terminal);
  terminal.on("resize", () => speaker.forget());
  const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    const done = rest.find((one) => typeof one === "function") as (() => void) | undefined;
    const told = speaker.take(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return terminal.write(told, done);
  };
  return new Proxy(terminal, {
    get(target, name) {
      if (name === "write") return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

export class Speaker {
  readonly #terminal: Pick<NodeJS.WriteStream, "rows">;
  /** What belongs to a frame that is not whole yet. */
  #gathered: string | undefined;
  /** What stands on the screen, where that is known; the cursor is in its last line, or above it. */
  #shown: readonly string[] | undefined;
  /** Lines of the screen that the last frame takes; undefined where something else was written since. */
  #height: number | undefined;
  /** Lines that the cursor stands above the last one. */
  #above = 0;

  constructor(terminal: Pick<NodeJS.WriteStream, "rows">) {
    this.#terminal = terminal;
  }

  /** @returns what is to be written for it */
  take(written: string): string {
    if (written === begin) {
      this.#gathered = "";
      return "";
    }
    if (written === end) {
      const whole = this.#gathered ?? "";
      this.#gathered = undefined;
      return whole === "" ? "" : `${begin}${this.#frame(whole)}${end}`;
    }
    if (this.#gathered !== undefined) {
      this.#gathered += written;
      return "";
    }
    // Something else than a frame: what stands where is not known any more.
    this.#shown = undefined;
    this.#height = undefined;
    return this.#toBottom() + written.replace(marks, "");
  }

  /** The terminal may have wrapped its lines anew. */
  forget(): void {
    this.#shown = undefined;
  }

  #frame(whole: string): string {
    const { rows } = this.#terminal;
    const words = whole.replace(erasing, "");
    const marked = withoutSurplus(words.split("\n"), rows);
    const lines = marked.map(plain);
    const at = marked.findIndex((line) => line.includes(caret));
    const before = this.#shown;
    const height = this.#height;
    const home = this.#toBottom();
    const fits = lines.length <= rows;
    // What has scrolled away cannot be gone back to.
    this.#shown = fits ? lines : undefined;
    this.#height = Math.min(lines.length, rows);
    if (before !== undefined) return home + changes(before, marked, at) + (fits ? this.#toCaret(marked, at) : "");
    const erased = height === undefined ? whole.slice(0, whole.length - words.length) : `${up(height - 1)}\r\u001b[J`;
    return home + erased + lines.join("\n") + (fits ? this.#toCaret(marked, at) : "");
  }

  /** Readers follow the cursor: they tell what it stands on. */
  #toCaret(marked: readonly string[], at: number): string {
    if (at < 0) return "";
    this.#above = marked.length - 1 - at;
    const column = widthOf(marked[at]?.split(caret)[0] ?? "");
    return `${up(this.#above)}\r${right(column)}`;
  }

  #toBottom(): string {
    const lines = this.#above;
    this.#above = 0;
    return down(lines);
  }
}

/**
 * Blank lines only fill a screen; where there is no room for all, those go first, the lowest before all. Then what stands
 * right above the foot: where one is, and the line of the cursor, are seen in any case.
 */
function withoutSurplus(lines: readonly string[], rows: number): readonly string[] {
  let surplus = lines.length - rows;
  const isFree = (line: string): boolean => !line.includes(caret) && surplus-- > 0;
  const filled = lines.toReversed().filter((line) => line.trim() !== "" || !isFree(line));
  const below = filled.findIndex((line) => line.startsWith(foot));
  if (below < 0) return filled.toReversed();
  return filled
    .filter((line, index) => index <= below || index === filled.length - 1 || line.startsWith(here) || !isFree(line))
    .toReversed();
}

/** A line as it is written. */
function plain(line: string): string {
  return line.replace(marks, "").trimEnd();
}

/** From the end of one frame to the end of the next. The line of the cursor comes first, then what belongs to it. */
function changes(before: readonly string[], marked: readonly string[], typed: number): string {
  const after = marked.map(plain);
  if (before.length !== after.length) {
    const same = after.findIndex((line, index) => line !== before[index]);
    const from = Math.min(same < 0 ? after.length : same, before.length - 1, after.length - 1);
    return `${up(before.length - 1 - from)}\r\u001b[J${after.slice(from).join("\n")}`;
  }
  const { moved, lines } = scrolled(before, after);
  const last = after.length - 1;
  const isCursor = (index: number): boolean => after[index]?.startsWith(here) === true;
  const isNew = (index: number): boolean => after[index] !== lines[index];
  /** The row that the line begins with. */
  const startOf = (index: number): number => (marked[index]?.includes(onward) === true ? startOf(index - 1) : index);
  // The line that the cursor goes to is said to its end, whichever of its rows stood there already.
  const changed = after.flatMap((_, index) => {
    const start = startOf(index);
    return isNew(index) || (start !== index && isCursor(start) && isNew(start)) ? [index] : [];
  });
  const isOfCursor = (index: number): boolean => isCursor(startOf(index));
  const inOrder = [...changed.filter(isOfCursor), ...changed.filter((index) => !isOfCursor(index))];
  const told = inOrder.map((index) => {
    const one = index === typed ? typing : change;
    return `${up(last - index)}\r${one(lines[index] ?? "", after[index] ?? "")}${down(last - index)}`;
  });
  return moved + told.join("");
}

/** Lines that have only moved are moved by the terminal, so that nobody hears them again. */
function scrolled(before: readonly string[], after: readonly string[]): { moved: string; lines: readonly string[] } {
  const first = after.findIndex((line, index) => line !== before[index]);
  const last = after.findLastIndex((line, index) => line !== before[index]);
  const height = last - first + 1;
  for (let by = 1; by < height && first >= 0; by += 1) {
    const rest = height - by;
    const isShifted = (from: readonly string[], to: readonly string[]): boolean =>
      Array.from({ length: rest }, (_, index) => index).every(
        (index) => from[first + by + index] === to[first + index],
      );
    const end = after.length - 1;
    const blanks = Array<string>(by).fill("");
    if (isShifted(before, after)) {
      const moved = `${at(end - first, `\u001b[${by}M`)}${at(end - last + by - 1, `\u001b[${by}L`)}`;
      const middle = [...before.slice(first + by, last + 1), ...blanks];
      return { moved, lines: [...before.slice(0, first), ...middle, ...before.slice(last + 1)] };
    }
    if (isShifted(after, before)) {
      const moved = `${at(end - last + by - 1, `\u001b[${by}M`)}${at(end - first, `\u001b[${by}L`)}`;
      const middle = [...blanks, ...before.slice(first, last + 1 - by)];
      return { moved, lines: [...before.slice(0, first), ...middle, ...before.slice(last + 1)] };
    }
  }
  return { moved: "", lines: before };
}

/** Something written so many lines above the last one, from there and back. */
function at(above: number, told: string): string {
  return `${up(above)}\r${told}${down(above)}`;
}

/** How the line of the cursor begins, and all others of its list. */
export const here = "> ";
export const elsewhere = "  ";

/** A line that the cursor has left is not said. */
function change(before: string, after: string): string {
  if (before.startsWith(here) && after === elsewhere + before.slice(here.length)) return elsewhere;
  return `\u001b[2K${after}`;
}

/** What was typed at the end of a line is said alone. */
function typing(before: string, after: string): string {
  if (after.startsWith(before)) return `${right(widthOf(before))}${after.slice(before.length)}`;
  if (before.startsWith(after)) return `${right(widthOf(after))}\u001b[K`;
  return change(before, after);
}

function up(lines: number): string {
  return lines === 0 ? "" : `\u001b[${lines}A`;
}

function down(lines: number): string {
  return lines === 0 ? "" : `\u001b[${lines}B`;
}

function right(columns: number): string {
  return columns === 0 ? "" : `\u001b[${columns}C`;
}
