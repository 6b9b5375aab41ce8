/** Configuration as it was found, before it is judged. */
import { keyNames, keys } from "./keys.ts";

/** A value as it was found, and where. */
export interface Found {
  readonly value: unknown;
  readonly where: string;
}
export type FoundKeys = Map<string, Found>;

export const secretNames = keyNames.filter((name) => keys[name].secret);
/** Every name that may be written, `…File` forms of secrets included. */
export const writable = [...keyNames, ...secretNames.map((name) => `${name}File`)];

/** A value in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Why a file could not be read, in one word. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
