/** The one table of keys: matching, footer and help derive from it. */
import type { Press } from "./press.ts";

export interface Binding<Name extends string = string> {
  readonly command: Name;
  /** Names of presses, see press.ts; the first is the one that footer and help show first. */
  readonly keys: readonly string[];
  readonly help: string;
  /** Shown in the footer; the most needed first, since a narrow terminal cuts the end. */
  readonly footer?: string;
}

const movement = [
  { command: "down", keys: ["j", "down"], help: "down; 5j goes five" },
  { command: "up", keys: ["k", "up"], help: "up" },
  { command: "pageDown", keys: ["space", "pageDown", "ctrl+d", "ctrl+f"], help: "a page down" },
  { command: "pageUp", keys: ["pageUp", "ctrl+u", "ctrl+b"], help: "a page up" },
  { command: "top", keys: ["g", "home"], help: "to the top" },
  { command: "bottom", keys: ["G", "end"], help: "to the end; 5G to the fifth" },
] as const satisfies readonly Binding[];

const work = [
  { command: "reply", keys: ["r"], help: "reply", footer: "reply" },
  { command: "replyInEditor", keys: ["R"], help: "reply in $EDITOR" },
  { command: "note", keys: ["n"], help: "write an internal note", footer: "note" },
  { command: "close", keys: ["c"], help: "close as successful", footer: "close" },
  { command: "take", keys: ["t"], help: "take: own it and lock it", footer: "take" },
  { command: "unlock", keys: ["u"], help: "unlock" },
  { command: "queue", keys: ["m"], help: "move to another queue", footer: "move" },
  { command: "state", keys: ["s"], help: "change the state", footer: "state" },
  { command: "priority", keys: ["p"], help: "change the priority", footer: "prio" },
] as const satisfies readonly Binding[];

const help = { command: "help", keys: ["?"], help: "these keys", footer: "keys" } as const;

const erasing = [
  { command: "erase", keys: ["backspace"], help: "erase the one before" },
  { command: "eraseAfter", keys: ["delete"], help: "erase the one after" },
  { command: "eraseWord", keys: ["ctrl+w"], help: "erase the word before" },
  { command: "eraseStart", keys: ["ctrl+u"], help: "erase to its start" },
  { command: "eraseEnd", keys: ["ctrl+k"], help: "erase to its end" },
] as const satisfies readonly Binding[];

const inLine = [
  { command: "left", keys: ["left"], help: "a character back" },
  { command: "right", keys: ["right"], help: "a character on" },
  { command: "lineStart", keys: ["home", "ctrl+a"], help: "to the start of the line" },
  { command: "lineEnd", keys: ["end"], help: "to the end of the line" },
] as const satisfies readonly Binding[];

