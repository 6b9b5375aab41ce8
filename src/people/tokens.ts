/** API tokens: made, shown once, known again by their digest. */
import { createHash, randomBytes } from "node:crypto";
import type { Actor, Desk } from "../desk.ts";
import { AuthenticationError } from "../errors.ts";
import { addToken, disableTokenByDigest, loginOfToken } from "../store/apiTokens.ts";
import { actorByLogin } from "./permissions.ts";

const prefix = "gotrs_";

const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** @returns the token itself; it cannot be read again */
export async function newToken(desk: Desk, login: string, name: string, expires?: Date): Promise<string> {
  const { userId } = await actorByLogin(desk, login);
  const token = prefix + randomBytes(32).toString("base64url");
  await addToken(desk.store, { userId, name, digest: digestOf(token), expires }, desk.clock.now());
  return token;
}

/** @throws AuthenticationError for a token that is unknown, disabled or expired */
export async function actorByToken(desk: Desk, token: string): Promise<Actor> {
  const login = await loginOfToken(desk.store.db, digestOf(token), desk.clock.now());
  if (login !== undefined) return await actorByLogin(desk, login);
  throw new AuthenticationError("the token is not valid", { mend: "Make one: gotrs admin token add --user LOGIN" });
}

export async function endToken(desk: Desk, token: string): Promise<void> {
  await disableTokenByDigest(desk.store, digestOf(token));
}
