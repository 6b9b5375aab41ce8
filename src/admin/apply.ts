/** Applies a file: everything in it becomes so, in one transaction, or nothing and every fault is told. */
import type { Actor, Desk } from "../desk.ts";
import { Exit } from "../errors.ts";
import { changeAll, planAll } from "./administer.ts";
import { readDocument } from "./document.ts";
import type { Value } from "./field.ts";
import { adminModules } from "./modules/index.ts";
import type { Change } from "./plan.ts";
import { maskedValue } from "./shown.ts";

/** @param file its name, for messages. @returns what changed, or would; nothing twice. @throws UserError with every fault */
export async function apply(
  desk: Desk,
  actor: Actor,
  { text, file, dryRun }: { readonly text: string; readonly file: string; readonly dryRun: boolean },
): Promise<readonly Change[]> {
  const { given, faults } = readDocument(text, file, adminModules);
  const changes: readonly Change[] = dryRun
    ? await planAll(desk, actor, given, Exit.dataError, faults)
    : await changeAll(desk, actor, given, Exit.dataError, faults);
  return changes.filter(({ action }) => action !== "none").map(withoutPassword);
}

/** Who has no password cannot log in, which whoever applies the file has to know. */
function withoutPassword(change: Change): Change {
  const { module, action, after } = change;
  const open = Object.entries(module.fields).find(
    ([name, field]) => field.kind === "secret" && field.generated && after[name] === null,
  );
  if (action !== "add" || open === undefined) return change;
  const mend = `gotrs admin ${module.thing} set "${after[module.key]}" --generate-${open[0]}`;
  return { ...change, notes: [...change.notes, `it has no ${open[0]} yet: ${mend}`] };
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
