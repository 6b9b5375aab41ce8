/** What is wrong with a field of a request, in words: its place, the value, what is allowed, the nearest. */
import { z } from "zod";
import { meant } from "../../../src/nearest.ts";
import { joined, said, type Words } from "../../../src/said.ts";
import { mendOf } from "../../../src/schemaWords.ts";

type Issue = z.core.$ZodIssue;

/** Characters of a value that are told. */
const longest = 60;

/** Fields whose values are told to nobody: errors are shown, and kept in logs of programs. */
const secret = /^(?:password|code|old|new|deviceCode)$/;

/** @param where the part of the request: query or body */
export function faultOf(issue: Issue, where: string, value: unknown, schema: z.ZodType): Words {
  const seen = valueAt(value, issue.path);
  const place = [where, ...issue.path].join(".");
  return joined([place, joined([wrongIn(issue, seen), joined(mendsOf(issue, seen, schema), " ")], ". ")], ": ");
}

function wrongIn(issue: Issue, seen: unknown): Words {
  if (issue.code === "unrecognized_keys")
    return joined(
      issue.keys.map((key) => said`there is no field "${key}"`),
      ", ",
    );
  if (seen === undefined) return said`it is missing`;
  const value = issue.path.some((part) => secret.test(String(part))) ? said`the value` : shown(seen);
  if (issue.code === "invalid_value") return said`${value} is not allowed`;
  return issue.code === "invalid_type" ? said`${value} does not fit` : said`${value} cannot be used`;
}

function mendsOf(issue: Issue, seen: unknown, schema: z.ZodType): readonly (Words | undefined)[] {
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = issue.path.length === 0 ? fieldsOf(schema) : [];
      const there = known.length === 0 ? undefined : said`There is: ${known.join(", ")}`;
      return [...issue.keys.map((key) => meant(key, known)), there];
    }
    case "invalid_value": {
      const allowed = issue.values.map(String);
      return [seen === undefined ? undefined : meant(String(seen), allowed), said`Use one of: ${allowed.join(", ")}`];
    }
    case "invalid_type":
      return [issue.expected === "int" ? said`Give a whole number` : said`Give a value of the type ${issue.expected}`];
    default:
      return [mendOf(issue)];
  }
}

/** The places of fields that nobody knows here. */
export function unknownIn(issue: Issue, where: string): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  return issue.keys.map((key) => [where, ...issue.path, key].join("."));
}

function fieldsOf(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
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
