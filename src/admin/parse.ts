/** What a person or program gave for a field, as a value of its kind; or what is wrong with it and what is allowed. */
import { said, sayable, type Words } from "../said.ts";
import { type Fault, seen, suggested } from "./fault.ts";
import { emptyValue, type Field, type Value } from "./field.ts";
import { structure } from "./structure.ts";

/** Words of a command line, JSON of the API, or a file, where a text may look like a number. */
export type Form = "words" | "json" | "file";

export type Parsed = { readonly value: Value } | (Pick<Fault, "what" | "within"> & { readonly mend: Words });

/** @param raw undefined never; null and empty text stand for nothing */
export function parseValue(field: Field, raw: unknown, form: Form): Parsed {
  const parsed = isNothing(field, raw) ? nothing(field) : ofKind(field, raw, form);
  return parsed;
}

function isNothing({ kind }: Field, raw: unknown): boolean {
  if (kind === "references" || kind === "grants") return raw === null;
  return raw === null || (raw === "" && kind !== "longText" && kind !== "file");
}

function nothing(field: Field): Parsed {
  const needed = field.required === true || (field.kind === "reference" && field.none === undefined);
  if (needed || field.kind === "boolean" || field.kind === "secret")
    return wrong(said`it must not be empty`, allowed(field));
  if (field.kind === "integer" && field.default !== undefined) return { value: field.default };
  if (field.kind === "choice") return field.default === undefined ? { value: null } : { value: field.default };
  if (field.kind === "references") return { value: [] };
  if (field.kind === "grants") return { value: {} };
  if (field.kind === "structure") return { value: emptyValue(field) };
  return { value: field.kind === "longText" ? "" : null };
}

function wrong(what: Words, mend: Words): Parsed {
  return { what, mend };
}

function ofKind(field: Field, raw: unknown, form: Form): Parsed {
  switch (field.kind) {
    case "boolean":
      return typeof raw === "boolean"
        ? { value: raw }
        : wrong(said`${seen(raw)} is neither yes nor no`, allowed(field));
    case "integer":
      return integer(field, raw, form);
    case "references":
      return references(field, raw);
    case "grants":
      return grants(field, raw);
    case "structure":
      return structure(field, raw, form === "words");
    default: {
      const text = typeof raw === "number" && form === "file" ? String(raw) : raw;
      return typeof text === "string" ? ofText(field, text) : wrong(said`${seen(raw)} is no text`, allowed(field));
    }
  }
}

type Of<K extends Field["kind"]> = Extract<Field, { readonly kind: K }>;

function ofText(
  field: Of<"text" | "longText" | "choice" | "email" | "regex" | "reference" | "secret" | "file">,
  text: string,
): Parsed {
  const trimmed = text.trim();
  switch (field.kind) {
    case "longText":
      return { value: text };
    case "file":
      if (/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) return { value: text.replaceAll(/\s+/g, "") };
      return wrong(said`the content is no base64`, allowed(field));
    case "secret":
      return text.length <= field.max ? { value: text } : tooLong(text.length, field.max);
    case "choice":
      if (field.choices.includes(trimmed)) return { value: trimmed };
      return wrong(said`"${text}" is not allowed`, suggested(trimmed, field.choices, allowed(field)));
    case "email":
      if (trimmed.length > field.max) return tooLong(trimmed.length, field.max);
      return /^[^\s@,<>]+@[^\s@,<>]+$/.test(trimmed)
        ? { value: trimmed }
        : wrong(said`"${text}" is no mail address`, allowed(field));
    case "regex":
      if (text.length > field.max) return tooLong(text.length, field.max);
      return expression(text);
    default:
      return plainText(field, trimmed);
  }
}

function plainText(field: Of<"text" | "reference">, text: string): Parsed {
  if (text === "") return nothing(field);
  if (/[\p{Cc}]/u.test(text))
    return wrong(said`${JSON.stringify(text)} has a line break or control character`, said`Take it out`);
  if (field.kind === "reference") return { value: text };
  const fits = field.pattern === undefined || field.pattern.test(text);
  // Of a short one its form says more than its length.
  if (text.length > field.max && (fits || text.length > 50)) return tooLong(text.length, field.max);
  return fits ? { value: text } : wrong(said`"${text}" cannot be used`, allowed(field));
}

