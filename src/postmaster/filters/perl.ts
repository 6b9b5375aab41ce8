/** Regular expressions written for Perl, as OTRS's filters have them, to JavaScript ones that mean the same; or why not. */
import { type Said, said, spoken, type Words } from "../../said.ts";
import { endOrLine, escapes, inClass, posix, start } from "./perlEscapes.ts";
import { syntaxFault } from "./syntaxFault.ts";

export type Translated = { readonly expression: RegExp } | { readonly failure: Words };

/** Longer ones are no filter that a person wrote; the database's column has 200. */
const maxSource = 2000;

class Untranslatable extends Error {
  readonly why: Said;
  constructor(why: Said) {
    super(spoken(why));
    this.why = why;
  }
}

/** Case-insensitive, as OTRS searches. @param anchored the whole text must match, as with EMAILADDRESS: */
export function translatePerl(source: string, anchored = false): Translated {
  if (source.length > maxSource) return { failure: said`it is longer than ${maxSource} characters` };
  try {
    const body = translate(source);
    return { expression: new RegExp(anchored ? `^(?:${body})$` : body, "iu") };
  } catch (error) {
    if (error instanceof Untranslatable) return { failure: error.why };
    if (error instanceof SyntaxError) return { failure: syntaxFault(error) };
    throw error;
  }
}

interface Modes {
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
}

function translate(source: string): string {
  const leading = /^\(\?\^?([imsxpu]*)\)/.exec(source);
  const flags = leading?.[1] ?? "";
  const modes = { multiline: flags.includes("m"), dotAll: flags.includes("s"), extended: flags.includes("x") };
  return new Reader(source.slice(leading?.[0].length ?? 0), modes).all();
}

class Reader {
  readonly #source: string;
  readonly #modes: Modes;
  #at = 0;
  #literal = false;

  constructor(source: string, modes: Modes) {
    this.#source = source;
    this.#modes = modes;
  }

  all(): string {
    let out = "";
    while (this.#at < this.#source.length) out += this.#next();
    return out;
  }

  #take(form: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(form.source, "y");
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#source);
    if (match === null) return undefined;
    this.#at = sticky.lastIndex;
    return match;
  }

  #next(): string {
    if (this.#take(/\\E/)) {
      this.#literal = false;
      return "";
    }
    const [character = ""] = this.#take(/[\s\S]/) ?? [];
    if (this.#literal) return literal(character);
    switch (character) {
      case "\\":
        return this.#escape();
      case "[":
        return this.#characterClass();
      case "(":
        return this.#group();
      case "{":
        return this.#braces();
      case "}":
      case "]":
        return `\\${character}`;
      case "^":
        return this.#modes.multiline ? "(?<=^|\\n)" : start;
      case "$":
        return this.#modes.multiline ? "(?=\\n|$)" : endOrLine;
      case ".":
        return this.#modes.dotAll ? "[\\s\\S]" : "[^\\n]";
      case "*":
      case "+":
      case "?":
        return this.#quantifier(character);
      case "#":
        if (!this.#modes.extended) return "#";
        this.#take(/[^\n]*/);
        return "";
      default:
        return this.#modes.extended && /\s/.test(character) ? "" : character;
    }
  }

  #quantifier(written: string): string {
    const [after = ""] = this.#take(/[?+]?/) ?? [];
    if (after === "+") throw new Untranslatable(said`the possessive quantifier "${written}+" has no equal here`);
    return written + after;
  }

  #braces(): string {
    const counted = this.#take(/\d*,?\d*\}/)?.[0] ?? "";
    // Perl takes braces that count nothing literally.
    if (!/^\d+,?\d*\}$|^,\d+\}$/.test(counted)) return `\\{${counted.replace("}", "\\}")}`;
    return this.#quantifier(`{${counted.startsWith(",") ? "0" : ""}${counted}`);
  }

  #escape(): string {
    if (this.#take(/Q/)) {
      this.#literal = true;
      return "";
    }
    const backward = this.#take(/[gk](?:\{(\w+)\}|<(\w+)>|'(\w+)'|(\d))/);
    if (backward) return backReference(backward.slice(1).find((part) => part !== undefined) ?? "");
    return this.#number() ?? this.#simple(escapes);
  }

  /** Characters by number, and digits that refer back. */
  #number(): string | undefined {
    const named = this.#take(/x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{1,2})|N\{U\+([0-9A-Fa-f]{1,6})\}/);
    if (named) return `\\u{${named[1] ?? named[2] ?? named[3]}}`;
    const property = this.#take(/[pP](?:\{\^?[\w=: ]+\}|[A-Z])/)?.[0];
    if (property) return `\\${property[0]}{${property.slice(1).replace(/[{}]/g, "").replace(/^Is/, "")}}`;
    const reference = this.#take(/[1-9]\d*/)?.[0];
    if (reference) return `(?:\\${reference})`;
    return this.#take(/0/) ? "\\x00" : undefined;
  }

  #simple(table: Readonly<Record<string, string>>): string {
    const [character = ""] = this.#take(/[\s\S]/) ?? [];
    if (character === "") throw new Untranslatable(said`it ends with a backslash`);
    if (!/[A-Za-z]/.test(character)) return literal(character);
    const meaning = table[character];
    if (meaning === undefined) throw new Untranslatable(said`"\\${character}" has no equal here`);
    return meaning;
  }

  #characterClass(): string {
    const negated = this.#take(/\^/) ? "^" : "";
    let out = this.#take(/\]/) ? "\\]" : "";
    for (;;) {
      const named = this.#take(/\[:(\^?)(\w+):\]/);
      if (named) {
        const meaning = posix[named[2] ?? ""];
        if (meaning === undefined || named[1] === "^") throw new Untranslatable(said`"${named[0]}" has no equal here`);
        out += meaning;
        continue;
      }
      const [character] = this.#take(/[\s\S]/) ?? [];
      if (character === undefined) throw new Untranslatable(said`"[" is not closed`);
      if (character === "]") return `[${negated}${out}]`;
      if (character === "\\") out += this.#take(/-/) ? "\\-" : (this.#number() ?? this.#simple(inClass));
      else out += literal(character);
    }
  }

  #group(): string {
    if (this.#take(/\*/)) throw new Untranslatable(said`backtracking verbs (*…) have no equal here`);
    if (!this.#take(/\?/)) return "(";
    if (this.#take(/#[^)]*\)/)) return "";
    const named = this.#take(/P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'/);
    if (named) return `(?<${named[1] ?? named[2]}>`;
    const back = this.#take(/P=(\w+)\)/);
    if (back) return backReference(back[1] ?? "");
    const plain = this.#take(/:|<?[=!]/);
    if (plain) return `(?${plain[0]}`;
    const modified = this.#take(/\^?([ims]*)(?:-([ims]+))?:/);
    if (modified) return `(?${modified[1] ?? ""}${modified[2] ? `-${modified[2]}` : ""}:`;
    const [kind = ""] = this.#take(/[^:)]{0,3}/) ?? [];
    throw new Untranslatable(said`"(?${kind}" has no equal here`);
  }
}

function backReference(name: string): string {
  return /^\d+$/.test(name) ? `(?:\\${name})` : `\\k<${name}>`;
}

/** As it stands; whatever has a meaning in a pattern or a class gets a backslash. */
function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
