/** Walks over HTML as it comes and tells its tags, attributes and text, in one pass without a tree. */
import { Tokenizer } from "htmlparser2";
import { cleanText } from "../text.ts";

export type Attributes = ReadonlyMap<string, string>;

export interface Walker {
  /** @param name lower case */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** Entities decoded; one text may come in several pieces. */
  text(text: string): void;
}

const maxAttributes = 100;
const maxValue = 10_000;

/** An entity may name a control character, which text must not have: `&#27;[2J` would clear a terminal. */
const character = (point: number): string => cleanText(String.fromCodePoint(point));

/** Never fails; what is no HTML comes as text. Time grows with the length only. */
export function walk(html: string, walker: Walker): void {
  let name = "";
  let attributes = new Map<string, string>();
  let attribute = "";
  let value: string[] = [];
  const ended = (): void => {
    walker.open(name, attributes);
    attributes = new Map();
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        name = html.slice(start, end).toLowerCase();
      },
      onattribname(start, end) {
        attribute = html.slice(start, Math.min(end, start + 200)).toLowerCase();
        value = [];
      },
      onattribdata(start, end) {
        if (value.length < 100) value.push(html.slice(start, Math.min(end, start + maxValue)));
      },
      onattribentity(point) {
        if (value.length < maxValue) value.push(character(point));
      },
      onattribend() {
        // As browsers do, the first of two equal ones counts.
        if (attributes.size < maxAttributes && !attributes.has(attribute)) attributes.set(attribute, value.join(""));
      },
      onopentagend: ended,
      onselfclosingtag: ended,
      onclosetag(start, end) {
        walker.close(html.slice(start, end).toLowerCase());
      },
      ontext(start, end) {
        walker.text(html.slice(start, end));
      },
      ontextentity(point) {
        walker.text(character(point));
      },
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
