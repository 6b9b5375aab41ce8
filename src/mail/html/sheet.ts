/** Lines being written: white space folded, paragraphs apart, quotes and lists behind their prefix. */
import type { Mark } from "../reply/segment.ts";

export interface Line {
  readonly text: string;
  /** What the structure around it tells; undefined where it tells nothing. */
  readonly mark: Mark | undefined;
}

/** Deeper than that a prefix says nothing more and would cost more than the text. */
const maxPrefix = 24;
const maxBlank = 2;

export class Sheet {
  readonly lines: Line[] = [];
  /** Of the lines to come. */
  mark: Mark | undefined;
  /** Those of the levels around. */
  readonly #prefixes: string[] = [];
  #prefix = "";
  /** Stands once before the next line, in the width of the innermost prefix: a list's bullet. */
  #bullet: string | undefined;
  #text: string[] = [];
  #last = "";
  #blank = 0;
  #lastPrefix = "";

  push(prefix: string): void {
    this.endLine();
    this.#prefixes.push(this.#prefix);
    this.#prefix = (this.#prefix + prefix).slice(0, maxPrefix);
  }

  pop(): void {
    this.endLine();
    this.#prefix = this.#prefixes.pop() ?? "";
    this.#bullet = undefined;
  }

  /** @param close the item follows another one directly */
  bullet(text: string, close: boolean): void {
    this.endLine();
    this.#bullet = text;
    if (close) this.#blank = 0;
  }

  /** White space runs become one blank. */
  write(text: string): void {
    const folded = text.replace(/[ \t\n\r\f]+/g, " ");
    const rest = this.#last === "" || this.#last.endsWith(" ") ? folded.replace(/^ /, "") : folded;
    this.#put(rest);
  }

  /** As it stands, line by line. */
  writeLines(text: string): void {
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0) this.breakLine();
      this.#put(line);
    }
  }

  #put(text: string): void {
    if (text === "") return;
    this.#text.push(text);
    this.#last = text;
  }

  get isOpen(): boolean {
    return this.#text.length > 0;
  }

  /** A line break that is meant: an empty line where none is begun. */
  breakLine(): void {
    if (this.#text.length > 0) this.endLine();
    else this.#blank += 1;
  }

  endLine(): void {
    if (this.#text.length === 0) return;
    // Blanks that may not break are blanks; what has no width only pads the preview of a newsletter.
    const text = this.#text
      .join("")
      .replace(/[\u00a0\u2007\u202f]/g, " ")
      .replace(/\u200b|\ufeff|\u00ad|\u034f|\u2060/g, "")
      .trimEnd();
    this.#text = [];
    this.#last = "";
    if (/^(?:\s|\u200c|\u200d|\u200e|\u200f)*$/.test(text)) this.#blank += 1;
    else this.#line(text);
  }

  #line(text: string): void {
    this.#blankLines(this.#prefix);
    const bullet = this.#bullet;
    this.#bullet = undefined;
    const before =
      bullet === undefined ? this.#prefix : `${this.#prefix.slice(0, -bullet.length || undefined)}${bullet}`;
    this.lines.push({ text: before + text, mark: this.mark });
    this.#lastPrefix = this.#prefix;
  }

  /** An empty line between two quotes stays in the quote that both share. */
  #blankLines(next: string): void {
    if (this.lines.length > 0) {
      const shared = next.length < this.#lastPrefix.length ? next : this.#lastPrefix;
      for (let count = Math.min(this.#blank, maxBlank); count > 0; count -= 1) {
        this.lines.push({ text: shared.trimEnd(), mark: this.lines.at(-1)?.mark });
      }
    }
    this.#blank = 0;
  }

  /** The next line begins a paragraph. */
  gap(): void {
    this.endLine();
    if (this.#bullet !== undefined) return;
    this.#blank = Math.max(this.#blank, 1);
  }

  /** Lines that are finished already, from a table. */
  append(lines: readonly Line[]): void {
    this.endLine();
    for (const { text, mark } of lines) {
      if (text === "") this.#blank += 1;
      else {
        const kept = this.mark;
        this.mark = kept ?? mark;
        this.#line(text);
        this.mark = kept;
      }
    }
  }
}
