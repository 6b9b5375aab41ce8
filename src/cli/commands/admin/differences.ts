/** What a change makes different, a line a field: from → to. */
import type { Values } from "../../../admin/field.ts";
import type { AdminModule } from "../../../admin/module.ts";
import { lineOfValue } from "../../../admin/shown.ts";

/** Characters of a value on its line. */
const shownAtMost = 60;

/** @param before undefined for a new entry, of which only what it has is told */
export function differenceLines(module: AdminModule, before: Values | undefined, changed: Values): readonly string[] {
  return Object.entries(changed).flatMap(([name, value]) => {
    const field = module.fields[name];
    if (field === undefined || (before !== undefined && name === module.key && before[name] === value)) return [];
    if (field.kind === "secret")
      return value === null ? [] : [`  ${name}: ${before === undefined ? "" : "a new one"}`.trimEnd()];
    const to = short(lineOfValue(field, value));
    if (before === undefined) return to === "-" || name === module.key ? [] : [`  ${name}: ${to}`];
    return [`  ${name}: ${short(lineOfValue(field, before[name] ?? null))} → ${to}`];
  });
}

function short(text: string): string {
  const line = text.trimEnd().replaceAll(/\s*\n\s*/g, " ⏎ ");
  return line.length > shownAtMost ? `${line.slice(0, shownAtMost)}…` : line;
}
