/** A value of a form of its own (`structure`), read from words or JSON; what is wrong with it is told by its place and what stands there. */
import { z } from "zod";
import type { PlacedFault } from "../api/problem.ts";
import { isExpected } from "../errors.ts";
import { joined, said, type Words } from "../said.ts";
import { complaintOf, mendOf } from "../schemaWords.ts";
import { seen, suggested } from "./fault.ts";
import type { Field, Value } from "./field.ts";

type Structure = Extract<Field, { readonly kind: "structure" }>;
type Read =
  | { readonly value: Value }
  | { readonly what: Words; readonly mend: Words; readonly within?: readonly PlacedFault<Words>[] };

const see = said`See docs/administration.md`;

/** @param words whether it is of a command line, where JSON is still a text */
export function structure(field: Structure, raw: unknown, words: boolean): Read {
  try {
    const given = words ? fromWords(field, raw) : raw;
    const { success, data, error } = field.schema.safeParse(given);
    if (success) return { value: data as Value };
    const faults = error.issues.map((issue) => faultOf(field, issue, given));
    const mend = faults.find((fault) => fault.mend !== see)?.mend ?? see;
    const within = faults.flatMap((fault) => fault.part);
    const what = joined(
      faults.map((fault) => fault.what),
      "; ",
    );
    return { what, mend, ...(within.length > 0 && { within }) };
  } catch (error) {
    if (isExpected(error)) return { what: error.told.what, mend: error.told.mend ?? see };
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

interface IssueFault {
  readonly what: Words;
  readonly mend: Words;
  /** The same at its place, where that is not the whole. */
  readonly part: readonly PlacedFault<Words>[];
}

function faultOf(field: Structure, issue: z.core.$ZodIssue, given: unknown): IssueFault {
  const value = at(given, issue.path);
  const complained = complaintOf(issue);
  // A complaint with a place of its own names what stands there itself.
  const above = complained?.path?.slice(0, -1) ?? issue.path;
  const place = above.map((step) => (typeof step === "number" ? said`entry ${step + 1}` : String(step)));
  const path = (complained?.path ?? issue.path).filter((step) => typeof step !== "symbol");
  const told = (what: Words, mend: Words = see): IssueFault => ({
    what: joined([...place, what], ": "),
    mend,
    part: path.length === 0 ? [] : [{ path, what, mend: mend === see ? null : mend }],
  });
  const allowed = mendOf(issue) ?? see;
  switch (issue.code) {
    case "unrecognized_keys":
    case "invalid_key": {
      const [key = ""] = "keys" in issue ? issue.keys : [String(issue.path.at(-1))];
      if (!("keys" in issue)) place.pop();
      const names = namesAt(field, issue.path.slice(0, place.length).map(String));
      return told(said`there is no ${seen(key)}`, suggested(key, names, see));
    }
    case "invalid_type": {
      if (issue.path.length === 0 && typeof value === "string" && issue.expected !== "string") {
        return told(said`${seen(value)} is no JSON`, jsonFault(value));
      }
      if (value === undefined) return told(said`it is missing`, allowed);
      return told(said`${seen(value)} is no ${types[issue.expected] ?? issue.expected}`, allowed);
    }
    case "invalid_value":
      if (value === undefined) return told(said`it is missing`, said`Use one of: ${issue.values.join(", ")}`);
      return told(said`${seen(value)} is not allowed`, suggested(String(value), issue.values.map(String), see));
    default:
      if (complained !== undefined) return told(complained.what, complained.mend);
      return told(said`${seen(value)} cannot be used`, allowed);
  }
}

const types: Readonly<Record<string, Words>> = {
  record: said`object`,
  array: said`list`,
  string: said`text`,
  int: said`whole number`,
  number: said`number`,
  boolean: said`true or false`,
  object: said`object`,
};

function jsonFault(text: string): Words {
  try {
    JSON.parse(text);
    return see;
  } catch (error) {
    return joined([error instanceof Error ? error.message : String(error), see], ". ");
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