function tooLong(length: number, max: number): Parsed {
  return wrong(said`it has ${length} characters`, said`Shorten it to ${max}`);
}

function expression(text: string): Parsed {
  try {
    new RegExp(text, "u");
    return { value: text };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong(said`"${text}" is no regular expression (${reason})`, said`Correct it`);
  }
}

function integer(field: Of<"integer">, raw: unknown, form: Form): Parsed {
  const text = typeof raw === "string" && form === "words" ? raw.trim() : undefined;
  const number = text === undefined ? raw : /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (typeof number !== "number" || !Number.isInteger(number)) {
    return wrong(said`${seen(raw)} is no whole number`, allowed(field));
  }
  if (number < field.min || number > field.max) return wrong(said`${number} is out of range`, allowed(field));
  return { value: number };
}

function references(field: Of<"references">, raw: unknown): Parsed {
  if (!Array.isArray(raw) || !raw.every((one) => typeof one === "string")) {
    return wrong(said`${seen(raw)} is no list of names`, allowed(field));
  }
  const names = raw.map((one: string) => one.trim()).filter((one) => one !== "");
  return { value: [...new Set(names)].toSorted() };
}

function grants(field: Of<"grants">, raw: unknown): Parsed {
  const pairs = grantPairs(raw);
  if ("odd" in pairs) return wrong(said`${seen(pairs.odd)} names no group with permissions`, allowed(field));
  const value: Record<string, readonly string[]> = {};
  for (const [group, keys] of pairs) {
    const unknown = keys.find((key) => !field.keys.includes(key));
    if (unknown !== undefined) {
      return wrong(said`"${unknown}" is no permission`, suggested(unknown, field.keys, allowed(field)));
    }
    if (keys.length > 0) value[group] = normalised(keys);
  }
  return { value: sorted(value) };
}

/** rw is all of them. */
export function normalised(keys: readonly string[]): readonly string[] {
  return keys.includes("rw") ? ["rw"] : [...new Set(keys)].toSorted();
}

export function sorted<T>(value: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type GrantPairs = readonly (readonly [group: string, keys: readonly string[]])[];

/** `GROUP=ro,note` words, or an object; else the part of it that is neither. */
function grantPairs(raw: unknown): GrantPairs | { readonly odd: unknown } {
  if (Array.isArray(raw)) {
    const words = raw.filter((one) => one !== "");
    const pairs = words.map((one) => /^(.+)=([^=]*)$/s.exec(String(one)));
    const odd = pairs.indexOf(null);
    if (odd >= 0) return { odd: words[odd] };
    return pairs.map((pair) => [pair?.[1]?.trim() ?? "", keysIn(pair?.[2] ?? "")]);
  }
  if (typeof raw !== "object" || raw === null) return { odd: raw };
  const pairs = Object.entries(raw);
  const odd = pairs.find(([, keys]) => typeof keys !== "string" && !isTexts(keys));
  if (odd !== undefined) return { odd: Object.fromEntries([odd]) };
  return pairs.map(([group, keys]) => [group, isTexts(keys) ? keys : keysIn(String(keys))]);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function keysIn(text: string): readonly string[] {
  return text
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
}

/** What a field takes, as a mend. */
export function allowed(field: Field): Words {
  switch (field.kind) {
    case "boolean":
      return said`Write true or false`;
    case "integer":
      return field.unit === undefined
        ? said`Give a whole number from ${field.min} to ${field.max}`
        : said`Give a whole number of ${sayable(field.unit)} from ${field.min} to ${field.max}`;
    case "choice":
      return said`Use one of: ${field.choices.join(", ")}`;
    case "email":
      return said`Write name@host`;
    case "references":
      return said`List names`;
    case "grants":
      return said`Write GROUP=${field.keys.slice(0, 2).join(",")}; there are: ${field.keys.join(", ")}`;
    case "text":
      return field.form === undefined ? said`Give a text of up to ${field.max} characters` : sayable(field.form);
    case "file":
      return said`Give the file; in JSON and YAML its octets as base64`;
    default:
      return said`Give a text`;
  }
}
