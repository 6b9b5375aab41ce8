/** Says of each line of a mail what it is: new text, a quote, what introduces it, a signature. One pass, no line is lost. */
import { headerBlock } from "./labels.ts";
import {
  attribution,
  forwardLine,
  forwardSubject,
  longestAttribution,
  namesSender,
  opensAttribution,
  originalLine,
  programSignature,
  replyAboveLine,
} from "./phrases.ts";
import type { Mark, SegmentKind } from "./segment.ts";

export interface MarkedLine {
  readonly text: string;
  readonly mark: Mark | undefined;
}

export function classify(lines: readonly MarkedLine[], subject: string): readonly SegmentKind[] {
  const texts = lines.map(({ text }) => text);
  const kinds = new Reading(texts, trusted(lines, texts), forwardSubject.test(subject)).kinds();
  return hasNews(texts, kinds) ? kinds : kinds.map((kind) => (kind === "signature" ? kind : "text"));
}

/** Of a mail that is nothing but a quote, the quote is what its author wants to be read. */
function hasNews(texts: readonly string[], kinds: readonly SegmentKind[]): boolean {
  return kinds.some((kind, at) => kind === "text" && /[\p{L}\p{N}]/u.test(texts[at] ?? ""));
}

/** Marks that hold: no forwarded mail in them, and a header block where their program always writes one. */
function trusted(lines: readonly MarkedLine[], texts: readonly string[]): readonly (SegmentKind | undefined)[] {
  const firsts = new Map<number, number>();
  for (const [at, { mark, text }] of lines.entries()) {
    if (mark !== undefined && text.trim() !== "" && !firsts.has(mark.region)) firsts.set(mark.region, at);
  }
  const broken = new Set<number>();
  for (const [region, first] of firsts) {
    const forwarded = texts.slice(first, first + 3).some((text) => forwardLine.test(text));
    const blockless = lines[first]?.mark?.ifHeaderBlock === true && headerBlock(texts, first) === 0;
    if (forwarded || blockless) broken.add(region);
  }
  return lines.map(({ mark }) => (mark === undefined || broken.has(mark.region) ? undefined : mark.kind));
}

class Reading {
  readonly #texts: readonly string[];
  readonly #marked: readonly (SegmentKind | undefined)[];
  readonly #forward: boolean;
  readonly #lastWritten: number;
  readonly #kinds: SegmentKind[] = [];
  /** What an ordinary line is. */
  #state: "text" | "signature" | "quote" = "text";
  /** The next line that begins a quote, as far as lines were looked at for one. */
  #quoteAt = Number.POSITIVE_INFINITY;
  #lookedTo = 0;
  /** Everything below is as its author wants it to be read. */
  #kept = false;

  constructor(texts: readonly string[], marked: readonly (SegmentKind | undefined)[], forward: boolean) {
    this.#texts = texts;
    this.#marked = marked;
    this.#forward = forward;
    this.#lastWritten = texts.findLastIndex((text) => text.trim() !== "");
  }

  kinds(): readonly SegmentKind[] {
    while (this.#kinds.length < this.#texts.length) this.#step(this.#kinds.length);
    return this.#kinds;
  }

  #step(at: number): void {
    const line = this.#texts[at] ?? "";
    const marked = this.#marked[at];
    if (this.#kept) this.#add("text");
    else if (marked !== undefined && marked !== "text") this.#markedLine(marked);
    else if (line.trim() === "") this.#add(this.#kinds.at(-1) ?? "text");
    else if (this.#state === "quote") this.#add("quote");
    else if (isQuoted(line)) this.#quoted();
    else if (forwardLine.test(line)) this.#keep();
    else if (replyAboveLine.test(line)) this.#rest(1);
    else if (originalLine.test(line)) this.#rest(1 + this.#block(at + 1));
    else this.#plain(at, line);
  }

  #plain(at: number, line: string): void {
    const block = this.#block(at);
    if (block > 0) {
      this.#rest(block);
      return;
    }
    const introduction = this.#attribution(at);
    if (introduction !== undefined) {
      if (introduction.strong) this.#rest(introduction.lines);
      else for (let count = introduction.lines; count > 0; count -= 1) this.#add("header");
    } else if (this.#beginsSignature(at, line)) {
      this.#state = "signature";
      this.#add("signature");
    } else if (/^[_\-=*]{5,}\s*$/.test(line) && this.#block(at + 1) > 0) this.#rest(1 + this.#block(at + 1));
    else this.#add(this.#state);
  }

  #add(kind: SegmentKind): void {
    this.#kinds.push(kind);
  }

  #markedLine(kind: SegmentKind): void {
    if (kind === "quote" || kind === "header") this.#state = "text";
    this.#add(this.#forward && kind !== "signature" ? "text" : kind);
  }

