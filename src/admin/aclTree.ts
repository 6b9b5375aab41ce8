/** OTRS's YAML of a condition or change: branch → thing → attribute → texts. Names of the first two are checked. */
import { z } from "zod";
import { nearest } from "./fault.ts";

/** Branch → the things it may have. */
export type Branches = Readonly<Record<string, readonly string[]>>;

const texts = z.array(z.string());
const leaf = z.union([texts, z.record(z.string(), texts)], {
  error: "write a list of texts, or attributes with lists of texts",
});

/** @param about half a sentence with an example */
export function tree(branches: Branches, about: string): { kind: "structure"; about: string; schema: z.ZodType } {
  const schema = z.record(z.string(), z.record(z.string(), leaf)).superRefine((value, { addIssue }) => {
    for (const [branch, things] of Object.entries(value)) {
      const known = branches[branch];
      if (known === undefined) addIssue({ code: "custom", message: unknown(branch, Object.keys(branches)) });
      for (const thing of known === undefined ? [] : Object.keys(things)) {
        if (!known?.includes(thing)) addIssue({ code: "custom", path: [branch], message: unknown(thing, known ?? []) });
      }
    }
  });
  return { kind: "structure", about, schema };
}

function unknown(name: string, known: readonly string[]): string {
  return `there is no "${name}". ${nearest(name, known, `There are: ${known.join(", ")}`)}`;
}
