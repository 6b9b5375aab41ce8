/** The one table of keys: matching, footer and help derive from it. */
import type { Press } from "./press.ts";

export interface Binding<Name extends string = string> {
  readonly command: Name;
  /** Names of presses, see press.ts; the first is the one that footer and help show first. */
  readonly keys: readonly string[];
  readonly help: string;
  /** Shown in the footer. */
  readonly footer?: string;
}

const movement = [
  { command: "down", keys: ["j", "down"], help: "down" },
  { command: "up", keys: ["k", "up"], help: "up" },
  { command: "pageDown", keys: ["space", "pageDown", "ctrl+d"], help: "a page down" },
  { command: "pageUp", keys: ["pageUp", "ctrl+u"], help: "a page up" },
  { command: "top", keys: ["g", "home"], help: "to the top" },
  { command: "bottom", keys: ["G", "end"], help: "to the bottom" },
] as const satisfies readonly Binding[];

const work = [
  { command: "reply", keys: ["r"], help: "reply to the customer", footer: "reply" },
  { command: "note", keys: ["n"], help: "write an internal note", footer: "note" },
  { command: "close", keys: ["c"], help: "close as successful", footer: "close" },
  { command: "take", keys: ["t"], help: "take: own and lock it", footer: "take" },
  { command: "unlock", keys: ["u"], help: "unlock" },
  { command: "queue", keys: ["m"], help: "move to another queue", footer: "move" },
  { command: "priority", keys: ["p"], help: "change the priority", footer: "prio" },
  { command: "state", keys: ["s"], help: "change the state", footer: "state" },
] as const satisfies readonly Binding[];

const always = [
  { command: "help", keys: ["?"], help: "these keys", footer: "keys" },
] as const satisfies readonly Binding[];

const editing = [{ command: "erase", keys: ["backspace", "delete"], help: "the character before" }] as const;

export const screens = {
  list: [
    ...movement,
    { command: "open", keys: ["enter", "l", "right"], help: "open the ticket" },
    ...work,
    { command: "nextQueue", keys: ["tab", "]"], help: "the next queue", footer: "next" },
    { command: "previousQueue", keys: ["shift+tab", "["], help: "the queue before" },
    { command: "search", keys: ["/"], help: "search in title, number and customer", footer: "find" },
    { command: "all", keys: ["a"], help: "closed tickets too, or not" },
    ...always,
    { command: "quit", keys: ["q", "ctrl+c"], help: "quit", footer: "quit" },
  ],
  ticket: [
    ...movement,
    { command: "back", keys: ["q", "h", "esc", "left", "ctrl+c"], help: "back to the list", footer: "back" },
    ...work,
    ...always,
  ],
  help: [{ command: "leave", keys: ["esc", "q", "?", "enter", "space", "ctrl+c"], help: "leave", footer: "leave" }],
  choice: [
    { command: "down", keys: ["down", "ctrl+n", "tab"], help: "down" },
    { command: "up", keys: ["up", "ctrl+p", "shift+tab"], help: "up" },
    { command: "choose", keys: ["enter"], help: "choose", footer: "choose" },
    { command: "leave", keys: ["esc", "ctrl+c"], help: "leave it as it is", footer: "leave" },
    ...editing,
  ],
  prompt: [
    { command: "done", keys: ["enter"], help: "done", footer: "done" },
    { command: "leave", keys: ["esc", "ctrl+c"], help: "leave it as it is", footer: "leave" },
    ...editing,
  ],
} as const satisfies Record<string, readonly Binding[]>;

export type Screen = keyof typeof screens;
export type Command<Name extends Screen> = (typeof screens)[Name][number]["command"];

/** The command that a key press means. */
export function commandOf<Name extends string>(bindings: readonly Binding<Name>[], press: Press): Name | undefined {
  return bindings.find(({ keys }) => keys.includes(press.name))?.command;
}

export function footerOf(bindings: readonly Binding[]): string {
  return bindings
    .flatMap(({ keys: [first = ""], footer }) => (footer === undefined ? [] : [`${shown(first)} ${footer}`]))
    .join("  ");
}

const written: Readonly<Record<string, string>> = {
  enter: "Enter",
  esc: "Esc",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
  pageUp: "PgUp",
  pageDown: "PgDn",
  home: "Home",
  end: "End",
  space: "Space",
  tab: "Tab",
  "shift+tab": "Shift-Tab",
  backspace: "Backspace",
  delete: "Del",
};

/** A key as it is written on keyboards. */
export function shown(key: string): string {
  const control = /^ctrl\+(.)$/.exec(key)?.[1];
  return control === undefined ? (written[key] ?? key) : `Ctrl-${control.toUpperCase()}`;
}