export const screens = {
  list: [
    { command: "open", keys: ["enter", "l", "right"], help: "open the ticket", footer: "open" },
    ...work,
    { command: "nextQueue", keys: ["tab", "]"], help: "the next queue", footer: "queue" },
    { command: "previousQueue", keys: ["shift+tab", "["], help: "the queue before" },
    { command: "search", keys: ["/"], help: "find title, number, customer", footer: "find" },
    { command: "mine", keys: ["o"], help: "only tickets I own, or all" },
    { command: "all", keys: ["a"], help: "closed tickets too, or not" },
    { command: "clear", keys: ["esc"], help: "all queues, nothing looked for" },
    ...movement,
    help,
    { command: "quit", keys: ["q", "ctrl+c"], help: "quit" },
  ],
  ticket: [
    { command: "back", keys: ["q", "h", "esc", "left", "ctrl+c"], help: "back to the list", footer: "back" },
    ...work,
    { command: "save", keys: ["d"], help: "save an attachment to a file" },
    { command: "fold", keys: ["z"], help: "show or fold quoted text" },
    { command: "recall", keys: ["X"], help: "take back held mail" },
    { command: "nextArticle", keys: ["tab", "}"], help: "next article; r answers it" },
    { command: "previousArticle", keys: ["shift+tab", "{"], help: "the article before" },
    { command: "nextTicket", keys: ["J"], help: "the next ticket", footer: "next" },
    { command: "previousTicket", keys: ["K"], help: "the ticket before" },
    ...movement,
    help,
  ],
  composer: [
    { command: "send", keys: ["ctrl+s"], help: "send", footer: "send" },
    { command: "sendAndClose", keys: ["ctrl+x"], help: "send and close; asks", footer: "send+close" },
    { command: "editor", keys: ["ctrl+e"], help: "go on in $EDITOR", footer: "$EDITOR" },
    { command: "attach", keys: ["ctrl+t"], help: "attach a file", footer: "attach" },
    { command: "detach", keys: ["ctrl+r"], help: "drop the last attachment" },
    { command: "nextField", keys: ["tab"], help: "the next field", footer: "field" },
    { command: "previousField", keys: ["shift+tab"], help: "the field before" },
    { command: "cancel", keys: ["esc", "ctrl+c"], help: "leave; asks if you wrote", footer: "cancel" },
    { command: "help", keys: ["ctrl+g"], help: "these keys", footer: "keys" },
    { command: "enter", keys: ["enter"], help: "new line, or next field" },
    { command: "down", keys: ["down"], help: "a line down" },
    { command: "up", keys: ["up"], help: "a line up" },
    { command: "pageDown", keys: ["pageDown"], help: "a page down" },
    { command: "pageUp", keys: ["pageUp"], help: "a page up" },
    ...inLine,
    ...erasing,
  ],
  help: [
    { command: "leave", keys: ["esc", "q", "?", "enter", "ctrl+g", "ctrl+c"], help: "leave", footer: "leave" },
    { command: "down", keys: ["j", "down", "space", "pageDown"], help: "down", footer: "more" },
    { command: "up", keys: ["k", "up", "pageUp"], help: "up" },
  ],
  choice: [
    { command: "choose", keys: ["enter"], help: "choose", footer: "choose" },
    { command: "down", keys: ["down", "ctrl+n", "tab"], help: "down" },
    { command: "up", keys: ["up", "ctrl+p", "shift+tab"], help: "up" },
    { command: "leave", keys: ["esc", "ctrl+c"], help: "leave it as it is", footer: "leave" },
    { command: "erase", keys: ["backspace", "delete"], help: "erase the one before" },
  ],
  prompt: [
    { command: "done", keys: ["enter"], help: "done", footer: "done" },
    { command: "leave", keys: ["esc", "ctrl+c"], help: "leave it as it is", footer: "leave" },
    ...inLine,
    ...erasing,
  ],
  confirm: [
    { command: "yes", keys: ["y"], help: "yes", footer: "yes" },
    { command: "no", keys: ["n", "esc", "enter", "ctrl+c"], help: "no", footer: "no" },
  ],
  login: [
    { command: "enter", keys: ["enter"], help: "the next field, then log in", footer: "log in" },
    { command: "nextField", keys: ["tab", "shift+tab", "down", "up"], help: "the other field", footer: "field" },
    { command: "quit", keys: ["ctrl+c", "esc"], help: "quit", footer: "quit" },
    { command: "erase", keys: ["backspace", "delete"], help: "erase the one before" },
    { command: "eraseStart", keys: ["ctrl+u"], help: "erase all of it" },
  ],
  tooSmall: [{ command: "quit", keys: ["ctrl+c"], help: "quit" }],
} as const satisfies Record<string, readonly Binding[]>;

export type Screen = keyof typeof screens;
export type Command<Name extends Screen> = (typeof screens)[Name][number]["command"];

/** The command that a key press means. */
export function commandOf<Name extends string>(bindings: readonly Binding<Name>[], press: Press): Name | undefined {
  return bindings.find(({ keys }) => keys.includes(press.name))?.command;
}

export interface Hint {
  readonly key: string;
  readonly text: string;
}

/** What the footer shows, in the table's order. */
export function hintsOf(bindings: readonly Binding[]): readonly Hint[] {
  return bindings.flatMap(({ keys: [first = ""], footer }) =>
    footer === undefined ? [] : [{ key: shown(first), text: footer }],
  );
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
  return control === undefined ? (written[key] ?? key) : `^${control.toUpperCase()}`;
}
