/** The agent's own file: what it may say, and that what is wrong in it is told with its place and the mend. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { matchOf } from "../../tui/keys/keys.ts";
import { type KeyWishes, remapped } from "../../tui/keys/remap.ts";
import { loadTuiSettings, settingsOf } from "../../tui/settings.ts";
import { tempFolder } from "../peers/tempFolder.ts";

const of = (value: unknown) => settingsOf(value, "tui.yaml", { LANG: "C" });

it("has a default for everything", () => {
  expect(of({})).toEqual({
    language: "en",
    theme: "dark",
    screenReader: false,
    mouse: false,
    undoSeconds: 10,
    keys: {},
    file: "tui.yaml",
  });
});

it("gives a key to the command that wishes for it, and takes it from the other", () => {
  const { keys } = of({ keys: { list: { close: ["x", "ctrl+k"], mark: "m" } } });
  const { list } = remapped(keys, "tui.yaml");
  expect(["x", "ctrl+k", "m", "c"].map((key) => matchOf(list, key))).toEqual([
    { kind: "command", command: "close" },
    { kind: "command", command: "close" },
    { kind: "command", command: "mark" },
    { kind: "nothing" },
  ]);
});

it("takes the keys of a ticket along to one that was found, where n, N and Esc are the search's", () => {
  const keysOf = (keys: KeyWishes, command: string) =>
    remapped(keys, "tui.yaml").found.find((binding) => binding.command === command)?.keys;
  expect(keysOf({}, "note")).toEqual(["ctrl+n"]);
  expect(keysOf({ ticket: { note: ["y", "n x"] } }, "note")).toEqual(["y"]);
  expect(keysOf({ ticket: { note: ["y"] } }, "nextHit")).toEqual(["n"]);
  expect(keysOf({ found: { nextHit: ["y"] }, ticket: { note: ["y"] } }, "note")).toEqual([]);
});

it.each<[string, unknown, RegExp]>([
  ["a setting that is none", { thema: "dark" }, /tui\.yaml: thema: is no setting\..*Did you mean theme\?/],
  [
    "a theme that is none",
    { theme: "pink" },
    /tui\.yaml: theme: is "pink"\. There is: dark, light, contrast, none\. Did you mean/,
  ],
  ["a theme misspelt", { theme: "ligth" }, /Did you mean light\?/],
  ["a theme of another kind", { theme: 5 }, /theme: is 5\. There is: dark, light, contrast, none$/],
  ["seconds that are too many", { undoSeconds: 9999 }, /undoSeconds: is 9999\. Write whole seconds from 0 to 3600/],
  ["a list instead of settings", [], /holds no keys/],
  ["a screen that is none", { keys: { lisst: {} } }, /keys\.lisst: there is no screen "lisst".*Did you mean list\?/],
  [
    "a command that is none",
    { keys: { list: { clse: "c" } } },
    /keys\.list\.clse: there is no command.*Did you mean close\?/,
  ],
  ["a key that is none", { keys: { list: { close: [true] } } }, /keys\.list\.close: is true\. Write keys as/],
  ["a key that suspends on every screen", { keys: { list: { undo: "ctrl+z" } } }, /"ctrl\+z" is both undo and suspend/],
  ["a key for two commands", { keys: { list: { close: "x", note: "x" } } }, /"x" is both/],
  ["a key before a longer one", { keys: { list: { close: "g" } } }, /"g" is close, so "g \w" can never be typed/],
  ["no way out", { keys: { pager: { back: [] } } }, /no key is left to leave/],
])("tells of %s", (_what, value, told) => {
  expect(() => remapped(of(value).keys, "tui.yaml")).toThrow(told);
});

it("does not take a file that cannot be read for none", async () => {
  await using folder = await tempFolder("settings");
  const environment = { XDG_CONFIG_HOME: folder.path, LANG: "C" };
  expect((await loadTuiSettings(environment)).theme).toBe("dark");
  await mkdir(join(folder.path, "gotrs", "tui.yaml"), { recursive: true });
  await expect(loadTuiSettings(environment)).rejects.toThrow(
    /tui\.yaml: cannot be read \(EISDIR.*Make it a file of yours/,
  );
});
