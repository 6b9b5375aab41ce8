/** Secrets of an applied file that stand elsewhere: `passwordFile: PATH`, `passwordEnv: NAME`. */

import { isExpected } from "../errors.ts";
import { joined, said } from "../said.ts";
import type { Fault } from "./fault.ts";
import type { AdminModule } from "./module.ts";

/** Reads one; absent where the file came from another machine. @throws UserError when it is not there */
export type SecretSource = (from: "file" | "environment", name: string) => string;

type Raw = Readonly<Record<string, unknown>>;

/** @returns the entry with the secrets in their fields, and what could not be read */
export function withSecrets(
  module: AdminModule,
  raw: Raw,
  source: SecretSource | undefined,
): { readonly raw: Raw; readonly faults: readonly Fault[] } {
  const left: Record<string, unknown> = { ...raw };
  const faults: Fault[] = [];
  for (const [name, { kind }] of Object.entries(module.fields)) {
    if (kind !== "secret") continue;
    for (const [key, from] of [
      [`${name}File`, "file"],
      [`${name}Env`, "environment"],
    ] as const) {
      const wanted = left[key];
      if (wanted === undefined || module.fields[key] !== undefined) continue;
      delete left[key];
      const read = secretOf(source, from, wanted);
      if (typeof read === "string") left[name] = read;
      else faults.push({ field: key, ...read });
    }
  }
  return { raw: left, faults };
}

function secretOf(
  source: SecretSource | undefined,
  from: "file" | "environment",
  wanted: unknown,
): string | Pick<Fault, "what" | "mend"> {
  if (source === undefined) {
    return { what: said`secrets are read from elsewhere by the command line only`, mend: said`Use gotrs admin apply` };
  }
  if (typeof wanted !== "string" || wanted === "") {
    const mend = from === "file" ? said`Name a file` : said`Name a variable of the environment`;
    return { what: said`it names nothing`, mend };
  }
  try {
    return source(from, wanted);
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { what: joined([`"${wanted}"`, error.told.what], " "), mend: error.told.mend };
  }
}
