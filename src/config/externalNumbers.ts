/** The kind of postmaster.externalNumbers: rules that recognise another system's numbers. */
import { z } from "zod";
import { expression, type Kind } from "./kinds.ts";
import { listOrJson } from "./lists.ts";

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

export const externalNumbers: Kind<readonly z.output<typeof rule>[]> = {
  allowed:
    "a list of {name, from, number, in, field, stateTypes, senderType, visibleForCustomer}; number is a regular expression with one group",
  schema: listOrJson.pipe(z.array(rule)),
};
