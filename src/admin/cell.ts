/** The values of fields and what their columns hold: yes and no as 1 and 0, names as ids, octets as base64. */
import type { ColumnPlace, Field, Reading, Value, Writing } from "./field.ts";
import { yamlText, yamlValue } from "./yaml.ts";

export async function readCell(reading: Reading, field: Field, stored: unknown, at: ColumnPlace): Promise<Value> {
  if (at.from !== undefined) return at.from(stored);
  if (field.kind === "reference") return await nameOf(reading, field.to, field.none, stored);
  if (at.as === "bytes") return reading.codec.toBytes(stored as Buffer | string).toString("base64");
  if (at.as === "yaml") {
    return stored === null || stored === undefined ? null : yamlValue(reading.codec.toText(stored as Buffer | string));
  }
  if (stored === null || stored === undefined) return field.kind === "longText" ? "" : (defaultOf(field) ?? null);
  switch (field.kind) {
    case "boolean":
      return Number(stored) === 1;
    case "integer":
      return Number(stored);
    case "longText":
      return String(stored);
    case "structure":
      return typeof stored === "string" ? stored : Number(stored);
    default:
      return stored === "" ? null : String(stored);
  }
}

/** Numbers and choices that OTRS leaves out mean what `add` takes; a text that is not there is none. */
function defaultOf(field: Field): Value | undefined {
  return field.kind === "integer" || field.kind === "boolean" || field.kind === "choice" ? field.default : undefined;
}

async function nameOf(reading: Reading, to: string, none: unknown, stored: unknown): Promise<Value> {
  if (stored === null || stored === undefined || stored === none) return null;
  const id = stored as string | number;
  return (await reading.names(to)).nameOf(id) ?? `#${id}`;
}

/** @throws Error when a name that was checked is gone */
export async function cellFor(writing: Writing, field: Field, at: ColumnPlace, value: Value): Promise<unknown> {
  if (at.to !== undefined) return at.to(value);
  if (field.kind === "reference") {
    if (value === null) return field.none ?? null;
    return idOf(await writing.names(field.to), String(value));
  }
  if (at.as === "bytes") return writing.codec.fromBytes(Buffer.from(String(value ?? ""), "base64"));
  if (at.as === "yaml") return value === null ? null : writing.codec.fromText(yamlText(value));
  if (value === null) return at.notNull ? "" : null;
  if (field.kind === "boolean") return value === true ? 1 : 0;
  return value;
}

/** @throws Error when there is none: names are checked before anything is written */
export function idOf(names: { idOf(name: string): string | number | undefined }, name: string): string | number {
  const id = names.idOf(name);
  if (id === undefined) throw new Error(`"${name}" is gone while it was written`);
  return id;
}
