/** What an API token may be used for: a closed list. A scope narrows what its agent may do, and never gives more. */

import { UserError } from "../errors.ts";
import { meant } from "../nearest.ts";
import { joined, said } from "../said.ts";

export const scopes = {
  "tickets:read": "read tickets, queues and what can be chosen",
  "tickets:write": "read and change tickets, write replies and notes",
  account: "the agent's own login: password, second factor, sessions and tokens",
  admin: "administration, where the agent is an administrator",
} as const;

export type Scope = keyof typeof scopes;

/** `all` is everything the agent may do: a login with a password, or a token without a list. */
export type HeldScopes = "all" | readonly Scope[];

const implied: Partial<Record<Scope, readonly Scope[]>> = { "tickets:write": ["tickets:read"] };

/** @param wanted `any` is content with every token */
export function covers(held: HeldScopes, wanted: Scope | "any"): boolean {
  if (held === "all" || wanted === "any") return true;
  return held.some((scope) => scope === wanted || implied[scope]?.includes(wanted));
}

/** @throws UserError that names what there is */
export function scopesFrom(names: readonly string[]): readonly Scope[] {
  const known = Object.keys(scopes) as Scope[];
  const found = names.map((name) => {
    const scope = known.find((one) => one === name.trim());
    if (scope !== undefined) return scope;
    throw new UserError(said`there is no scope "${name}"`, {
      where: "scope",
      mend: joined([meant(name, known), said`There is: ${known.join(", ")}`], " "),
    });
  });
  return [...new Set(found)];
}

/** As gotrs_api_token keeps them; what it does not know gives nothing. */
export function storedScopes(text: string | null): HeldScopes {
  if (text === null) return "all";
  return Object.keys(scopes).filter((scope): scope is Scope => text.split(" ").includes(scope));
}
