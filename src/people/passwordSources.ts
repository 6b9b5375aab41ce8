/** Where passwords of agents or customers are judged, by the settings; asks nobody. */
import type { Desk } from "../desk.ts";
import type { PersonKind } from "../store/passwords.ts";

export type PasswordSource = "directory" | "database";

/** In the order in which they are asked. */
export function passwordSources({ settings }: Desk, kind: PersonKind): readonly PasswordSource[] {
  const { ldap, login, customer } = settings;
  const [sources, directories] =
    kind === "agent" ? [login.passwords, ldap.agents] : [customer.passwords, ldap.customers];
  return sources.filter((source) => source === "database" || directories.length > 0);
}

/** Whether a password is kept here; who has none and may be a directory's gets none of ours. */
export function isOurs(desk: Desk, { kind, hash }: { readonly kind: PersonKind; readonly hash: string }): boolean {
  const sources = passwordSources(desk, kind);
  return sources.includes("database") && (hash !== "" || !sources.includes("directory"));
}
