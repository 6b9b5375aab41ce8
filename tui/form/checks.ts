/** What is wrong with a value of administration as far as nobody needs to be asked; all else the daemon tells. Pure. */
import type { ThingField } from "../client/administration.ts";
import { text } from "../messages.ts";

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

/** @param isNew of an entry that is to be added */
export function faultOf(field: ThingField, value: unknown, isNew: boolean): string | undefined {
  const { required, presumed, kind, items, min, max } = field;
  if (isNothing(value)) {
    return required && !(isNew && presumed === true) ? text("form.needed") : undefined;
  }
  if (kind === "integer") {
    if (typeof value !== "number") return text("form.noNumber", { typed: String(value) });
    if (value < (min ?? value) || value > (max ?? value)) return text("form.range", { min: min ?? 0, max: max ?? 0 });
  }
  if (items === "integer" && Array.isArray(value)) {
    const odd = value.find((one) => typeof one !== "number");
    if (odd !== undefined) return text("form.noNumber", { typed: String(odd) });
  }
  // What was typed is kept as it is while it is no JSON.
  return kind === "structure" && typeof value === "string" ? text("form.noJson") : undefined;
}
