/** What a dynamic field holds, in one line. Pure. */
import type { FieldValues } from "../../src/api/ticket.ts";

export function wordsOf(value: FieldValues[string]): string {
  return value === null ? "" : typeof value === "object" ? value.join(", ") : String(value);
}
