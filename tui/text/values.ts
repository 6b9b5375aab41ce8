/** What a dynamic field holds, in one line. Pure. */
import type { FieldValues } from "../../src/api/ticket.ts";

export function wordsOf(value: FieldValues[string]): string {
  return value === null ? "" : typeof value === "object" ? value.join(", ") : String(value);
}

/** An agent's own flags by their names, and what they hold where it is more than being there. */
export function flagWords(flags: Readonly<Record<string, string>>): string {
  return Object.entries(flags)
    .map(([name, value]) => (value === "1" ? name : `${name} ${value}`))
    .join(", ");
}
