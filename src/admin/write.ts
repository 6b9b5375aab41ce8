/** Writes what was planned, and the audit trail of it, into one open transaction. */
import { addAudit } from "../store/auditTrail.ts";
import type { Tx } from "../store/store.ts";
import { type Context, writingIn } from "./context.ts";
import type { Id, Value, Values } from "./field.ts";
import type { AdminModule } from "./module.ts";
import type { Change } from "./plan.ts";
import { maskedValue } from "./shown.ts";

export interface Written extends Change {
  readonly id: Id;
}

interface Author {
  readonly userId: number;
  readonly login: string;
}

/** @param changes things that others refer to before those that refer to them */
export async function write(
  context: Context,
  tx: Tx,
  changes: readonly Change[],
  now: Date,
  author: Author,
): Promise<readonly Written[]> {
  const writing = writingIn(context, tx, now, author.userId);
  const written: Written[] = [];
  for (const change of changes) {
    const { module, before, after, changed, action } = change;
    if (action === "remove" && before !== undefined) await module.rows.remove?.(writing, before.id);
    else if (before === undefined) {
      const id = await module.rows.insert(writing, after);
      await context.learn(module.thing, id, String(after[module.key]));
      written.push({ ...change, id });
      continue;
    } else if (action !== "none") {
      await module.rows.update(writing, before.id, changed, before.values);
      await context.learn(module.thing, before.id, String(after[module.key]));
    }
    written.push({ ...change, id: before?.id ?? 0 });
  }
  for (const { module, id, changed, action, ...planned } of written) {
    if (action === "none" || action === "remove") continue;
    await module.rows.relate(writing, id, changed);
    await module.follow?.(writing, id, { module, ...planned });
  }
  for (const change of written) {
    if (change.action === "none") continue;
    const { module, after, action } = change;
    const entry = { ...author, thing: module.thing, key: String(after[module.key]), action, changes: audited(change) };
    await addAudit(tx, entry, now);
  }
  return written;
}

/** What changed from what to what, as JSON; of a removed entry everything, so that it can be made anew. */
function audited({ module, before, after, changed, action }: Change): string {
  const names = action === "remove" ? Object.keys(module.fields) : Object.keys(changed);
  const pairs = names
    .map((name) => [name, pairOf(module, name, before?.values, action === "remove" ? undefined : after)] as const)
    .filter(([, { from, to }]) => from !== to);
  return JSON.stringify(Object.fromEntries(pairs));
}

function pairOf(
  module: AdminModule,
  name: string,
  before: Values | undefined,
  after: Values | undefined,
): { readonly from: Value; readonly to: Value } {
  const field = module.fields[name];
  if (field === undefined) return { from: null, to: null };
  // A secret that changed shows the same mask on both sides, and is told all the same.
  const from = maskedValue(field, before?.[name] ?? null);
  const to = maskedValue(field, after?.[name] ?? null);
  return field.kind === "secret"
    ? { from: from === null ? null : "(old secret)", to: to === null ? null : "(new secret)" }
    : { from, to };
}
