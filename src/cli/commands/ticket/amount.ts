/** Numbers with decimals, and fields with their values, on the command line. */
import { InvalidArgumentError } from "commander";
import type { FieldValues } from "../../../api/ticket.ts";

/** @throws InvalidArgumentError, which commander tells with the option's name */
export function amount(text: string): number {
  if (/^-?\d{1,8}(?:\.\d{1,2})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is to be a number with up to two decimals.");
}

/** `Name=value`, several times; a field named twice holds both, one without a value none. @throws InvalidArgumentError */
export function fieldValue(text: string, before: FieldValues = {}): FieldValues {
  const [, name, value = ""] = /^([A-Za-z0-9]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError("It is to be NAME=VALUE.");
  const known = before[name];
  if (known === undefined) return { ...before, [name]: value === "" ? null : value };
  return { ...before, [name]: [...(Array.isArray(known) ? known : [String(known)]), value] };
}
