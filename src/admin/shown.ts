/** Entries for people and programs: without secrets, with long values cut. */
import { createHash } from "node:crypto";
import type { Field, Value, Values } from "./field.ts";
import type { AdminModule, Entry } from "./module.ts";

/** As JSON: id first, no secrets. */
export function viewOf(module: AdminModule, { id, values }: Entry): Values {
  return { id, ...openValues(module, values) };
}

/** The fields that may be shown, in their order. */
export function openValues(module: AdminModule, values: Values): Values {
  const names = Object.entries(module.fields).filter(([, { kind }]) => kind !== "secret");
  return Object.fromEntries(names.map(([name, field]) => [name, withoutSecrets(field, values[name] ?? null)]));
}

/** A value without the secrets that are only a part of it. */
export function withoutSecrets(field: Field, value: Value): Value {
  return field.kind === "structure" && field.mask !== undefined && value !== null ? field.mask(value) : value;
}

/** For the audit trail and for differences: secrets and files only as a mark. */
export function maskedValue(field: Field, value: Value): Value {
  if (value === null) return null;
  if (field.kind === "secret") return "(secret)";
  if (field.kind !== "file") return withoutSecrets(field, value);
  const octets = Buffer.from(String(value), "base64");
  return `(${octets.length} octets, SHA-256 ${createHash("sha256").update(octets).digest("hex").slice(0, 12)})`;
}

/** On a line for a person. */
export function lineOfValue(field: Field, value: Value): string {
  const masked = maskedValue(field, value);
  if (masked === null || masked === "") return "-";
  if (field.kind === "structure" && field.toText !== undefined) {
    return field.list && Array.isArray(masked) ? masked.map(field.toText).join(", ") || "-" : field.toText(masked);
  }
  if (typeof masked === "boolean") return masked ? "yes" : "no";
  if (Array.isArray(masked)) return masked.map(String).join(", ") || "-";
  if (field.kind === "grants" && typeof masked === "object") {
    return (
      Object.entries(masked)
        .map(([group, keys]) => `${group}=${String(keys)}`)
        .join(" ") || "-"
    );
  }
  return typeof masked === "object" ? JSON.stringify(masked) : String(masked);
}

/** `generatePassword`. */
export function generatingOption(name: string): string {
  return `generate${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
