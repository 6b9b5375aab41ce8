/** What the table of keys means: which command the presses are, and how help and footer show it. */
import { isMessageKey, type MessageKey, text } from "../messages.ts";
import { isLinear } from "../theme.ts";
import type { Press } from "./press.ts";
import { type Binding, defaults } from "./table.ts";

export type Screen = keyof typeof defaults;
export type Command<Name extends Screen> = (typeof defaults)[Name][number]["command"];
type Table = { readonly [Name in Screen]: readonly Binding<Command<Name>>[] };

/** The table in use: the defaults, or what the agent's own file made of them (remap.ts). */
let inUse: Table = defaults;

export function setTable(table: Table): void {
  inUse = table;
}

export function keysOf<Name extends Screen>(screen: Name): Table[Name] {
  return inUse[screen];
}

/** What the presses so far mean: a command, the start of a longer one, or nothing. */
export type Match<Name extends string> =
  | { readonly kind: "command"; readonly command: Name }
  | { readonly kind: "prefix" }
  | { readonly kind: "nothing" };

/** @param presses names with blanks between, as in the table */
export function matchOf<Name extends string>(bindings: readonly Binding<Name>[], presses: string): Match<Name> {
  const command = bindings.find(({ keys }) => keys.includes(presses))?.command;
  if (command !== undefined) return { kind: "command", command };
  const starts = bindings.some(({ keys }) => keys.some((key) => key.startsWith(`${presses} `)));
  return { kind: starts ? "prefix" : "nothing" };
}

/** The command that one key press means. */
export function commandOf<Name extends string>(bindings: readonly Binding<Name>[], press: Press): Name | undefined {
  const match = matchOf(bindings, press.name);
  return match.kind === "command" ? match.command : undefined;
}

export interface Hint {
  readonly key: string;
  readonly text: string;
}

/** What the footer shows, in the table's order; after the start of a sequence, how it may go on. */
export function hintsOf(bindings: readonly Binding[], pending = ""): readonly Hint[] {
  if (pending !== "") {
    return bindings.flatMap((binding) =>
      binding.keys
        .filter((key) => key.startsWith(`${pending} `))
        .map((key) => ({ key: shown(key.slice(pending.length + 1)), text: shortOf(binding) })),
    );
  }
  return bindings.flatMap(({ keys: [first = ""], footer }) =>
    footer === undefined ? [] : [{ key: shown(first), text: text(footer) }],
  );
}

/** A word for it, where it has one: many have to stand side by side. */
function shortOf(binding: Binding): string {
  const key = `short.${binding.command}`;
  return isMessageKey(key) ? text(key) : helpOf(binding);
}

/** What a command does, in the agent's language. */
export function helpOf({ command, keys }: Binding): string {
  // Where letters are commands, a number before one repeats it.
  if (command === "down" && keys.includes("j")) return text("counted.down");
  // The table's type holds only commands that the catalogue has a line for.
  return text(`help.${command}` as MessageKey);
}

const ofMouse = new Set(["click", "wheelUp", "wheelDown"]);

/** What can be done by keys alone. */
export function withoutMouse(bindings: readonly Binding[]): readonly Binding[] {
  return bindings
    .map((binding) => ({ ...binding, keys: binding.keys.filter((key) => !ofMouse.has(key)) }))
    .filter(({ keys }, index) => keys.length > 0 || bindings[index]?.keys.length === 0);
}

/** Keys that have a name, as keyboards of the agent's language have it; every other is its own name. */
const written = new Map<string, MessageKey>([
  ["enter", "key.enter"],
  ["esc", "key.esc"],
  ["pageUp", "key.pageUp"],
  ["pageDown", "key.pageDown"],
  ["home", "key.home"],
  ["end", "key.end"],
  ["space", "key.space"],
  ["tab", "key.tab"],
  ["shift+tab", "key.shiftTab"],
  ["backspace", "key.backspace"],
  ["delete", "key.delete"],
  ["click", "key.click"],
  ["wheelUp", "key.wheelUp"],
  ["wheelDown", "key.wheelDown"],
]);
const arrows: Readonly<Record<string, string>> = { up: "↑", down: "↓", left: "←", right: "→" };

/** For those who hear the screen. */
const arrowNames = new Map<string, MessageKey>([
  ["up", "heard.up"],
  ["down", "heard.down"],
  ["left", "heard.left"],
  ["right", "heard.right"],
]);

function spokenControl(key: string): string {
  return text("heard.control", { key: key.toUpperCase() });
}

/** A key, or several in a row, as they are written on keyboards. */
export function shown(keys: string): string {
  const names = keys.split(" ").map((key) => {
    const control = /^ctrl\+(.)$/.exec(key)?.[1];
    if (control !== undefined) return isLinear() ? spokenControl(control) : `^${control.toUpperCase()}`;
    const name = written.get(key) ?? (isLinear() ? arrowNames.get(key) : undefined);
    return name === undefined ? (arrows[key] ?? key) : text(name);
  });
  return names.join(names.every(({ length }) => length === 1) ? "" : " ");
}

/** The first key of a command, as it is written on keyboards. */
export function keyFor<Name extends Screen>(screen: Name, command: Command<Name>): string {
  const all: readonly Binding[] = keysOf(screen);
  return shown(all.find((binding) => binding.command === command)?.keys[0] ?? "");
}
