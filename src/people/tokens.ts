/** Personal API tokens: made, shown once, listed and ended by their agent. What administrators do with them: admin/modules/token.ts. */

import type { TokenView } from "../api/people.ts";
import { fromDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { NotFoundError, PermissionError, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { addToken, changeToken, type TokenRow, tokenRows } from "../store/apiTokens.ts";
import { addAuditOf } from "../store/auditTrail.ts";
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
  { userId, login }: Actor,
  { name, scopes, expires }: TokenRequest,
  by: HeldScopes = "all",
): Promise<{ readonly id: number; readonly token: string }> {
  const now = desk.clock.now();
  if (scopes !== "all" && scopes.length === 0) {
    throw new UserError(said`a token without a scope opens nothing`, {
      where: "scopes",
      mend: said`Name at least one`,
    });
  }
  if (expires !== undefined && expires <= now) {
    throw new UserError(said`the token would have expired already`, {
      where: "expires",
      mend: said`Name a time to come`,
    });
  }
  const lacking = scopes === "all" ? by !== "all" : scopes.some((scope) => !covers(by, scope));
  if (lacking)
    throw new PermissionError(said`a token cannot make one that may more than itself`, { mend: said`Log in` });
  const { text, digest } = newSecret("token");
  const stored = scopes === "all" ? null : scopes.join(" ");
  const row = { userId, name, digest, scopes: stored, expires };
  const changes = { scopes: [null, scopes], expires: [null, expires?.toISOString() ?? null] } as const;
  const id = await desk.store.transaction(async (tx) => {
    await addAuditOf(tx, { userId, login, thing: "token", key: `${login}: ${name}`, action: "add", changes }, now);
    return await addToken(tx, row, now);
  });
  return { id, token: text };
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

/** One of the agent's own. @throws NotFoundError */
export async function endToken({ store, clock }: Desk, { userId, login }: Actor, id: number): Promise<void> {
  await store.transaction(async (tx) => {
    const token = (await tokenRows(tx, userId)).find((row) => row.id === id);
    if (token === undefined)
      throw new NotFoundError(said`there is no token ${id}`, { mend: said`See the list of tokens` });
    if (!token.valid) return;
    await changeToken(tx, id, { valid: false });
    const key = `${login}: ${token.name}`;
    const changes = { valid: [true, false] } as const;
    await addAuditOf(tx, { userId, login, thing: "token", key, action: "disable", changes }, clock.now());
  });
}
