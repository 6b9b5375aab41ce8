/** Everything administered as one file that a person can read, keep in git and apply again. */

import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import type { Actor, Desk } from "../desk.ts";
import { listEntries } from "./administer.ts";
import { emptyValue, type Value, type Values } from "./field.ts";
import type { AdminModule } from "./module.ts";
import { withoutSecrets } from "./shown.ts";

const head = `# What is administered in gotrs. Change it and apply it: gotrs admin apply FILE [--dry-run]
# - Passwords and other secrets are left out, and stay as they are; write them beside the others to set them:
#   password: …, or passwordFile: PATH, or passwordEnv: NAME of a variable.
# - What is not in this file stays. An entry with \`valid: false\` is disabled.
# - absentFields: what becomes of a field that an entry does not name. default: as in a new entry; keep: it stays.
absentFields: default
`;

/** @param modules whose entries go into it. @returns YAML */
export async function exported(desk: Desk, actor: Actor, modules: readonly AdminModule[]): Promise<string> {
  const sections: string[] = [head];
  for (const module of modules) {
    const entries = await listEntries(desk, actor, module);
    if (entries.length === 0) continue;
    const rows = entries
      .map(({ values }) => said(module, values))
      .toSorted((a, b) => (String(a[module.key]) < String(b[module.key]) ? -1 : 1));
    const secrets = Object.entries(module.fields).filter(([, { kind }]) => kind === "secret");
    const note = secrets.length === 0 ? "" : `; left out: ${secrets.map(([name]) => name).join(", ")}`;
    const yaml = stringify({ [module.plural]: rows }, { lineWidth: 120, aliasDuplicateObjects: false });
    sections.push(`# gotrs admin ${module.thing}: ${module.about}${note}\n${yaml}`);
  }
  return sections.join("\n");
}

/** What an entry says: its key, and what is not as in a new entry. */
function said(module: AdminModule, values: Values): Values {
  const told: Record<string, Value> = { [module.key]: values[module.key] ?? null };
  for (const [name, field] of Object.entries(module.fields)) {
    const value = values[name] ?? null;
    if (name === module.key || field.mirror || field.kind === "secret") continue;
    if (!isDeepStrictEqual(value, emptyValue(field))) told[name] = withoutSecrets(field, value);
  }
  return told;
}
