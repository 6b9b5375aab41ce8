/** Keys: how chunks become presses, that none is lost or means two things, and that help and footer tell the truth. */
import type { Key } from "ink";
import { expect, it } from "vitest";
import { signalOfKey } from "../../tui/givingUp.ts";
import { commandOf, hintsOf, keysOf, matchOf, type Screen, shown, withoutMouse } from "../../tui/keys/keys.ts";
import { pasted, pressesOf } from "../../tui/keys/press.ts";
import { KeyQueue } from "../../tui/keys/queue.ts";
import { type Binding, defaults } from "../../tui/keys/table.ts";

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};
const names = (input: string, key: Partial<Key> = {}) => pressesOf(input, { ...none, ...key }).map(({ name }) => name);

it.each<[string, string, Partial<Key>, readonly string[]]>([
  ["a letter", "j", {}, ["j"]],
  ["a letter and Enter in one piece", "g\r", {}, ["g", "enter"]],
  ["a line break as one Enter", "a\r\nb", {}, ["a", "enter", "b"]],
  ["controls among letters", "j\u0004\u007f\tk", {}, ["j", "ctrl+d", "backspace", "tab", "k"]],
  ["a blank", " ", {}, ["space"]],
  ["an emoji of several code points", "👨‍👩‍👧x", {}, ["👨‍👩‍👧", "x"]],
  ["Ctrl and a letter", "s", { ctrl: true }, ["ctrl+s"]],
  ["Shift-Tab", "", { tab: true, shift: true }, ["shift+tab"]],
  ["two tabs in one piece", "\t\t", {}, ["tab", "tab"]],
  ["an arrow", "", { upArrow: true }, ["up"]],
  ["Esc and a quick letter, which look like Alt", "j", { meta: true }, ["esc", "j"]],
  ["Esc itself", "", { escape: true, meta: true }, ["esc"]],
])("takes %s for what was pressed", (_what, input, key, expected) => {
  expect(names(input, key)).toEqual(expected);
});

it("takes a paste for one text", () => {
  expect(pasted("a\r\nb\rq")).toEqual({ name: "paste", text: "a\nb\nq" });
});

const tables = Object.entries(defaults) as readonly [Screen, readonly Binding[]][];

it.each(tables)("has one meaning for every key of %s", (screen, bindings) => {
  const all = screen === "anywhere" ? bindings : [...bindings, ...defaults.anywhere];
  const keys = all.flatMap((binding) => binding.keys);
  expect(keys).toEqual([...new Set(keys)]);
  for (const key of keys)
    expect(matchOf(all, key.split(" ")[0] ?? "").kind).toBe(key.includes(" ") ? "prefix" : "command");
  for (const { command, keys: own } of bindings) {
    for (const name of own) expect(matchOf(bindings, name)).toEqual({ kind: "command", command });
  }
});

it.each(tables.filter(([screen]) => screen !== "anywhere"))("can leave %s", (_screen, bindings) => {
  expect(commandOf(bindings, { name: "ctrl+c", text: "" })).toBeDefined();
});

it.each(["list", "ticket"] as const)("moves in the %s as in vim and with arrows", (screen) => {
  const bindings: readonly Binding[] = keysOf(screen);
  const means = (name: string) => matchOf(bindings, name);
  expect(["j", "k", "g g", "G", "ctrl+d", "ctrl+u"].map(means)).toEqual(
    ["down", "up", "home", "end", "pageDown", "pageUp"].map(means),
  );
});

it("never takes what people write for a command, where they write", () => {
  for (const screen of ["composer", "prompt", "choice", "login"] as const) {
    const bindings: readonly Binding[] = keysOf(screen);
    for (const name of ["a", "?", "q", "space", "ä", "1", "paste"]) {
      expect(commandOf(bindings, { name, text: name })).toBeUndefined();
    }
  }
});

it("shows the first key of each command in the footer", () => {
  expect(hintsOf(defaults.composer).slice(0, 2)).toEqual([
    { key: "^S", text: "send" },
    { key: "^X", text: "send+close" },
  ]);
  expect(["enter", "shift+tab", "G", "up", "g m", "g enter"].map(shown)).toEqual([
    "Enter",
    "Shift-Tab",
    "G",
    "↑",
    "gm",
    "g Enter",
  ]);
});

it("tells nothing of the mouse to who has none, and all else", () => {
  const help = withoutMouse(defaults.list);
  expect(help.flatMap(({ keys }) => keys).filter((key) => /click|wheel/.test(key))).toEqual([]);
  expect(defaults.list.length - help.length).toBe(1);
  expect(help.find(({ command }) => command === "down")?.keys).toEqual(["j", "down"]);
  const unbound: Binding = { command: "close", keys: [] };
  expect(withoutMouse([unbound])).toEqual([unbound]);
});

it("hands on one press after another, to whoever is on top by then", async () => {
  const taken: string[] = [];
  const queue = new KeyQueue(async () => {});
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const done = new Promise<void>((resolve) => {
    queue.add({
      layer: "screen",
      async take({ name }) {
        taken.push(`list ${name}`);
        await opened;
        queue.add({
          layer: "overlay",
          take(press) {
            taken.push(`overlay ${press.name}`);
            if (press.name === "b") resolve();
          },
        });
      },
    });
  });
  queue.push([
    { name: "enter", text: "" },
    { name: "a", text: "a" },
  ]);
  queue.push([{ name: "b", text: "b" }]);
  expect(taken).toEqual(["list enter"]);
  open();
  await done;
  expect(taken).toEqual(["list enter", "overlay a", "overlay b"]);
});

it("gives up by Esc, too, once somebody knows that they wait, and breaks off what was begun", async () => {
  const taken: string[] = [];
  const told: boolean[] = [];
  const queue = new KeyQueue(async () => {});
  let signal: AbortSignal | undefined;
  const hanging = new Promise<void>((resolve) =>
    queue.whenSlow((slow) => {
      told.push(slow);
      if (slow) resolve();
    }),
  );
  const done = new Promise<void>((resolve) => {
    queue.add({
      layer: "screen",
      take({ name }) {
        taken.push(name);
        if (name === "last") return resolve();
        signal = signalOfKey();
        return new Promise(() => {});
      },
    });
  });
  queue.push([{ name: "hangs", text: "" }]);
  await hanging;
  expect(signal?.aborted).toBe(false);
  for (const name of ["esc", "last"]) queue.push([{ name, text: "" }]);
  await done;
  expect(signal?.aborted).toBe(true);
  expect([taken, told]).toEqual([
    ["hangs", "last"],
    [true, false],
  ]);
});

it("gives up waiting at Ctrl-C, and forgets what was typed ahead", async () => {
  const taken: string[] = [];
  const queue = new KeyQueue(async () => {});
  const done = new Promise<void>((resolve) => {
    queue.add({
      layer: "screen",
      take({ name }) {
        taken.push(name);
        if (name === "last") return resolve();
        return new Promise(() => {});
      },
    });
  });
  for (const name of ["hangs", "forgotten", "ctrl+c", "last"]) queue.push([{ name, text: "" }]);
  await done;
  expect(taken).toEqual(["hangs", "last"]);
});
