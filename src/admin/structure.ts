/** A value of a form of its own (`structure`), read from words or JSON; what is wrong with it is told by its place and what stands there. */
import { z } from "zod";
import { isExpected } from "../errors.ts";
import { nearest, seen } from "./fault.ts";
import type { Field, Value } from "./field.ts";

type Structure = Extract<Field, { readonly kind: "structure" }>;
type Read = { readonly value: Value } | { readonly what: string; readonly mend: string };

const see = "See docs/administration.md";

/** @param words whether it is of a command line, where JSON is still a text */
export function structure(field: Structure, raw: unknown, words: boolean): Read {
  try {
    const given = words ? fromWords(field, raw) : raw;
    const { success, data, error } = field.schema.safeParse(given);
    if (success) return { value: data as Value };
    const [only, ...others] = error.issues.map((issue) => faultOf(field, issue, given));
    if (only !== undefined && others.length === 0) return only;
    const faults = only === undefined ? [] : [only, ...others];
    const mend = faults.find((fault) => fault.mend !== see)?.mend ?? see;
    return { what: faults.map(({ what }) => what).join("; "), mend };
  } catch (error) {
    if (isExpected(error)) return { what: error.what, mend: error.mend ?? see };
    throw error;
  }
}

function fromWords({ fromText, list }: Structure, raw: unknown): unknown {
  const words = Array.isArray(raw) ? raw.filter((one) => one !== "").map(String) : [String(raw)];
  const values = words.map((word) => (fromText === undefined ? json(word) : fromText(word)));
  return list ? values : values[0];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a plain text, which the schema judges.
    return text;
  }
}

function faultOf(field: Structure, issue: z.core.$ZodIssue, given: unknown): { what: string; mend: string } {
  const value = at(given, issue.path);
  const place = issue.path.map((step) => (typeof step === "number" ? `entry ${step + 1}` : String(step)));
  const told = (what: string, mend = see) => ({ what: [...place, what].join(": "), mend });
  // The schema's own words, where it has any; zod's speak of types.
  const allowed = issue.message.startsWith("Invalid") ? see : sentence(issue.message);
  switch (issue.code) {
    case "unrecognized_keys":
    case "invalid_key": {
      const [key = ""] = "keys" in issue ? issue.keys : [String(issue.path.at(-1))];
      if (!("keys" in issue)) place.pop();
      return told(`there is no ${seen(key)}`, nearest(key, namesAt(field, place), see));
    }
    case "invalid_type": {
      if (issue.path.length === 0 && typeof value === "string" && issue.expected !== "string") {
        return told(`${seen(value)} is no JSON`, jsonFault(value));
      }
      if (value === undefined) return told("it is missing", allowed);
      return told(`${seen(value)} is no ${words[issue.expected] ?? issue.expected}`, allowed);
    }
    case "invalid_value":
      return told(`${seen(value)} is not allowed`, nearest(String(value), issue.values.map(String), see));
    case "too_small":
    case "too_big":
    case "invalid_format":
    case "invalid_union":
      return told(`${seen(value)} cannot be used`, allowed);
    default:
      return told(issue.message);
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const words: Readonly<Record<string, string>> = {
  record: "object",
  array: "list",
  string: "text",
  int: "whole number",
  boolean: "true or false",
};

function jsonFault(text: string): string {
  try {
    JSON.parse(text);
    return see;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}. ${see}`;
  }
}

function at(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return value;
}

/** The names that an object can have at a place of the structure. */
function namesAt({ schema }: Structure, path: readonly string[]): readonly string[] {
  type Node = {
    readonly properties?: Readonly<Record<string, Node>>;
    readonly additionalProperties?: Node | boolean;
    readonly propertyNames?: { readonly enum?: readonly string[] };
    readonly items?: Node;
    readonly anyOf?: readonly Node[];
  };
  let nodes: readonly Node[] = [z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node];
  const open = (all: readonly Node[]): readonly Node[] => all.flatMap((node) => [node, ...open(node.anyOf ?? [])]);
  nodes = open(nodes);
  for (const step of path) {
    nodes = open(
      nodes.flatMap(({ properties, additionalProperties, items }) => {
        const next = properties?.[step] ?? items ?? additionalProperties;
        return typeof next === "object" ? [next] : [];
      }),
    );
  }
  return nodes.flatMap(({ properties, propertyNames }) => [
    ...Object.keys(properties ?? {}),
    ...(propertyNames?.enum ?? []),
  ]);
}
