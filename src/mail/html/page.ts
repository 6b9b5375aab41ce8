/** Lays the elements of an HTML page out as lines of text. */
import { blocks, isHidden, isTight, keepsSpace, paragraphs, silent, voids } from "./elements.ts";
import { imageText, targetOf } from "./links.ts";
import { List } from "./list.ts";
import { type Marking, markOf } from "./marks.ts";
import { OpenElements } from "./openElements.ts";
import { Regions } from "./regions.ts";
import { type Line, Sheet } from "./sheet.ts";
import { Table } from "./table.ts";
import type { Attributes } from "./tags.ts";

/** Deeper tables are layout. */
const maxTables = 12;

export class Page {
  readonly #page = new Sheet();
  #sheet = this.#page;
  readonly #tables: Table[] = [];
  readonly #open = new OpenElements();
  #silent = 0;
  #verbatim = 0;
  readonly #lists: List[] = [];
  #link: { readonly href: string; readonly words: string[] } | undefined;
  #lastTarget = "";
  readonly #regions = new Regions();

  open(name: string, attributes: Attributes): void {
    if (this.#silent > 0) {
      if (!voids.has(name)) this.#open.push(name, silent.has(name) ? this.#silence() : undefined);
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
    this.#open.closeImplied(name);
    if (silent.has(name) || isHidden(attributes)) {
      this.#open.push(name, this.#silence());
      return;
    }
    const ends = [
      this.#structure(name, attributes),
      this.#region(markOf(name, attributes) ?? this.#regions.impliedBy(name)),
      this.#spacing(name, attributes),
    ];
    const needed = ends.filter((end) => end !== undefined);
    this.#open.push(name, needed.length === 0 ? undefined : () => needed.toReversed().map((end) => end()));
  }

  close(name: string): void {
    if (name === "br" || name === "p") {
      // `</p>` and `</br>` without a beginning are read as one (HTML Living Standard).
      if (name === "br" || !this.#open.has(name)) {
        if (this.#silent === 0) this.#sheet.breakLine();
        return;
      }
    }
    this.#open.close(name);
  }

  text(text: string): void {
    if (this.#silent > 0) return;
    this.#sheet.mark = this.#regions.mark;
    if (this.#link !== undefined && this.#link.words.length < 1000) this.#link.words.push(text);
    if (this.#verbatim > 0) this.#sheet.writeLines(text);
    else this.#sheet.write(text);
  }

  finish(): readonly Line[] {
    this.#open.closeAll();
    this.#page.endLine();
    return this.#page.lines;
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
    if (this.#lists.length === 0) this.#sheet.gap();
    this.#lists.push(new List(ordered, attributes));
    return () => {
      this.#lists.pop();
      if (this.#lists.length === 0) this.#sheet.gap();
    };
  }

  #item(attributes: Attributes): () => void {
    const { bullet, follows } = this.#lists.at(-1)?.next(attributes) ?? { bullet: "* ", follows: false };
    const sheet = this.#sheet;
    sheet.push(" ".repeat(bullet.length));
    sheet.bullet(bullet, follows);
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
    this.#region(markOf("hr", attributes))?.();
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

  #region(marking: Marking | undefined): (() => void) | undefined {
    if (marking === undefined) return undefined;
    this.#sheet.endLine();
    const end = this.#regions.open(marking);
    return end === undefined
      ? undefined
      : () => {
          this.#sheet.endLine();
          end();
        };
  }
}
