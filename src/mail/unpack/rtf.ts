/** Rich text to plain text, or to the HTML that Outlook wrapped into it (MS-OXRTFEX). Looks are lost, words are not. */
import { decodeBytes } from "../charset.ts";

export interface RichText {
  readonly kind: "text" | "html";
  readonly text: string;
}

/** Groups that hold no text of the letter. */
const silent = new Set(
  "fonttbl colortbl stylesheet info pict object themedata colorschememapping latentstyles datastore listtable listoverridetable rsidtbl generator header footer headerl headerr footerl footerr xmlnstbl wgrffmtfilter mmathPr".split(
    " ",
  ),
);
const characters: Readonly<Record<string, string>> = {
  par: "\n",
  line: "\n",
  sect: "\n",
  page: "\n",
  row: "\n",
  tab: "\t",
  cell: "\t",
  emdash: "—",
  endash: "–",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  emspace: " ",
  enspace: " ",
};

interface Group {
  silent: boolean;
  /** Inside {\*\htmltag …}: HTML as it stands. */
  tag: boolean;
  /** Characters that stand behind \u for programs that do not know it. */
  skip: number;
}

const maxDepth = 1000;
const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\/g;

export function readRtf(rtf: Buffer): RichText {
  const source = rtf.toString("latin1");
  const html = /\\fromhtml1\b/.test(source.slice(0, 2000));
  const codePage = /\\ansicpg(\d{3,5})/.exec(source.slice(0, 2000))?.[1] ?? "1252";
  return { kind: html ? "html" : "text", text: new Reader(html, `cp${codePage}`).read(source) };
}

class Reader {
  readonly #html: boolean;
  readonly #charset: string;
  readonly #output: string[] = [];
  readonly #groups: Group[] = [];
  #group: Group = { silent: false, tag: false, skip: 1 };
  /** Between \htmlrtf and \htmlrtf0 stands what repeats the HTML for readers of rich text. */
  #repeats = false;
  #octets: number[] = [];
  #toSkip = 0;
  #star = false;

  constructor(html: boolean, charset: string) {
    this.#html = html;
    this.#charset = charset === "cp65001" ? "utf-8" : charset.replace(/^cp(125\d|874)$/, "windows-$1");
  }

  read(source: string): string {
    for (const [, word, parameter, hex, symbol, brace, text] of source.matchAll(token)) {
      if (hex !== undefined) this.#octet(Number.parseInt(hex, 16));
      else {
        this.#flush();
        if (word !== undefined) this.#word(word, parameter === undefined ? undefined : Number(parameter));
        else if (symbol !== undefined) this.#symbol(symbol);
        else if (brace !== undefined) this.#brace(brace);
        else if (text !== undefined) this.#plain(text);
      }
    }
    this.#flush();
    return this.#output.join("");
  }

  #brace(brace: string): void {
    this.#toSkip = 0;
    if (brace === "{") {
      this.#groups.push(this.#group);
      if (this.#groups.length < maxDepth) this.#group = { ...this.#group };
    } else this.#group = this.#groups.pop() ?? this.#group;
    this.#star = false;
  }

  #word(word: string, parameter: number | undefined): void {
    const star = this.#star;
    this.#star = false;
    if (word === "htmltag") {
      this.#group.tag = true;
      this.#group.silent = false;
    } else if (word === "htmlrtf") this.#repeats = parameter !== 0;
    else if (silent.has(word) || star) this.#group.silent = true;
    else if (word === "uc") this.#group.skip = Math.min(parameter ?? 1, 10);
    else if (word === "u" && parameter !== undefined) {
      this.#emit(String.fromCharCode(parameter & 0xffff));
      this.#toSkip = this.#group.skip;
    } else if (word === "bin") this.#toSkip = Math.max(parameter ?? 0, 0);
    else {
      const character = Object.hasOwn(characters, word) ? characters[word] : undefined;
      // In wrapped HTML the line ends of the source stand as \par.
      if (character !== undefined) this.#emit(character);
    }
  }

  #symbol(symbol: string): void {
    if (symbol === "*") this.#star = true;
    else if (symbol === "~") this.#emit("\u00a0");
    else if (symbol === "_") this.#emit("-");
    else if (symbol === "\n" || symbol === "\r") this.#emit("\n");
    else if (/[{}\\]/.test(symbol)) this.#plain(symbol);
  }

  #plain(text: string): void {
    const skipped = Math.min(this.#toSkip, text.length);
    this.#toSkip -= skipped;
    this.#emit(text.slice(skipped));
  }

  #octet(octet: number): void {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else if (this.#shown()) this.#octets.push(octet);
  }

  #flush(): void {
    if (this.#octets.length === 0) return;
    this.#output.push(decodeBytes(Buffer.from(this.#octets), this.#charset));
    this.#octets = [];
  }

  #emit(text: string): void {
    if (text !== "" && this.#shown()) this.#output.push(text);
  }

  #shown(): boolean {
    if (this.#group.silent) return false;
    return !this.#html || this.#group.tag || !this.#repeats;
  }
}
