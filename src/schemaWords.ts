/** What a schema says in its own words by said`…`, where zod itself knows English texts only; and what it says without any. */
import type { z } from "zod";
import { type Said, said, spoken, type Words } from "./said.ts";

/** The message of a schema: how a value has to be. Told by `mendOf`. */
export function wanted(mend: Said): string {
  return JSON.stringify(mend);
}

interface Parts {
  readonly mend?: Words;
  /** The place in the value, where the check knows better than zod. */
  readonly path?: readonly (string | number)[];
}

/** What a check of its own (`refine`, `addIssue`) finds wrong. */
export function complaint(what: Words, parts: Parts = {}) {
  return { code: "custom" as const, message: spoken(what), params: { ...parts, what } };
}

/** Of an issue that is a complaint. */
export function complaintOf(issue: z.core.$ZodIssue): (Parts & { readonly what: Words }) | undefined {
  // Whatever `complaint` made comes back as it was.
  return issue.code === "custom" && issue.params !== undefined && "what" in issue.params
    ? (issue.params as ReturnType<typeof complaint>["params"])
    : undefined;
}

/** How a value has to be: in the schema's own words, else by the limits that it has; undefined where only its type says it. */
export function mendOf(issue: z.core.$ZodIssue): Words | undefined {
  return wordsIn(issue.message) ?? limitOf(issue);
}

function wordsIn(message: string): Words | undefined {
  // Zod's own messages are no JSON.
  return message.startsWith("{") ? (JSON.parse(message) as Said) : undefined;
}

function limitOf(issue: z.core.$ZodIssue): Words | undefined {
  if (issue.code === "too_small") {
    if (issue.origin !== "string") return said`Give at least ${String(issue.minimum)}`;
    return issue.minimum === 1 ? said`Give a text` : said`Give at least ${String(issue.minimum)} characters`;
  }
  if (issue.code === "too_big") {
    return issue.origin === "string"
      ? said`Give at most ${String(issue.maximum)} characters`
      : said`Give at most ${String(issue.maximum)}`;
  }
  if (issue.code !== "invalid_format") return undefined;
  if (issue.format === "base64") return said`Give it as base64`;
  return issue.format === "datetime" ? said`Give it as 2026-12-31T09:00:00Z` : undefined;
}
