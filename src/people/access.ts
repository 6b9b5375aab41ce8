/** Who a bearer token lets in, and for what. Where it comes from, and what a resource asks for, are the edge's to know. */

import type { Actor, Desk } from "../desk.ts";
import { AuthenticationError, PermissionError } from "../errors.ts";
import { said } from "../said.ts";
import { tokenByDigest, touchToken } from "../store/apiTokens.ts";
import { covers, type HeldScopes, type Scope, storedScopes } from "./scopes.ts";
import { hasSecondFactor } from "./secondFactor.ts";
import { digestOf, isSession } from "./secrets.ts";
import { sessionOf } from "./sessions.ts";

export interface Access {
  readonly actor: Actor;
  readonly scopes: HeldScopes;
  /** undefined for an API token and over the Unix socket. */
  readonly sessionId: number | undefined;
  /** The agent has none yet, and the settings ask for one: nothing but setting it up is open. */
  readonly secondFactorMissing?: true;
}

/** @throws AuthenticationError for a token that is unknown, disabled, expired, or a customer's */
export async function accessByToken(desk: Desk, bearer: string): Promise<Access> {
  if (isSession(bearer)) {
    const { id, userId, login } = await sessionOf(desk, bearer);
    if (userId === null)
      throw new AuthenticationError(said`this login is a customer's`, { mend: said`Log in as an agent` });
    const access: Access = { actor: { userId, login }, scopes: "all", sessionId: id };
    if (!desk.settings.login.requireSecondFactor || (await hasSecondFactor(desk, { kind: "agent", id: userId }))) {
      return access;
    }
    return { ...access, scopes: ["account"], secondFactorMissing: true };
  }
  const now = desk.clock.now();
  const token = await tokenByDigest(desk.store.db, digestOf(bearer), now);
  if (token === undefined) {
    throw new AuthenticationError(said`the token is not valid`, {
      mend: said`Make one: gotrs admin token add --user LOGIN`,
    });
  }
  await touchToken(desk.store, token, now);
  const scopes = storedScopes(token.scopes);
  return {
    actor: { userId: token.userId, login: token.login, ...(scopes !== "all" && { scoped: true }) },
    scopes,
    sessionId: undefined,
  };
}

/** @throws PermissionError naming the scope that the token lacks */
export function requireScope({ actor, scopes, secondFactorMissing }: Access, wanted: Scope | "any"): void {
  if (covers(scopes, wanted)) return;
  if (secondFactorMissing) {
    throw new PermissionError(said`a second factor is required here, and you have none yet`, {
      mend: said`Ask an administrator for: gotrs admin auth enrol ${actor.login}; programs use POST /api/v1/me/second-factor`,
    });
  }
  throw new PermissionError(said`this token lacks the scope ${wanted}`, {
    mend: said`Use one that has it: gotrs admin token add --user LOGIN --scope ${wanted}`,
  });
}
