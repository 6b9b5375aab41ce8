/** Applies a file: everything in it becomes so, in one transaction, or nothing and every fault is told. */
import type { Actor, Desk } from "../desk.ts";
import { Exit } from "../errors.ts";
import { changeAll, planAll } from "./administer.ts";
import { readDocument } from "./document.ts";
import type { Value } from "./field.ts";
import { flagOf } from "./flag.ts";
import { adminModules } from "./modules/index.ts";
import type { Change } from "./plan.ts";
import type { SecretSource } from "./secretSource.ts";
import { generatingOption, maskedValue } from "./shown.ts";

interface Applied {
  readonly text: string;
  readonly file: string;
  readonly dryRun: boolean;
  /** Where secrets come from that the file only names; none over the API, whose files are another machine's. */
  readonly secrets?: SecretSource;
}

/** @param file its name, for messages. @returns what changed, or would; nothing twice. @throws UserError with every fault */
export async function apply(
  desk: Desk,
  actor: Actor,
  { text, file, dryRun, secrets }: Applied,
): Promise<readonly Change[]> {
  const { given, faults } = readDocument(text, file, adminModules, secrets);
  const changes: readonly Change[] = dryRun
    ? await planAll(desk, actor, given, Exit.dataError, faults)
    : await changeAll(desk, actor, given, Exit.dataError, faults);
  return changes.filter(({ action }) => action !== "none").map(withoutSecret);
}

/** Who has no password cannot log in, which whoever applies the file has to know. */
function withoutSecret(change: Change): Change {
  const { module, action, after } = change;
  if (action !== "add") return change;
  const notes = Object.entries(module.fields).flatMap(([name, field]) => {
    const value = after[name] ?? null;
    if (field.kind === "structure" && field.lacking !== undefined) {
      return field.lacking(value).map((secret) => `its ${name} has no ${secret} yet`);
    }
    if (field.kind !== "secret" || value !== null) return [];
    if (field.generated === undefined && field.needed?.(after) !== true) return [];
    const option = field.generated ? flagOf(generatingOption(name)) : `${flagOf(name)}-file FILE`;
    return [`it has no ${name} yet: gotrs admin ${module.thing} set "${after[module.key]}" ${option}`];
  });
  return { ...change, notes: [...change.notes, ...notes] };
}

export interface ChangeView {
  readonly thing: string;
  readonly key: string;
  readonly action: string;
  readonly changes: Readonly<Record<string, { readonly from: Value; readonly to: Value }>>;
  readonly notes: readonly string[];
}

export function changeView({ module, action, before, after, changed, notes }: Change): ChangeView {
  const pairs = Object.entries(changed).flatMap(([name, value]) => {
    const field = module.fields[name];
    if (field === undefined) return [];
    const from = before === undefined ? null : maskedValue(field, before.values[name] ?? null);
    return [[name, { from, to: maskedValue(field, value) }] as const];
  });
  return { thing: module.thing, key: String(after[module.key]), action, changes: Object.fromEntries(pairs), notes };
}
