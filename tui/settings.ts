/** What the agent's own file says: `$XDG_CONFIG_HOME/gotrs/tui.yaml`, else `~/.config/gotrs/tui.yaml`. None is fine. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { closest } from "fastest-levenshtein";
import { longestUndo } from "../src/api/requests.ts";
import { Exit, UserError } from "../src/errors.ts";
import { type Language, languages } from "../src/messages/catalogue.ts";
import type { KeyWishes } from "./keys/remap.ts";
import { languageOf } from "./messages.ts";
import { type Theme, themes } from "./theme.ts";

export interface TuiSettings {
  readonly language: Language;
  readonly theme: Theme;
  /** Linear text without boxes, for those who hear the screen. */
  readonly screenReader: boolean;
  /** Click and wheel; takes the terminal's own selection away unless Shift is held, so only who wants it has it. */
  readonly mouse: boolean;
  /** Seconds for which mail is held back so that undo reaches it, where the desk does not hold it for longer. */
  readonly undoSeconds: number;
  readonly keys: KeyWishes;
  /** Of the file, for messages. */
  readonly file: string;
}

const known = ["language", "theme", "screenReader", "mouse", "undoSeconds", "keys"] as const;

function settingsFile(environment: NodeJS.ProcessEnv): string {
  return join(environment.XDG_CONFIG_HOME || join(homedir(), ".config"), "gotrs", "tui.yaml");
}

/** @throws UserError with exit 78 that names the file, the key, what is allowed */
export async function loadTuiSettings(environment: NodeJS.ProcessEnv): Promise<TuiSettings> {
  const file = settingsFile(environment);
  let written: string;
  try {
    written = await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // One that is there and cannot be read is not taken for none.
    if (code !== "ENOENT" && code !== "ENOTDIR") {
      throw wrong(
        file,
        `cannot be read (${error instanceof Error ? error.message : error})`,
        "Make it a file of yours",
      );
    }
    written = "";
  }
  return settingsOf(await parsed(written, file), file, environment);
}

async function parsed(written: string, file: string): Promise<unknown> {
  if (written.trim() === "") return {};
  // Only who has the file pays for reading it.
  const { parse } = await import("yaml");
  try {
    return parse(written) ?? {};
  } catch (error) {
    const first = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw wrong(file, `is no YAML: ${first}`, "Mend the line");
  }
}

export function settingsOf(value: unknown, file: string, environment: NodeJS.ProcessEnv): TuiSettings {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(file, "holds no keys", "Write it as `theme: dark`");
  }
  const wishes: Readonly<Record<string, unknown>> = { ...value };
  for (const key of Object.keys(wishes)) {
    if (!known.some((name) => name === key)) {
      throw wrong(
        `${file}: ${key}`,
        "is no setting",
        `There is: ${known.join(", ")}. Did you mean ${closest(key, [...known])}?`,
      );
    }
  }
  const { screenReader = environment.INK_SCREEN_READER === "true" } = wishes;
  const { mouse = false } = wishes;
  return {
    language: oneOf(wishes.language ?? languageOf(environment), languages, `${file}: language`),
    theme: oneOf(wishes.theme ?? "dark", themes, `${file}: theme`),
    screenReader: yesOrNo(screenReader, `${file}: screenReader`),
    mouse: yesOrNo(mouse, `${file}: mouse`),
    undoSeconds: secondsUpTo(longestUndo, wishes.undoSeconds ?? 10, `${file}: undoSeconds`),
    keys: keyWishes(wishes.keys ?? {}, `${file}: keys`),
    file,
  };
}

function yesOrNo(value: unknown, where: string): boolean {
  if (typeof value === "boolean") return value;
  throw wrong(where, `is ${JSON.stringify(value)}`, "Write true or false");
}

function secondsUpTo(most: number, value: unknown, where: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw wrong(where, `is ${JSON.stringify(value)}`, `Write whole seconds from 0 to ${most}`);
}

function oneOf<Name extends string>(value: unknown, all: readonly Name[], where: string): Name {
  const found = all.find((name) => name === value);
  if (found === undefined) {
    const meant = typeof value === "string" ? `. Did you mean ${closest(value, [...all])}?` : "";
    throw wrong(where, `is ${JSON.stringify(value)}`, `There is: ${all.join(", ")}${meant}`);
  }
  return found;
}

function keyWishes(value: unknown, where: string): KeyWishes {
  const mapping = (some: unknown, place: string): readonly (readonly [string, unknown])[] => {
    if (typeof some === "object" && some !== null && !Array.isArray(some)) return Object.entries(some);
    throw wrong(place, "is no mapping", "Write it as `list: { close: [c] }`");
  };
  return Object.fromEntries(
    mapping(value, where).map(([screen, commands]) => [
      screen,
      Object.fromEntries(
        mapping(commands, `${where}.${screen}`).map(([command, keys]) => {
          const all: readonly unknown[] = Array.isArray(keys) ? keys : [keys];
          return [command, all.map((key) => keyOf(key, `${where}.${screen}.${command}`))];
        }),
      ),
    ]),
  );
}

function keyOf(key: unknown, where: string): string {
  if ((typeof key === "string" && key !== "") || typeof key === "number") return String(key);
  throw wrong(where, `is ${JSON.stringify(key)}`, 'Write keys as "c", "ctrl+k" or "g c"');
}

function wrong(where: string, what: string, mend: string): UserError {
  return new UserError(what, { where, mend, exit: Exit.configuration });
}
