/** Single key presses out of what Ink hands over, however many of them arrived at once. Pure. */
import type { Key } from "ink";
import { graphemesOf } from "../text/graphemes.ts";

/** One key, or one pasted text. */
export interface Press {
  /** As the table of keys names it: `j`, `G`, `enter`, `ctrl+d`, `shift+tab`, `paste`. */
  readonly name: string;
  /** What it types; empty for keys that type nothing. */
  readonly text: string;
  /** Where the mouse is on the screen, both from 1. */
  readonly row?: number;
  readonly column?: number;
}

const named = [
  ["return", "enter"],
  ["escape", "esc"],
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageUp"],
  ["pageDown", "pageDown"],
  ["home", "home"],
  ["end", "end"],
  ["backspace", "backspace"],
  ["delete", "delete"],
] as const satisfies readonly (readonly [keyof Key, string])[];

/**
 * A fast hand, a slow line or a terminal without bracketed paste bring many keys in one piece: `g` and Enter as "g\r".
 * Alt is no key of ours: terminals send it as Esc and the key, which is also what Esc and a quick next key look like.
 */
export function pressesOf(input: string, key: Key): readonly Press[] {
  const before: readonly Press[] = key.meta && !key.escape ? [{ name: "esc", text: "" }] : [];
  if (key.tab && input.length <= 1) return [...before, { name: key.shift ? "shift+tab" : "tab", text: "" }];
  const name = named.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [...before, { name: key.ctrl ? `ctrl+${name}` : name, text: "" }];
  if (key.ctrl) return [...before, { name: `ctrl+${input}`, text: "" }];
  return [...before, ...typed(input)];
}

/** Text from a bracketed paste: never taken for keys. */
export function pasted(text: string): Press {
  return { name: "paste", text: text.replace(/\r\n?/g, "\n") };
}

function typed(input: string): readonly Press[] {
  return input.length === 1 ? [one(input)] : graphemesOf(input.replace(/\r\n/g, "\r")).map(one);
}

function one(segment: string): Press {
  const code = segment.codePointAt(0) ?? 0;
  if (segment === "\r" || segment === "\n") return { name: "enter", text: "" };
  if (segment === "\t") return { name: "tab", text: "" };
  if (segment === "\u007f" || segment === "\b") return { name: "backspace", text: "" };
  if (segment === "\u001b") return { name: "esc", text: "" };
  if (segment === " ") return { name: "space", text: " " };
  if (code >= 1 && code <= 26) return { name: `ctrl+${String.fromCharCode(code + 96)}`, text: "" };
  if (code < 32) return { name: "", text: "" };
  return { name: segment, text: segment };
}
