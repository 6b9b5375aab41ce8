/** Personal API tokens: made, shown once, listed and ended by their agent or an administrator. */
import type { TokenView } from "../api/people.ts";
import { fromDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, PermissionError, UserError } from "../errors.ts";
import { addToken, disableToken, type TokenRow, tokenRows } from "../store/apiTokens.ts";
import { covers, type HeldScopes, type Scope, storedScopes } from "./scopes.ts";
import { newSecret } from "./secrets.ts";

export interface TokenRequest {
  readonly name: string;
  /** `all`: whatever the agent may do. */
  readonly scopes: HeldScopes;
  readonly expires?: Date | undefined;
}

/**
 * @param by scopes of who makes it: a token cannot make one that may more
 * @returns the token itself; it cannot be read again
 * @throws UserError, PermissionError
 */
export async function newToken(
  desk: Desk,
  { userId }: Actor,
  { name, scopes, expires }: TokenRequest,
  by: HeldScopes = "all",
): Promise<{ readonly id: number; readonly token: string }> {
  const now = desk.clock.now();
  if (scopes !== "all" && scopes.length === 0) {
    throw new UserError("a token without a scope opens nothing", { where: "scopes", mend: "Name at least one" });
  }
  if (expires !== undefined && expires <= now) {
    throw new UserError("the token would have expired already", { where: "expires", mend: "Name a time to come" });
  }
  const lacking = scopes === "all" ? by !== "all" : scopes.some((scope) => !covers(by, scope));
  if (lacking) throw new PermissionError("a token cannot make one that may more than itself", { mend: "Log in" });
  const { text, digest } = newSecret("token");
  const stored = scopes === "all" ? null : scopes.join(" ");
  const row = { userId, name, digest, scopes: stored, expires };
  return { id: await desk.store.transaction((tx) => addToken(tx, row, now)), token: text };
}

/** @param userId undefined for everybody's */
export async function listTokens(desk: Desk, userId?: number): Promise<readonly TokenView[]> {
  return (await tokenRows(desk.store.db, userId)).map((row) => viewOf(row, desk.clock.now()));
}

function viewOf({ id, name, login, scopes, created, expires, lastUsed, valid }: TokenRow, now: Date): TokenView {
  const iso = (time: string | null): string | null => (time === null ? null : fromDbTime(time).toISOString());
  const held: "all" | readonly Scope[] = storedScopes(scopes);
  const over = expires !== null && fromDbTime(expires) <= now;
  return {
    id,
    name,
    login,
    scopes: held === "all" ? null : held,
    created: fromDbTime(created).toISOString(),
    expires: iso(expires),
    lastUsed: iso(lastUsed),
    valid: valid && !over,
  };
}

/** @param userId only if it is this agent's. @throws NotFoundError */
export async function endToken(desk: Desk, id: number, userId?: number): Promise<void> {
  if (await disableToken(desk.store, id, userId)) return;
  throw new NotFoundError(`there is no token ${id}`, { mend: "See `gotrs admin token list`" });
}
