/** HTML to the text that a person reads, with what its structure tells of quotes and signatures. Never throws. */

import type { Mark } from "../reply/segment.ts";
import { cleanText } from "../text.ts";
import { blocks, borders, isHidden, isTight, keepsSpace, paragraphs, silent, voids } from "./elements.ts";
import { imageText, targetOf } from "./links.ts";
import { type Marking, markOf } from "./marks.ts";
import { type Line, Sheet } from "./sheet.ts";
import { Table } from "./table.ts";
import { type Attributes, walk } from "./tags.ts";

/** Of a longer HTML only the beginning is read; it is no letter. */
const maxHtml = 5_000_000;
/** Browsers stop at about the same; a search through the open elements stays short. */
const maxDepth = 500;
/** Deeper tables are layout. */
const maxTables = 12;

export function plainFromHtml(html: string): string {
  return textOf(linesOfHtml(html));
}

function textOf(lines: readonly Line[]): string {
  return lines.length === 0 ? "" : `${lines.map(({ text }) => text).join("\n")}\n`;
}

export function linesOfHtml(html: string): readonly Line[] {
  const page = new Page();
  walk(cleanText(html.length > maxHtml ? html.slice(0, maxHtml) : html), page);
  return page.finish();
}

interface Open {
  readonly name: string;
  /** What has to be undone at its end. */
  readonly end: (() => void) | undefined;
}

interface List {
  readonly ordered: boolean;
  next: number;
  items: number;
  readonly letters: string;
}

class Page {
  readonly #page = new Sheet();
  #sheet = this.#page;
  readonly #tables: Table[] = [];
  readonly #open: Open[] = [];
  readonly #count = new Map<string, number>();
  /** Elements too deep to be kept, by name: their ends are ignored. */
  readonly #tooDeep = new Map<string, number>();
  #silent = 0;
  #verbatim = 0;
  readonly #lists: List[] = [];
  #link: { readonly href: string; readonly words: string[] } | undefined;
  #lastTarget = "";
  /** Of the text to come: the outermost marked element counts, but a wrapper gives way to what is in it. */
  #mark: Mark | undefined;
  #wrapper: Mark | undefined;
  /** From some element on all is quoted. */
  #rest: Mark | undefined;
  #regions = 0;

  open(name: string, attributes: Attributes): void {
    if (this.#silent > 0) {
      if (!voids.has(name)) this.#push(name, silent.has(name) ? this.#silence() : undefined);
      return;
    }
    switch (name) {
      case "br":
        this.#sheet.breakLine();
        return;
      case "hr":
        this.#rule(attributes);
        return;
      case "img":
        this.#image(attributes);
        return;
      case "wbr":
        return;
    }
    if (voids.has(name)) return;
    this.#closeImplied(name);
    if (silent.has(name) || isHidden(attributes)) {
      this.#push(name, this.#silence());
      return;
    }
    const ends = [
      this.#structure(name, attributes),
      this.#marked(this.#markingOf(name, attributes)),
      this.#spacing(name, attributes),
    ];
    const needed = ends.filter((end) => end !== undefined);
    this.#push(name, needed.length === 0 ? undefined : () => needed.toReversed().map((end) => end()));
  }

