/** Keys that several screens share, and what a binding is; table.ts puts them together. */
import type { MessageKey } from "../messages.ts";

/** Every command has a line of help in the catalogue. */
export type Named = MessageKey extends infer Key ? (Key extends `help.${infer Name}` ? Name : never) : never;

export interface Binding<Name extends string = string> {
  readonly command: Name;
  /**
   * Names of presses, see press.ts; several with blanks between are pressed one after the other. The first is the one
   * that footer and help show first.
   */
  readonly keys: readonly string[];
  /** Shown in the footer; the most needed first, since a narrow terminal cuts the end. */
  readonly footer?: MessageKey;
}

export const movement = [
  { command: "down", keys: ["j", "down", "wheelDown"] },
  { command: "up", keys: ["k", "up", "wheelUp"] },
  { command: "pageDown", keys: ["space", "pageDown", "ctrl+d", "ctrl+f"] },
  { command: "pageUp", keys: ["pageUp", "ctrl+u", "ctrl+b"] },
  { command: "top", keys: ["g g", "home"] },
  { command: "bottom", keys: ["G", "end"] },
] as const satisfies readonly Binding<Named>[];

export const work = [
  { command: "reply", keys: ["r"], footer: "foot.reply" },
  { command: "replyAll", keys: ["A"] },
  { command: "replyInEditor", keys: ["R"] },
  { command: "replyTemplate", keys: ["i"] },
  { command: "note", keys: ["n", "ctrl+n"], footer: "foot.note" },
  { command: "call", keys: ["P"] },
  { command: "close", keys: ["c"], footer: "foot.close" },
  { command: "take", keys: ["t"], footer: "foot.take" },
  { command: "unlock", keys: ["U"] },
  { command: "queue", keys: ["m"], footer: "foot.move" },
  { command: "state", keys: ["s"], footer: "foot.state" },
  { command: "priority", keys: ["p"], footer: "foot.priority" },
  { command: "owner", keys: ["O"] },
  { command: "merge", keys: ["M"] },
  { command: "link", keys: ["L"] },
  { command: "watch", keys: ["w"] },
  { command: "unwatch", keys: ["W"] },
] as const satisfies readonly Binding<Named>[];

/** What a ticket is besides, for it and for its agent. */
export const attributes = [
  { command: "markRead", keys: ["e r"] },
  { command: "markUnread", keys: ["e u"] },
  { command: "flag", keys: ["e f"] },
  { command: "time", keys: ["e t"] },
  { command: "remind", keys: ["e p"] },
  { command: "setType", keys: ["e y"] },
  { command: "setService", keys: ["e s"] },
  { command: "setSla", keys: ["e S"] },
  { command: "setField", keys: ["e d"] },
  { command: "setCustomer", keys: ["e c"] },
  { command: "setResponsible", keys: ["e R"] },
  { command: "addWatcher", keys: ["e w"] },
  { command: "removeWatcher", keys: ["e W"] },
  { command: "archive", keys: ["e a"] },
  { command: "unarchive", keys: ["e A"] },
  { command: "unlink", keys: ["e l"] },
  { command: "deleteTicket", keys: ["e D"] },
] as const satisfies readonly Binding<Named>[];

/** What does nothing in a list without tickets. */
export function needsTicket(command: string): boolean {
  return command === "open" || [...work, ...attributes].some((one) => one.command === command);
}

const places = [
  { command: "takeNext", keys: ["T"] },
  { command: "goOverview", keys: ["g o"] },
  { command: "goAll", keys: ["g a"] },
  { command: "goMine", keys: ["g m"] },
  { command: "goUnassigned", keys: ["g i"] },
  { command: "goUnread", keys: ["g u"] },
  { command: "goWatched", keys: ["g w"] },
  { command: "goPending", keys: ["g p"] },
  { command: "goBreaching", keys: ["g b"] },
  { command: "goKept", keys: ["g v"] },
  { command: "newTicket", keys: ["+"] },
  { command: "goNumber", keys: ["g n", "#"] },
  { command: "goCustomers", keys: ["g c"] },
  { command: "goDrafts", keys: ["g d"] },
  { command: "goOutbound", keys: ["g q"] },
  { command: "goReport", keys: ["g r"] },
  { command: "goAdmin", keys: ["g s"] },
  { command: "goAccount", keys: ["g y"] },
  { command: "goLog", keys: ["g l"] },
] as const satisfies readonly Binding<Named>[];

/** From every screen to every other. */
export const going = [
  { command: "nextUnread", keys: ["N", "g N"], footer: "foot.unread" },
  ...places,
  { command: "search", keys: ["/"], footer: "foot.find" },
] as const satisfies readonly Binding<Named>[];

/** From every page to every screen; a page has its own words to find, and undo belongs to what is done on it. */
export const fromPages = [
  { command: "nextUnread", keys: ["g N"] },
  ...places,
  { command: "search", keys: ["g /"] },
  { command: "palette", keys: [":", "ctrl+p"] },
  { command: "undo", keys: ["u"], footer: "foot.undo" },
] as const satisfies readonly Binding<Named>[];

