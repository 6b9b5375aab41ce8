/** Values of administration in words, and words that were typed as values. Pure. */
import type { AdminEntry, InnerFields, ThingField } from "../client/administration.ts";
import { text } from "../messages.ts";
import { withColon } from "../text/colon.ts";
import { safeLine } from "../text/safe.ts";
import { sizeOf } from "../text/times.ts";
import { rowsIn } from "./inner.ts";

/** In one line; empty for nothing. */
export function wordsOf(field: Pick<ThingField, "kind" | "inner">, value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  switch (field.kind) {
    case "boolean":
      return text(value === true ? "form.yes" : "form.no");
    case "grants":
      return safeLine(grantWords(value));
    case "file":
      return sizeOf(Buffer.byteLength(plainWords(value), "base64"));
    case "longText":
      return longWords(plainWords(value));
    default:
      if (field.inner === undefined || typeof value === "string") return safeLine(plainWords(value));
      return structureWords(field.inner, value);
  }
}

/** `Subject: casino; From: @example.com not`. */
function structureWords(inner: InnerFields, value: unknown): string {
  return rowsIn(inner, value)
    .map((row) => rowWords(inner, row))
    .filter((words) => words !== "")
    .join("; ");
}

/** What it is found by, and what it says. */
function rowWords({ fields, single, keys = [], bare }: InnerFields, row: AdminEntry): string {
  const said = fields
    .map((field) => ({ name: field.name, kind: field.kind, words: saidOf(field, row[field.name]) }))
    .filter(({ words }) => words !== "");
  if (single === true) return said.map(({ name, words }) => withColon(name, words)).join(", ");
  const first = new Set(keys.length === 0 ? [fields[0]?.name] : keys);
  const rest = said.filter(({ name }) => !first.has(name)).map(({ words }) => words);
  if (bare !== undefined && rest.length === 0) return "";
  const path = said.filter(({ name }) => first.has(name)).map(({ words }) => words);
  return [path.join(" · "), rest.join(" ")].filter((words) => words !== "").join(": ");
}

/** A flag is its name, where it is set. */
function saidOf(field: ThingField, value: unknown): string {
  if (field.kind === "boolean") return value === true ? field.name : "";
  return wordsOf(field, value);
}

/** `users=ro,note stats=ro`. */
function grantWords(value: unknown): string {
  if (typeof value !== "object" || value === null) return plainWords(value);
  return Object.entries(value)
    .map(([group, keys]) => `${group}=${plainWords(keys).replaceAll(", ", ",")}`)
    .join(" ");
}

/** Its first line, and how many there are. */
function longWords(value: string): string {
  const lines = value.trimEnd().split("\n");
  const first = safeLine(lines.find((line) => line.trim() !== "") ?? "");
  return lines.length === 1 ? first : `${first} ${text("form.lines", { lines: lines.length })}`;
}

function plainWords(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one === "number")) return spans(value).join(", ");
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.join(", ");
  return Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}

/** `8-12`: three numbers or more that follow each other. */
function spans(numbers: readonly number[]): readonly string[] {
  const runs: [number, number][] = [];
  for (const one of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === one) run[1] = one;
    else runs.push([one, one]);
  }
  return runs.flatMap(([from, to]) =>
    to - from > 1 ? [`${from}-${to}`] : from === to ? [`${from}`] : [`${from}`, `${to}`],
  );
}

/** Whole numbers that a list may have at most: more were mistyped. */
const mostNumbers = 1000;

/** Those of a span; what is none stays as it was typed. */
function spanned(words: string): readonly (number | string)[] {
  const [, from, to] = /^(\d{1,9})\s*[-–]\s*(\d{1,9})$/.exec(words) ?? [];
  const many = Number(to) - Number(from) + 1;
  if (!(many > 0 && many <= mostNumbers)) return [numberOr(words)];
  return Array.from({ length: many }, (_, index) => Number(from) + index);
}

/** What a line begins with when the field is typed. */
export function startOf({ items }: ThingField, value: unknown): string {
  if (value === null || value === undefined) return "";
  return items === "string" && Array.isArray(value) ? value.map(plainWords).join(", ") : plainWords(value);
}

/** What was typed, as the API takes it; what does not fit stays as it is, to be told and mended. */
export function typedValue({ kind, items }: ThingField, typed: string): unknown {
  const words = typed.trim();
  if (items !== undefined) {
    const list = words.split(",").map((one) => one.trim());
    return list.filter((one) => one !== "").flatMap((one) => (items === "integer" ? spanned(one) : [one]));
  }
  if (words === "") return null;
  return kind === "integer" ? numberOr(words) : words;
}

function numberOr(words: string): number | string {
  return /^-?\d{1,15}$/.test(words) ? Number(words) : words;
}

/** For $EDITOR: what it is in lines that are no part of it, for JSON has no room for remarks. */
export function editorText(about: string, value: unknown): string {
  const json = typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2);
  return `# ${about}\n${json}\n`;
}

/** What came back from $EDITOR; no JSON stays as it was written. */
export function fromEditorText(written: string): unknown {
  const words = written.replace(/^#.*$/gm, "").trim();
  if (words === "") return null;
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}