  close(name: string): void {
    if (name === "br" || name === "p") {
      // `</p>` and `</br>` without a beginning are read as one (HTML Living Standard).
      if (name === "br" || !this.#count.get(name)) {
        if (this.#silent === 0) this.#sheet.breakLine();
        return;
      }
    }
    const skipped = this.#tooDeep.get(name) ?? 0;
    if (skipped > 0) this.#tooDeep.set(name, skipped - 1);
    else if (this.#count.get(name)) this.#closeTo(name);
  }

  text(text: string): void {
    if (this.#silent > 0) return;
    this.#sheet.mark = this.#rest ?? this.#mark;
    if (this.#link !== undefined && this.#link.words.length < 1000) this.#link.words.push(text);
    if (this.#verbatim > 0) this.#sheet.writeLines(text);
    else this.#sheet.write(text);
  }

  finish(): readonly Line[] {
    while (this.#open.length > 0) this.#pop();
    this.#page.endLine();
    return this.#page.lines;
  }

  #push(name: string, end: (() => void) | undefined): void {
    if (this.#open.length >= maxDepth) {
      end?.();
      this.#tooDeep.set(name, (this.#tooDeep.get(name) ?? 0) + 1);
      return;
    }
    this.#open.push({ name, end });
    this.#count.set(name, (this.#count.get(name) ?? 0) + 1);
  }

  #pop(): void {
    const last = this.#open.pop();
    if (last === undefined) return;
    this.#count.set(last.name, (this.#count.get(last.name) ?? 1) - 1);
    last.end?.();
  }

  #closeTo(name: string): void {
    const border = name === "td" || name === "th" || name === "tr" || name === "table";
    for (let at = this.#open.length - 1; at >= 0; at -= 1) {
      const inner = this.#open[at]?.name ?? "";
      if (inner === name) {
        while (this.#open.length > at) this.#pop();
        return;
      }
      // The end of a word's style does not end the paragraph around it, nor that of a division the cell around it.
      if (borders.has(name) ? !border && (inner === "td" || inner === "th") : borders.has(inner)) return;
    }
  }

  /** Elements whose end nobody writes. */
  #closeImplied(name: string): void {
    const last = this.#open.at(-1)?.name;
    if (name === "li" && last === "li") this.#pop();
    else if ((name === "dt" || name === "dd") && (last === "dt" || last === "dd")) this.#pop();
    else if (last === "p" && borders.has(name)) this.#pop();
    else if (name === "a" && this.#count.get("a")) this.#closeTo("a");
    else if (name === "td" || name === "th" || name === "tr") {
      const enders = name === "tr" ? ["td", "th", "tr"] : ["td", "th"];
      while (enders.includes(this.#open.at(-1)?.name ?? "")) this.#pop();
    }
  }

  #silence(): () => void {
    this.#silent += 1;
    return () => {
      this.#silent -= 1;
    };
  }

  #spacing(name: string, attributes: Attributes): (() => void) | undefined {
    const verbatim = keepsSpace(name, attributes);
    if (verbatim) this.#verbatim += 1;
    const apart = paragraphs.has(name) && !isTight(name, attributes);
    if (!apart && !blocks.has(name) && !paragraphs.has(name)) {
      return verbatim ? () => (this.#verbatim -= 1) : undefined;
    }
    const edge = apart ? () => this.#sheet.gap() : () => this.#sheet.endLine();
    edge();
    return () => {
      if (verbatim) this.#verbatim -= 1;
      edge();
    };
  }

  #structure(name: string, attributes: Attributes): (() => void) | undefined {
    switch (name) {
      case "blockquote":
        return this.#indent("> ");
      case "dd":
        return this.#indent("  ");
      case "ul":
      case "ol":
      case "menu":
      case "dir":
        return this.#list(name === "ol", attributes);
      case "li":
        return this.#item(attributes);
      case "a":
        return this.#anchor(attributes);
      case "table":
        return this.#table(attributes);
      case "tr":
        this.#tables.at(-1)?.row();
        return undefined;
      case "td":
      case "th":
        return this.#cell(name === "th");
      case "q":
        this.text("“");
        return () => this.text("”");
      default:
        return undefined;
    }
  }

  #indent(prefix: string): () => void {
    const sheet = this.#sheet;
    sheet.gap();
    sheet.push(prefix);
    return () => {
      sheet.pop();
      sheet.gap();
    };
  }

  #list(ordered: boolean, attributes: Attributes): () => void {
    const start = Number.parseInt(attributes.get("start") ?? "", 10);
    const next = Number.isSafeInteger(start) ? start : 1;
    if (this.#lists.length === 0) this.#sheet.gap();
    this.#lists.push({ ordered, next, items: 0, letters: attributes.get("type") ?? "" });
    return () => {
      this.#lists.pop();
      if (this.#lists.length === 0) this.#sheet.gap();
    };
  }

  #item(attributes: Attributes): () => void {
    const list = this.#lists.at(-1);
    const value = Number.parseInt(attributes.get("value") ?? "", 10);
    if (list !== undefined && Number.isSafeInteger(value)) list.next = value;
    const bullet = list?.ordered ? `${numeral(list.next, list.letters)}. ` : "* ";
    const close = list !== undefined && list.items > 0;
    if (list !== undefined) {
      list.next += 1;
      list.items += 1;
    }
    const sheet = this.#sheet;
    sheet.push(" ".repeat(bullet.length));
    sheet.bullet(bullet, close);
    return () => sheet.pop();
  }

  #anchor(attributes: Attributes): (() => void) | undefined {
    const href = attributes.get("href");
    if (href === undefined || this.#link !== undefined) return undefined;
    this.#link = { href, words: [] };
    return () => {
      const words = (this.#link?.words ?? []).join("");
      this.#link = undefined;
      // An image without words leads nowhere in a text.
      const target = words.trim() === "" ? undefined : targetOf(href, words);
      if (target === undefined || target === this.#lastTarget) return;
      this.#lastTarget = target;
      this.#sheet.write(/\s$/.test(words) ? `<${target}> ` : ` <${target}>`);
    };
  }

  #image(attributes: Attributes): void {
    const table = this.#tables.at(-1);
    if (table?.sheet !== undefined) table.holdsMore = true;
    if (isHidden(attributes)) return;
    const text = imageText(attributes);
    if (text !== "") this.text(text);
  }

  #rule(attributes: Attributes): void {
    this.#sheet.endLine();
    this.#marked(markOf("hr", attributes))?.();
    // Outlook's rule before the old mail belongs to that.
    if (/width:\s*98%/.test(attributes.get("style") ?? "") || attributes.get("id") === "stopSpelling") return;
    this.text("----------");
    this.#sheet.endLine();
  }

  #table(attributes: Attributes): (() => void) | undefined {
    const outer = this.#tables.at(-1);
    if (outer?.sheet !== undefined) outer.holdsMore = true;
    if (this.#tables.length >= maxTables) return undefined;
    const parent = this.#sheet;
    parent.endLine();
    const table = new Table(/^(?:presentation|none)$/i.test(attributes.get("role") ?? ""));
    this.#tables.push(table);
    const lists = this.#lists.splice(0);
    return () => {
      this.#tables.splice(this.#tables.indexOf(table));
      this.#lists.splice(0, this.#lists.length, ...lists);
      this.#sheet = parent;
      const lines = table.lines();
      if (table.isData) parent.gap();
      parent.append(lines);
      if (table.isData) parent.gap();
    };
  }

  #cell(heading: boolean): (() => void) | undefined {
    const table = this.#tables.at(-1);
    if (table === undefined) return undefined;
    const parent = this.#sheet;
    const sheet = table.cell(heading);
    this.#sheet = sheet;
    return () => {
      sheet.endLine();
      this.#sheet = parent;
    };
  }

  #markingOf(name: string, attributes: Attributes): Marking | undefined {
    const marking = markOf(name, attributes);
    return marking === undefined && name === "blockquote" && this.#wrapper !== undefined ? { kind: "quote" } : marking;
  }

  #marked(marking: Marking | undefined): (() => void) | undefined {
    if (marking === undefined) return undefined;
    this.#regions += 1;
    const { kind, ifHeaderBlock, wrapper, rest } = marking;
    const mark: Mark = { kind, region: this.#regions, ...(ifHeaderBlock ? { ifHeaderBlock } : {}) };
    this.#sheet.endLine();
    const outer = this.#mark;
    const surroundings = this.#wrapper;
    if (outer !== undefined && outer !== surroundings && !wrapper) return undefined;
    if (wrapper) {
      this.#wrapper = mark;
      this.#mark ??= mark;
    } else this.#mark = mark;
    return () => {
      this.#sheet.endLine();
      this.#mark = outer;
      this.#wrapper = surroundings;
      // Behind the quote in its wrapper stands what the author answers below it.
      if (kind === "quote" && surroundings !== undefined && outer === surroundings) this.#mark = undefined;
      if (rest) this.#rest ??= { ...mark, kind: "quote" };
    };
  }
}

/** The list's number as its type wants it: 3, c, C; Roman ones stay in digits. */
function numeral(number: number, letters: string): string {
  if (!/^[aA]$/.test(letters) || number < 1 || number > 26) return String(number);
  return String.fromCharCode((letters === "a" ? 96 : 64) + number);
}