/** Where a new ticket is one for the customer who is looked at. */
export const fromCustomers = [
  { command: "newTicketFor", keys: ["+"], footer: "foot.newTicket" },
  ...fromPages.filter((way) => way.command !== "newTicket"),
] as const satisfies readonly Binding<Named>[];

/** Where `+` adds an entry of what is listed. */
export const fromEntries = [
  { command: "addRow", keys: ["+"], footer: "foot.addRow" },
  ...fromPages.filter((way) => way.command !== "newTicket"),
] as const satisfies readonly Binding<Named>[];

/** A mail account that the cursor is on. */
export const withAccounts = [
  { command: "fetchNow", keys: ["f"], footer: "foot.fetchNow" },
  { command: "testAccount", keys: ["t"], footer: "foot.testEntry" },
] as const satisfies readonly Binding<Named>[];

/** A job of the generic agent that the cursor is on. */
export const withJobs = [
  { command: "testJob", keys: ["t"], footer: "foot.testEntry" },
] as const satisfies readonly Binding<Named>[];

export type PageWay = (typeof fromPages)[number]["command"];

export function leadsAway(command: string): command is PageWay {
  return fromPages.some((way) => way.command === command);
}

export const helping = [
  { command: "help", keys: ["?"], footer: "foot.keys" },
] as const satisfies readonly Binding<Named>[];

export const everywhere = [
  { command: "palette", keys: [":", "ctrl+p"] },
  { command: "repeat", keys: ["."] },
  { command: "undo", keys: ["u"], footer: "foot.undo" },
  ...helping,
] as const satisfies readonly Binding<Named>[];

export const erasing = [
  { command: "erase", keys: ["backspace"] },
  { command: "eraseAfter", keys: ["delete"] },
  { command: "eraseWord", keys: ["ctrl+w"] },
  { command: "eraseStart", keys: ["ctrl+u"] },
  { command: "eraseEnd", keys: ["ctrl+k"] },
] as const satisfies readonly Binding<Named>[];

const hits = [
  { command: "nextHit", keys: ["n"], footer: "foot.nextHit" },
  { command: "previousHit", keys: ["N"] },
  { command: "endHits", keys: ["esc"], footer: "foot.endHits" },
] as const satisfies readonly Binding<Named>[];

/** As in less and vim, n, N and Esc belong to what is looked for as long as it is marked; the rest keeps its other keys. */
export function withHits<Name extends string>(
  bindings: readonly Binding<Name>[],
): readonly Binding<Name | (typeof hits)[number]["command"]>[] {
  const taken = hits.map(({ keys: [key] }) => key);
  const isFree = (key: string): boolean => !taken.some((one) => key === one || key.startsWith(`${one} `));
  const [way, ...rest] = bindings.map((binding) => ({ ...binding, keys: binding.keys.filter(isFree) }));
  return [...(way === undefined ? [] : [way]), ...hits, ...rest];
}

/** What was found is left for the list before, by the first key that would leave the program there. */
export function withWayBack<Name extends string>(
  bindings: readonly Binding<Name>[],
): readonly Binding<Name | "back">[] {
  const [key = "", ...others] = bindings.find(({ command }) => command === "quit")?.keys ?? [];
  const back = { command: "back", keys: key === "" ? [] : [key], footer: "foot.back" } as const;
  return [back, ...bindings.map((binding) => (binding.command === "quit" ? { ...binding, keys: others } : binding))];
}

/** In the fields of a form. */
export const filling = [
  { command: "change", keys: ["enter", "l", "right"], footer: "foot.change" },
  { command: "back", keys: ["q", "h", "esc", "left", "ctrl+c"], footer: "foot.back" },
  { command: "empty", keys: ["delete", "backspace", "D"], footer: "foot.empty" },
  { command: "restore", keys: ["r"], footer: "foot.restore" },
  { command: "undo", keys: ["u"], footer: "foot.undo" },
  { command: "inEditor", keys: ["ctrl+e"] },
  { command: "nextField", keys: ["tab"] },
  { command: "previousField", keys: ["shift+tab"] },
  { command: "point", keys: ["click"] },
] as const satisfies readonly Binding<Named>[];

export const inLine = [
  { command: "left", keys: ["left"] },
  { command: "right", keys: ["right"] },
  { command: "lineStart", keys: ["home", "ctrl+a"] },
  { command: "lineEnd", keys: ["end"] },
] as const satisfies readonly Binding<Named>[];

/** On a page of lines. */
export const finding = [
  { command: "findLine", keys: ["/"], footer: "foot.find" },
  { command: "nextHit", keys: ["n"] },
  { command: "previousHit", keys: ["N"] },
] as const satisfies readonly Binding<Named>[];

export const paging = [
  { command: "back", keys: ["q", "h", "esc", "left", "ctrl+c"], footer: "foot.back" },
  { command: "choose", keys: ["enter", "l", "right"], footer: "foot.choose" },
  { command: "point", keys: ["click"] },
  ...movement,
] as const satisfies readonly Binding<Named>[];
