/** Whether this program and the daemon are of one version, and what to say when they are not. Pure. */
import { text } from "./messages.ts";

export type Versions =
  | { readonly kind: "same" }
  /** They get along: the API is of the same generation. */
  | { readonly kind: "other"; readonly said: string }
  | { readonly kind: "strange"; readonly said: string };

export function compareVersions(own: string, daemon: string): Versions {
  if (own === daemon) return { kind: "same" };
  const major = (version: string): string => version.split(".")[0] ?? "";
  return major(own) === major(daemon)
    ? { kind: "other", said: text("say.otherVersion", { daemon, own }) }
    : { kind: "strange", said: text("wrong.strangeVersion", { daemon, own }) };
}
