/** Lists of entries, which an environment variable or a credential holds as JSON. */
import { z } from "zod";

/** A list in YAML, or its JSON in a text; an empty text is an empty list. What is in it is the next schema's to judge. */
export const listOrJson = z.union([
  z.array(z.unknown()),
  z
    .string()
    .trim()
    .transform((value, context): unknown => {
      try {
        return value === "" ? [] : JSON.parse(value);
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    }),
]);

export function uniqueNames(all: readonly { readonly name: string }[]): boolean {
  return new Set(all.map((one) => one.name)).size === all.length;
}
