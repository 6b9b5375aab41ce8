/** The kind of postmaster.externalNumbers: rules that recognise another system's numbers. */
import { z } from "zod";
import { expression, type Kind } from "./kinds.ts";

const rule = z.strictObject({
  name: z.string().trim().min(1),
  from: expression.schema.optional(),
  number: expression.schema.refine((value) => /\((?!\?[^<P'])/.test(value)),
  in: z.array(z.enum(["subject", "body"])).default(["subject"]),
  field: z.string().trim().min(1),
  stateTypes: z.array(z.string()).optional(),
  senderType: z.enum(["customer", "agent", "system"]).default("system"),
  visibleForCustomer: z.boolean().default(true),
});

/** JSON in an environment variable. */
const fromText = z
  .string()
  .trim()
  .transform((value, context): unknown => {
    try {
      return value === "" ? [] : JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom", message: "not JSON" });
      return z.NEVER;
    }
  });

export const externalNumbers: Kind<readonly z.output<typeof rule>[]> = {
  allowed:
    "a list of {name, from, number, in, field, stateTypes, senderType, visibleForCustomer}; number is a regular expression with one group",
  schema: z.union([z.array(z.unknown()), fromText]).pipe(z.array(rule)),
};
