/** The one table of keys: matching, footer and help derive from it. */
import type { Key } from "ink";

export interface Binding {
  readonly command: string;
  /** Characters or names of Ink's keys. */
  readonly keys: readonly string[];
  readonly help: string;
  /** Shown in the footer. */
  readonly footer?: string;
}

const movement: readonly Binding[] = [
  { command: "down", keys: ["j", "downArrow"], help: "down" },
  { command: "up", keys: ["k", "upArrow"], help: "up" },
  { command: "pageDown", keys: ["pageDown", "ctrl+d", " "], help: "a page down" },
  { command: "pageUp", keys: ["pageUp", "ctrl+u"], help: "a page up" },
  { command: "top", keys: ["g", "home"], help: "to the top" },
  { command: "bottom", keys: ["G", "end"], help: "to the bottom" },
];

const work: readonly Binding[] = [
  { command: "reply", keys: ["r"], help: "reply to the customer", footer: "reply" },
  { command: "note", keys: ["n"], help: "write an internal note", footer: "note" },
  { command: "close", keys: ["c"], help: "close as successful", footer: "close" },
  { command: "take", keys: ["t"], help: "take: own and lock it", footer: "take" },
  { command: "unlock", keys: ["u"], help: "unlock" },
  { command: "queue", keys: ["m"], help: "move to another queue", footer: "move" },
  { command: "priority", keys: ["p"], help: "change the priority", footer: "prio" },
  { command: "state", keys: ["s"], help: "change the state", footer: "state" },
];

const always: readonly Binding[] = [{ command: "help", keys: ["?"], help: "these keys", footer: "keys" }];

export const screens = {
  list: [
    ...movement,
    { command: "open", keys: ["return", "l", "rightArrow"], help: "open the ticket" },
    ...work,
    { command: "nextQueue", keys: ["tab", "]"], help: "the next queue", footer: "next" },
    { command: "previousQueue", keys: ["shift+tab", "["], help: "the queue before" },
    { command: "search", keys: ["/"], help: "search in title, number and customer", footer: "find" },
    { command: "all", keys: ["a"], help: "closed tickets too, or not" },
    ...always,
    { command: "quit", keys: ["q"], help: "quit", footer: "quit" },
  ],
  ticket: [
    ...movement,
    { command: "back", keys: ["q", "h", "escape", "leftArrow"], help: "back to the list", footer: "back" },
    ...work,
    ...always,
  ],
} as const satisfies Record<string, readonly Binding[]>;

/** The command that a key press means on a screen. */
export function commandOf(bindings: readonly Binding[], input: string, key: Key): string | undefined {
  const pressed = nameOf(input, key);
  return bindings.find(({ keys }) => keys.includes(pressed))?.command;
}

const named = [
  "return",
  "escape",
  "upArrow",
  "downArrow",
  "leftArrow",
  "rightArrow",
  "pageUp",
  "pageDown",
  "home",
  "end",
] as const;

function nameOf(input: string, key: Key): string {
  if (key.tab) return key.shift ? "shift+tab" : "tab";
  const name = named.find((one) => key[one]);
  if (name !== undefined) return name;
  return key.ctrl ? `ctrl+${input}` : input;
}

export function footerOf(bindings: readonly Binding[]): string {
  return bindings
    .flatMap(({ keys: [first = ""], footer }) => (footer === undefined ? [] : [`${shown(first)} ${footer}`]))
    .join("  ");
}

export function shown(key: string): string {
  const names: Record<string, string> = {
    return: "Enter",
    escape: "Esc",
    upArrow: "↑",
    downArrow: "↓",
    leftArrow: "←",
    rightArrow: "→",
    pageUp: "PgUp",
    pageDown: "PgDn",
    " ": "Space",
    tab: "Tab",
  };
  return names[key] ?? key;
}
