/** Secrets for once or for a while: random, told apart by how they begin, known again by their digest. Keeps none. */
import { createHash, randomBytes } from "node:crypto";

const prefixes = { token: "gotrs_", session: "gotrs-session_", reset: "" } as const;

export interface Secret {
  /** Shown once. */
  readonly text: string;
  readonly digest: string;
}

export function newSecret(kind: keyof typeof prefixes): Secret {
  const text = prefixes[kind] + randomBytes(32).toString("base64url");
  return { text, digest: digestOf(text) };
}

export function isSession(bearer: string): boolean {
  return bearer.startsWith(prefixes.session);
}

/** Its SHA-256 in hexadecimal digits. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
