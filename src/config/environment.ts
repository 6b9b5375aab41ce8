/** Reads settings from the environment, systemd's credentials and files of secrets. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { closest } from "fastest-levenshtein";
import { codeOf, type FoundKeys, secretNames, shown, writable } from "./found.ts";
import { environmentName } from "./keys.ts";

/** Variables of the program itself that are no keys. */
const otherVariables = new Set(["GOTRS_CONFIG", "GOTRS_SERVER", "GOTRS_TOKEN", "GOTRS_AGENT", "GOTRS_THEME"]);

/** systemd puts each credential into a file of its name; ours are named like their keys. */
export function readCredentials(folder: string | undefined, found: FoundKeys, faults: string[]): void {
  if (folder === undefined || folder === "") return;
  for (const name of secretNames) {
    const path = join(folder, name);
    if (existsSync(path)) readSecret(name, path, found, faults);
  }
}

export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  found: FoundKeys,
  faults: string[],
): void {
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

export function readSecretFiles(found: FoundKeys, folder: string, faults: string[]): void {
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
