/** Values of administration in words, and words that were typed as values. Pure. */
import type { ThingField } from "../client/administration.ts";
import { text } from "../messages.ts";
import { safeLine } from "../text/safe.ts";
import { sizeOf } from "../text/times.ts";

/** In one line; empty for nothing. */
export function wordsOf(field: Pick<ThingField, "kind">, value: unknown): string {
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
      return safeLine(plainWords(value));
  }
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
  if (Array.isArray(value) && value.every((one) => typeof one !== "object")) return value.join(", ");
  return Object.keys(value).length === 0 ? "" : JSON.stringify(value);
}

/** What a line begins with when the field is typed. */
export function startOf({ items }: ThingField, value: unknown): string {
  if (value === null || value === undefined) return "";
  return items !== undefined && Array.isArray(value) ? value.map(plainWords).join(", ") : plainWords(value);
}

/** What was typed, as the API takes it; what does not fit stays as it is, to be told and mended. */
export function typedValue({ kind, items }: ThingField, typed: string): unknown {
  const words = typed.trim();
  if (items !== undefined) {
    const list = words.split(",").map((one) => one.trim());
    return list.filter((one) => one !== "").map((one) => (items === "integer" ? numberOr(one) : one));
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
