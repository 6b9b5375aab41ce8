/** OTRS's YAML of a condition or change: branch → thing → attribute → texts. Names of the first two are checked. */
import { z } from "zod";
import { said } from "../said.ts";
import { complaint, wanted } from "../schemaWords.ts";
import { suggested } from "./fault.ts";
import type { Inner } from "./field.ts";

/** Branch → the things it may have. */
export type Branches = Readonly<Record<string, readonly string[]>>;

const texts = z.array(z.string());
const leaf = z.union([texts, z.record(z.string(), texts)], {
  error: wanted(said`Write a list of texts, or attributes with lists of texts`),
});

/** Attributes that name something. */
const named: Readonly<Record<string, string>> = {
  ...{ Queue: "queue", State: "state", StateType: "state-type", Priority: "priority", Type: "type" },
  ...{ Service: "service", SLA: "sla", Lock: "lock", Owner: "user", Responsible: "user" },
};

/** @param about half a sentence with an example @param branchAbout what its branches are */
export function tree(branches: Branches, about: string, branchAbout: string) {
  const schema = z.record(z.string(), z.record(z.string(), leaf)).superRefine((value, { addIssue }) => {
    for (const [branch, things] of Object.entries(value)) {
      const known = branches[branch];
      if (known === undefined) {
        addIssue(unknown([branch], Object.keys(branches)));
      }
      for (const thing of known === undefined ? [] : Object.keys(things)) {
        if (known?.includes(thing) === true) continue;
        addIssue(unknown([branch, thing], known ?? []));
      }
    }
  });
  const inner: Inner = {
    keys: ["branch", "thing", "attribute"],
    bare: "values",
    fields: {
      branch: { kind: "choice", about: branchAbout, choices: Object.keys(branches), required: true },
      thing: {
        kind: "choice",
        about: "what is looked at",
        choices: [...new Set(Object.values(branches).flat())],
        required: true,
      },
      attribute: {
        kind: "text",
        about: "which of its attributes; empty where it has none, as Action",
        max: 200,
        known: Object.keys(named),
      },
      values: {
        kind: "structure",
        about: "what it may be; [RegExp] at its beginning makes it an expression",
        schema: texts,
        namedBy: { part: "attribute", things: named },
      },
    },
  };
  return { kind: "structure", about, schema, inner } as const;
}

function unknown(path: readonly [string, ...string[]], known: readonly string[]) {
  const name = path.at(-1) ?? "";
  const mend = suggested(name, known, said`There is: ${known.join(", ")}`);
  return complaint(said`there is no "${name}"`, { path, mend });
}
