/** What is wrong with a field of a request, in words: its place, the value, what is allowed, the nearest. */
import { z } from "zod";
import { nearest } from "../../../src/ticket/missing.ts";

type Issue = z.core.$ZodIssue;

/** Characters of a value that are told. */
const longest = 60;

/** @param where the part of the request: query or body */
export function faultOf(issue: Issue, where: string, value: unknown, schema: z.ZodType): string {
  const place = [where, ...issue.path].join(".");
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = issue.path.length === 0 ? fieldsOf(schema) : [];
      const told = issue.keys.map((key) => `there is no field "${key}".${guess(key, known)}`).join(" ");
      return `${place}: ${told}${known.length === 0 ? "" : ` There is: ${known.join(", ")}`}`;
    }
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const seen = valueAt(value, issue.path);
      if (seen === undefined) return `${place}: it is missing. Give one of: ${allowed.join(", ")}`;
      return `${place}: ${shown(seen)} is not allowed.${guess(String(seen), allowed)} Give one of: ${allowed.join(", ")}`;
    }
    case "invalid_type": {
      const seen = valueAt(value, issue.path);
      const wanted = `Give ${issue.expected === "int" ? "a whole number" : `a value of the type ${issue.expected}`}`;
      return seen === undefined
        ? `${place}: it is missing. ${wanted}`
        : `${place}: ${shown(seen)} does not fit. ${wanted}`;
    }
    default:
      return `${place}: ${issue.message}`;
  }
}

function fieldsOf(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function guess(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value;
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  return at;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
