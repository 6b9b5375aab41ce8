/** The one table of keys: matching, footer, help and palette derive from it; what it says in words is in the catalogue. */
import type { MessageKey } from "../messages.ts";

/** Every command has a line of help in the catalogue. */
type Named = MessageKey extends infer Key ? (Key extends `help.${infer Name}` ? Name : never) : never;

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

const movement = [
  { command: "down", keys: ["j", "down", "wheelDown"] },
  { command: "up", keys: ["k", "up", "wheelUp"] },
  { command: "pageDown", keys: ["space", "pageDown", "ctrl+d", "ctrl+f"] },
  { command: "pageUp", keys: ["pageUp", "ctrl+u", "ctrl+b"] },
  { command: "top", keys: ["g g", "home"] },
  { command: "bottom", keys: ["G", "end"] },
] as const satisfies readonly Binding<Named>[];

const work = [
  { command: "reply", keys: ["r"], footer: "foot.reply" },
  { command: "replyAll", keys: ["A"] },
  { command: "replyInEditor", keys: ["R"] },
  { command: "replyTemplate", keys: ["i"] },
  { command: "note", keys: ["n"], footer: "foot.note" },
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

/** From every screen to every other. */
const going = [
  { command: "nextUnread", keys: ["N"], footer: "foot.unread" },
  { command: "takeNext", keys: ["T"] },
  { command: "goOverview", keys: ["g o"] },
  { command: "goAll", keys: ["g a"] },
  { command: "goMine", keys: ["g m"] },
  { command: "goUnassigned", keys: ["g i"] },
  { command: "goUnread", keys: ["g u"] },
  { command: "goWatched", keys: ["g w"] },
  { command: "goPending", keys: ["g p"] },
  { command: "goBreaching", keys: ["g b"] },
  { command: "goNumber", keys: ["g n", "#"] },
  { command: "goOutbound", keys: ["g q"] },
  { command: "goReport", keys: ["g r"] },
  { command: "goAdmin", keys: ["g s"] },
  { command: "goLog", keys: ["g l"] },
  { command: "search", keys: ["/"], footer: "foot.find" },
] as const satisfies readonly Binding<Named>[];

const everywhere = [
  { command: "palette", keys: [":", "ctrl+p"] },
  { command: "repeat", keys: ["."] },
  { command: "undo", keys: ["u"], footer: "foot.undo" },
  { command: "help", keys: ["?"], footer: "foot.keys" },
] as const satisfies readonly Binding<Named>[];

const erasing = [
  { command: "erase", keys: ["backspace"] },
  { command: "eraseAfter", keys: ["delete"] },
  { command: "eraseWord", keys: ["ctrl+w"] },
  { command: "eraseStart", keys: ["ctrl+u"] },
  { command: "eraseEnd", keys: ["ctrl+k"] },
] as const satisfies readonly Binding<Named>[];

const inLine = [
  { command: "left", keys: ["left"] },
  { command: "right", keys: ["right"] },
  { command: "lineStart", keys: ["home", "ctrl+a"] },
  { command: "lineEnd", keys: ["end"] },
] as const satisfies readonly Binding<Named>[];

const paging = [
  { command: "back", keys: ["q", "h", "esc", "left", "ctrl+c"], footer: "foot.back" },
  { command: "choose", keys: ["enter", "l", "right"], footer: "foot.choose" },
  { command: "point", keys: ["click"] },
  ...movement,
] as const satisfies readonly Binding<Named>[];

export const defaults = {
  overview: [
    { command: "openView", keys: ["enter", "l", "right"], footer: "foot.open" },
    { command: "pointView", keys: ["click"] },
    ...movement,
    ...going,
    ...everywhere,
    { command: "quit", keys: ["q", "ctrl+c"], footer: "foot.quit" },
  ],
  list: [
    { command: "open", keys: ["enter", "l", "right"], footer: "foot.open" },
    ...work,
    { command: "mark", keys: ["x"] },
    { command: "nextQueue", keys: ["tab", "]"], footer: "foot.queue" },
    { command: "previousQueue", keys: ["shift+tab", "["] },
    ...going,
    { command: "all", keys: ["a"] },
    { command: "sort", keys: ["o"] },
    { command: "columns", keys: ["C"] },
    { command: "preview", keys: ["v"] },
    { command: "clear", keys: ["esc"] },
    { command: "point", keys: ["click"] },
    ...movement,
    ...everywhere,
    { command: "quit", keys: ["q", "ctrl+c"] },
  ],
  ticket: [
    { command: "back", keys: ["q", "h", "esc", "left", "ctrl+c"], footer: "foot.back" },
    ...work,
    { command: "save", keys: ["d"] },
    { command: "openAttachment", keys: ["o"] },
    { command: "fold", keys: ["z"] },
    { command: "forward", keys: ["F"] },
    { command: "bounce", keys: ["B"] },
    { command: "split", keys: ["S"] },
    { command: "recall", keys: ["X"] },
    { command: "history", keys: ["v h"] },
    { command: "source", keys: ["v r"] },
    { command: "facts", keys: ["v f"] },
    { command: "fields", keys: ["v d"] },
    { command: "customer", keys: ["v c"] },
    { command: "links", keys: ["v l"] },
    { command: "nextArticle", keys: ["tab", "}"] },
    { command: "previousArticle", keys: ["shift+tab", "{"] },
    { command: "nextTicket", keys: ["J"], footer: "foot.next" },
    { command: "previousTicket", keys: ["K"] },
    ...going,
    ...movement,
    ...everywhere,
  ],
  pager: paging,
  outbound: [
    ...paging,
    { command: "retryMail", keys: ["r"], footer: "foot.retryMail" },
    { command: "deleteMail", keys: ["D", "delete"], footer: "foot.deleteMail" },
    { command: "pauseMail", keys: ["p"], footer: "foot.pauseMail" },
    { command: "openTicket", keys: ["o"], footer: "foot.openTicket" },
  ],
  composer: [
    { command: "send", keys: ["ctrl+s"], footer: "foot.send" },
    { command: "sendAndClose", keys: ["ctrl+x"], footer: "foot.sendAndClose" },
    { command: "editor", keys: ["ctrl+e"], footer: "foot.editor" },
    { command: "template", keys: ["ctrl+o"], footer: "foot.template" },
    { command: "attach", keys: ["ctrl+t"], footer: "foot.attach" },
    { command: "detach", keys: ["ctrl+r"] },
    { command: "nextField", keys: ["tab"], footer: "foot.field" },
    { command: "previousField", keys: ["shift+tab"] },
    { command: "cancel", keys: ["esc", "ctrl+c"], footer: "foot.cancel" },
    { command: "help", keys: ["ctrl+g"], footer: "foot.keys" },
    { command: "newLine", keys: ["enter"] },
    { command: "down", keys: ["down"] },
    { command: "up", keys: ["up"] },
    { command: "pageDown", keys: ["pageDown"] },
    { command: "pageUp", keys: ["pageUp"] },
    ...inLine,
    ...erasing,
  ],
  help: [
    { command: "leave", keys: ["esc", "q", "?", "enter", "ctrl+g", "ctrl+c"], footer: "foot.leave" },
    { command: "down", keys: ["j", "down", "space", "pageDown"], footer: "foot.more" },
    { command: "up", keys: ["k", "up", "pageUp"] },
  ],
  choice: [
    { command: "choose", keys: ["enter"], footer: "foot.choose" },
    { command: "down", keys: ["down", "ctrl+n", "tab", "wheelDown"] },
    { command: "up", keys: ["up", "ctrl+p", "shift+tab", "wheelUp"] },
    { command: "point", keys: ["click"] },
    { command: "leave", keys: ["esc", "ctrl+c"], footer: "foot.leave" },
    { command: "erase", keys: ["backspace", "delete"] },
  ],
  prompt: [
    { command: "done", keys: ["enter"], footer: "foot.done" },
    { command: "complete", keys: ["tab"] },
    { command: "down", keys: ["down"] },
    { command: "up", keys: ["up"] },
    { command: "leave", keys: ["esc", "ctrl+c"], footer: "foot.leave" },
    ...inLine,
    ...erasing,
  ],
  confirm: [
    { command: "yes", keys: ["y"], footer: "foot.yes" },
    { command: "no", keys: ["n", "esc", "enter", "ctrl+c"], footer: "foot.no" },
  ],
  tour: [
    { command: "next", keys: ["enter", "space", "right", "l"], footer: "foot.next" },
    { command: "leave", keys: ["esc", "q", "ctrl+c"], footer: "foot.leave" },
  ],
  login: [
    { command: "logIn", keys: ["enter"], footer: "foot.logIn" },
    { command: "nextField", keys: ["tab", "shift+tab", "down", "up"], footer: "foot.field" },
    { command: "signOn", keys: ["ctrl+o"] },
    { command: "quit", keys: ["ctrl+c", "esc"], footer: "foot.quit" },
    { command: "erase", keys: ["backspace", "delete"] },
    { command: "eraseStart", keys: ["ctrl+u"] },
  ],
  tooSmall: [{ command: "quit", keys: ["ctrl+c"] }],
} as const satisfies Record<string, readonly Binding<Named>[]>;
