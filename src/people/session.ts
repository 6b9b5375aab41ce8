/** An agent logs in with a password and out again; a session is a token that ends by itself. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../api/types.ts";
import type { Desk } from "../desk.ts";
import { AuthenticationError } from "../errors.ts";
import { type AgentPassword, agentPassword, isOwnDatabase, replacePassword } from "../store/agentPasswords.ts";
import type { Attempts } from "./attempts.ts";
import { hashPassword, isArgon, passwordMatches } from "./passwords.ts";
import { endToken, newToken } from "./tokens.ts";

/** Milliseconds before a "no": longer than any hash takes, so that its time tells nothing about the login. */
const refusalAfter = 400;

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Where they come from, to count failures by. */
  readonly address: string;
}

/**
 * Whose credentials these are.
 * @throws AuthenticationError the same for an unknown login, a wrong password and an agent that is not valid
 * @throws TooOftenError after too many of those
 */
export async function agentWith(desk: Desk, attempts: Attempts, credentials: Credentials): Promise<AgentPassword> {
  const { login, password, address } = credentials;
  const succeeded = attempts.begin(login, address);
  const refusal = sleep(refusalAfter);
  const agent = await agentPassword(desk.store.db, login);
  const right = await passwordMatches(password, agent?.hash, login);
  if (agent === undefined || !agent.valid || !right) {
    await refusal;
    desk.log.warn({ login, address }, "a login failed");
    throw new AuthenticationError("login or password is wrong", { mend: "Try again, or ask an administrator" });
  }
  succeeded();
  return agent;
}

/** Begins a session. @throws what `agentWith` throws */
export async function logIn(desk: Desk, attempts: Attempts, credentials: Credentials): Promise<Session> {
  const agent = await agentWith(desk, attempts, credentials);
  // OTRS does not know argon2id: where it shares the database, its own forms stay.
  if (!isArgon(agent.hash) && (await isOwnDatabase(desk.store.db))) {
    await replacePassword(desk.store, agent.id, agent.hash, await hashPassword(credentials.password), desk.clock.now());
  }
  const expires = new Date(desk.clock.now().getTime() + desk.settings.http.sessionHours * 3_600_000);
  return { token: await newToken(desk, agent.login, "login", expires), expires: expires.toISOString() };
}

export async function logOut(desk: Desk, token: string): Promise<void> {
  await endToken(desk, token);
}