  #quoted(): void {
    this.#state = "text";
    this.#add("quote");
  }

  #keep(): void {
    this.#kept = true;
    this.#add("text");
  }

  /** These lines introduce the old mail, which is all the rest; of a forwarded mail it is what matters. */
  #rest(lines: number): void {
    if (this.#forward) {
      this.#keep();
      return;
    }
    for (let count = lines; count > 0; count -= 1) this.#add("header");
    this.#state = "quote";
  }

  #block(at: number): number {
    const start = (this.#texts[at] ?? "").trim() === "" ? at + 1 : at;
    const block = headerBlock(this.#texts, start);
    return block === 0 ? 0 : block + start - at;
  }

  /** A line, or one that a program folded into up to four. */
  #attribution(at: number): { readonly lines: number; readonly strong: boolean } | undefined {
    let text = "";
    for (let count = 1; count <= 4; count += 1) {
      const line = this.#texts[at + count - 1]?.trim() ?? "";
      const marked = this.#marked[at + count - 1];
      if (line === "" || isQuoted(line) || (marked !== undefined && marked !== "text")) return undefined;
      // The last line of the new text may stand right above.
      if (count > 1 && opensAttribution(line)) return undefined;
      text = text === "" ? line : `${text} ${line}`;
      if (text.length > longestAttribution) return undefined;
      const found = attribution(text);
      if (found === undefined) {
        if (count === 1 && !opensAttribution(line) && !namesSender(line)) return undefined;
        continue;
      }
      const quoted = this.#quoteFollows(at + count);
      if (quoted) return { lines: count, strong: false };
      // Alone, it must look like nothing else, and something has to follow it.
      return found === "strong" && at + count < this.#texts.length ? { lines: count, strong: true } : undefined;
    }
    return undefined;
  }

  #quoteFollows(at: number): boolean {
    for (let next = at; next < at + 3 && next < this.#texts.length; next += 1) {
      if (this.#marked[next] === "quote") return true;
      const line = this.#texts[next] ?? "";
      if (line.trim() !== "") return isQuoted(line);
    }
    return false;
  }

  #beginsSignature(at: number, line: string): boolean {
    if (line === "-- ") return true;
    if (programSignature.test(line)) return this.#endsSoon(at);
    // The blank is lost where a program cuts the ends of lines; then a rule within a text looks the same.
    return (/^--\s*$/.test(line) || line === "—") && this.#endsSoon(at);
  }

  /** Few lines are left until the mail ends or a quote begins. */
  #endsSoon(at: number): boolean {
    if (this.#lastWritten <= at + shortSignature) return true;
    if (this.#quoteAt <= at) this.#quoteAt = Number.POSITIVE_INFINITY;
    // Each line is looked at once, however many signatures seem to begin before it.
    while (this.#quoteAt === Number.POSITIVE_INFINITY && this.#lookedTo <= at + shortSignature) {
      this.#lookedTo = Math.max(this.#lookedTo, at + 1);
      if (this.#beginsQuote(this.#lookedTo)) this.#quoteAt = this.#lookedTo;
      this.#lookedTo += 1;
    }
    return this.#quoteAt <= at + shortSignature;
  }

  #beginsQuote(at: number): boolean {
    const line = this.#texts[at];
    if (line === undefined) return false;
    const marked = this.#marked[at];
    if (marked === "quote" || marked === "header") return true;
    return (
      isQuoted(line) ||
      originalLine.test(line) ||
      headerBlock(this.#texts, at) > 0 ||
      this.#attribution(at) !== undefined
    );
  }
}

/** Lines. */
const shortSignature = 12;

function isQuoted(line: string): boolean {
  return /^\s{0,3}>(?!From )/.test(line) || /^>/.test(line);
}
