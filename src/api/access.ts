/** Who may do what, who is let in, and who changed what, as administrators look at it. Times are ISO 8601. */

import type { Growing } from "./growing.ts";

/** What a user or a role holds for itself in a group. */
export interface GivenPermission {
  readonly kind: "user" | "role";
  readonly name: string;
  readonly group: string;
  readonly keys: readonly string[];
}

/** What an agent may do in a group in the end. */
export interface EffectivePermission {
  readonly group: string;
  readonly keys: readonly string[];
  /** `user ann`, `role second level`. */
  readonly from: readonly string[];
}

/** A login that nobody can try now, from some client or from everywhere. */
export interface LockedLogin {
  readonly kind: "agent" | "customer";
  readonly login: string;
  readonly until: string;
}

/** A sender whose mail nobody wants. */
export interface BlockView {
  /** address: with * for anything; domain: with all below it; ip: an address or a network. */
  readonly kind: Growing<"address" | "domain" | "ip">;
  readonly pattern: string;
  /** The sender is told; may be empty. */
  readonly reason: string;
  /** null: for ever. */
  readonly expires: string | null;
  readonly created: string;
}

/** Why somebody can log in or not, in the language of whoever asked. */
export interface LoginTest {
  /** Whether they can. */
  readonly good: boolean;
  readonly findings: readonly {
    readonly good: boolean;
    readonly text: string;
    /** What to do; null where all is well. */
    readonly mend: string | null;
  }[];
}

export interface AuditView {
  readonly id: number;
  readonly time: string;
  /** Login of who did it, as it was then. */
  readonly by: string;
  readonly thing: string;
  readonly key: string;
  readonly action: string;
  /** Field → what it was and is. */
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}
