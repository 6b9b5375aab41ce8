/** Reads gotrs.yaml, the environment and systemd's credentials into Settings; tells every fault at once. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { closest, distance } from "fastest-levenshtein";
import { isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { z } from "zod";
import { Exit, UserError } from "../errors.ts";
import type { Key, Surroundings } from "./key.ts";
import { environmentName, type KeyName, keys, type Values } from "./keys.ts";
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

/** A value as it was found, and where. */
interface Found {
  readonly value: unknown;
  readonly where: string;
}
type FoundKeys = Map<string, Found>;

const names = Object.keys(keys) as KeyName[];
const secretNames = names.filter((name) => keys[name].secret);
/** Every name that may be written, `…File` forms of secrets included. */
const writable = [...names, ...secretNames.map((name) => `${name}File`)];
/** Variables of the program itself that are no keys. */
const otherVariables = new Set(["GOTRS_CONFIG", "GOTRS_SERVER", "GOTRS_TOKEN", "GOTRS_AGENT", "GOTRS_THEME"]);

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

/** Keys that are right each by itself and wrong together. */
function contradictions(values: Values): readonly string[] {
  const faults: string[] = [];
  const { "smtp.tls.certFile": certificate, "smtp.tls.keyFile": privateKey } = values;
  if ((certificate === undefined) !== (privateKey === undefined)) {
    faults.push("smtp.tls: certFile and keyFile belong together. Set both, or neither");
  }
  if (certificate === undefined && values["smtps.listen"] !== undefined) {
    faults.push("smtps.listen: needs a certificate. Set smtp.tls.certFile and smtp.tls.keyFile, or leave it out");
  }
  if (certificate === undefined && values["smtp.auth"] !== "off") {
    faults.push(
      `smtp.auth: is "${values["smtp.auth"]}", but passwords travel only over TLS. Set smtp.tls.certFile and ` +
        "smtp.tls.keyFile, or smtp.auth: off",
    );
  }
  for (const [section, people] of [
    ["login", "agents"],
    ["customer", "customers"],
  ] as const) {
    const sources = values[`${section}.passwords`];
    if (sources.includes("database") || values[`ldap.${people}`].length > 0) continue;
    if (sources.length === 0) continue;
    faults.push(
      `${section}.passwords: names no other source than directories, and ldap.${people} has none. Add a directory, or ` +
        `${section}.passwords: [database]`,
    );
  }
  return faults;
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

function readFile(file: string, found: FoundKeys, faults: string[]): void {
  const lines = new LineCounter();
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch (error) {
    faults.push(`${file}: cannot be read (${codeOf(error)}). Let the account of gotrs read it`);
    return;
  }
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  for (const error of document.errors) {
    faults.push(`${lineAt(error.pos[0])}: not valid YAML: ${error.message}. Correct the indentation or quoting there`);
  }
  if (document.errors.length > 0 || document.contents === null) return;
  if (!isMap(document.contents)) {
    faults.push(`${file}:1: holds no keys. Write it as "key: value" lines`);
    return;
  }
  walk(document.contents, "", { found, faults, lineAt });
}

interface Walk {
  readonly found: FoundKeys;
  readonly faults: string[];
  readonly lineAt: (offset: number) => string;
}

function walk(map: YAMLMap, prefix: string, context: Walk): void {
  for (const { key, value } of map.items) {
    const name = prefix + (isScalar(key) ? String(key.value) : String(key));
    const where = context.lineAt(isScalar(key) ? (key.range?.[0] ?? 0) : 0);
    if (writable.includes(name)) {
      const plain: unknown = isNode(value) ? value.toJSON() : value;
      context.found.set(name, { value: plain, where: `${where}: ${name}` });
    } else if (writable.some((known) => known.startsWith(`${name}.`))) {
      if (isMap(value)) walk(value, `${name}.`, context);
      else if (!(isScalar(value) && value.value === null)) {
        context.faults.push(`${where}: ${name}: is a section, not a value. Write its keys indented below it`);
      }
    } else context.faults.push(`${where}: ${name}: ${unknownKey(name)}`);
  }
}

function unknownKey(name: string): string {
  const near = closest(name, writable);
  const last = name.slice(name.lastIndexOf(".") + 1);
  const sameLast = writable.find((known) => known.endsWith(`.${last}`));
  const suggestion = distance(name, near) <= Math.max(3, name.length / 3) ? near : sameLast;
  const advice = suggestion === undefined ? "See docs/configuration.md for all keys" : `Did you mean ${suggestion}?`;
  return `there is no such key. ${advice}`;
}

/** systemd puts each credential into a file of its name; ours are named like their keys. */
function readCredentials(folder: string | undefined, found: FoundKeys, faults: string[]): void {
  if (folder === undefined || folder === "") return;
  for (const name of secretNames) {
    const path = join(folder, name);
    if (existsSync(path)) readSecret(name, path, found, faults);
  }
}

function readEnvironment(env: LoadOptions["env"], found: FoundKeys, faults: string[]): void {
  const byVariable = new Map(writable.map((name) => [environmentName(name), name]));
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith("GOTRS_") || value === undefined || otherVariables.has(variable)) continue;
    // The tests' own databases are none of the program's settings.
    if (variable.startsWith("GOTRS_TEST_")) continue;
    const name = byVariable.get(variable);
    if (name !== undefined) found.set(name, { value, where: `$${variable}` });
    else {
      const near = closest(variable, [...byVariable.keys()]);
      faults.push(`$${variable}: there is no such key. Did you mean $${near}? Else unset it`);
    }
  }
}

function readSecretFiles(found: FoundKeys, folder: string, faults: string[]): void {
  for (const name of secretNames) {
    const pointer = found.get(`${name}File`);
    if (pointer === undefined) continue;
    if (typeof pointer.value !== "string" || pointer.value === "") {
      faults.push(`${pointer.where}: is ${shown(pointer.value)}; allowed: the path of a file that holds ${name}`);
    } else readSecret(name, resolve(folder, pointer.value), found, faults);
  }
}

function readSecret(name: string, path: string, found: FoundKeys, faults: string[]): void {
  try {
    found.set(name, { value: readFileSync(path, "utf8").trim(), where: `${path}: ${name}` });
  } catch (error) {
    faults.push(`${path}: ${name}: cannot be read (${codeOf(error)}). Let the account of gotrs read it`);
  }
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
  for (const name of names) {
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
  return names.every((name) => name in values) ? (values as Values) : undefined;
}

/** Where in a list of entries the fault is; never a value. */
function within({ issues }: z.ZodError): string {
  const [first] = issues;
  if (first === undefined || first.path.length === 0) return "";
  return ` (${first.path.map((part) => (typeof part === "number" ? `entry ${part + 1}` : String(part))).join(", ")}: ${first.message})`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
