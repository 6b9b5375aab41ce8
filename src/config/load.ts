/** Reads gotrs.yaml, the environment and systemd's credentials into Settings; tells every fault at once. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { z } from "zod";
import { Exit, UserError } from "../errors.ts";
import { contradictions } from "./contradictions.ts";
import { readCredentials, readEnvironment, readSecretFiles } from "./environment.ts";
import { readFile } from "./file.ts";
import { type FoundKeys, shown } from "./found.ts";
import type { Key, Surroundings } from "./key.ts";
import { keyNames, keys, type Values } from "./keys.ts";
import { type Settings, settingsOf } from "./settings.ts";

export interface LoadOptions {
  /** From `--config`; must exist. */
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly folder: string;
  readonly hostName: string;
  readonly terminal: boolean;
}

export interface Loaded {
  readonly settings: Settings;
  /** The file that was read; undefined means the embedded default. */
  readonly file: string | undefined;
}

/** @throws UserError with exit 78 and a line for every fault */
export function loadSettings(options: LoadOptions): Loaded {
  const faults: string[] = [];
  const file = configurationFile(options);
  const found: FoundKeys = new Map();
  if (file !== undefined) readFile(file, found, faults);
  readCredentials(options.env.CREDENTIALS_DIRECTORY, found, faults);
  readEnvironment(options.env, found, faults);
  readSecretFiles(found, options.folder, faults);
  const values = judge(found, options, faults);
  if (values !== undefined) faults.push(...contradictions(values));
  if (faults.length > 0 || values === undefined) {
    throw new UserError(faults.join("\n"), { exit: Exit.configuration });
  }
  return { settings: settingsOf(values), file };
}

function configurationFile({ file, env, folder }: LoadOptions): string | undefined {
  const asked = file ?? (env.GOTRS_CONFIG || undefined);
  if (asked !== undefined) {
    const path = resolve(folder, asked);
    if (existsSync(path)) return path;
    throw new UserError("there is no such configuration file", {
      where: path,
      mend: file === undefined ? "Correct $GOTRS_CONFIG, or unset it" : "Correct --config",
      exit: Exit.configuration,
    });
  }
  return [join(folder, "gotrs.yaml"), "/etc/gotrs/gotrs.yaml"].find(existsSync);
}

function judge(found: FoundKeys, options: LoadOptions, faults: string[]): Values | undefined {
  const values: Record<string, unknown> = {};
  const { hostName, terminal, env, folder } = options;
  const stateFound = found.get("state.directory")?.value;
  const stateDirectory = resolve(
    folder,
    // systemd lists several directories with colons; the first is ours.
    (typeof stateFound === "string" && stateFound) || env.STATE_DIRECTORY?.split(":")[0] || "var",
  );
  const surroundings: Surroundings = { hostName, terminal, stateDirectory };
  for (const name of keyNames) {
    const key: Key<unknown> = keys[name];
    const here = found.get(name);
    if (here === undefined) {
      values[name] = key.default(surroundings);
      continue;
    }
    const { success, data, error } = key.kind.schema.safeParse(here.value);
    if (success) values[name] = data;
    else {
      const seen = key.secret ? "not understood (not shown, it may hold a password)" : shown(here.value);
      faults.push(`${here.where}: is ${seen}${within(error)}; allowed: ${key.kind.allowed}`);
    }
  }
  // A fault in one key leaves the others judged but nothing to start with.
  return keyNames.every((name) => name in values) ? (values as Values) : undefined;
}

/** Where in a list of entries the fault is; never a value. */
function within({ issues }: z.ZodError): string {
  const [first] = issues;
  if (first === undefined || first.path.length === 0) return "";
  return ` (${first.path.map((part) => (typeof part === "number" ? `entry ${part + 1}` : String(part))).join(", ")}: ${first.message})`;
}
