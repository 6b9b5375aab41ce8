/** An agent logs in with a password. What follows, the session, is sessions.ts's. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../api/types.ts";
import type { Desk } from "../desk.ts";
import { AuthenticationError } from "../errors.ts";
import { type AgentPassword, agentPassword, isOwnDatabase, rehashPassword } from "../store/agentPasswords.ts";
import type { Attempts } from "./attempts.ts";
import { hashPassword, isArgon, passwordMatches } from "./passwords.ts";
import { beginSession, type Origin, passwordMark } from "./sessions.ts";

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
export async function logIn(desk: Desk, attempts: Attempts, credentials: Credentials & Origin): Promise<Session> {
  const agent = await agentWith(desk, attempts, credentials);
  const hash = await modernised(desk, agent, credentials.password);
  return await beginSession(desk, { userId: agent.id }, hash, {
    address: credentials.address,
    client: credentials.client,
  });
}

/** OTRS does not know argon2id: where it shares the database, its own forms stay. @returns the hash that is stored now */
async function modernised(desk: Desk, agent: AgentPassword, password: string): Promise<string> {
  if (isArgon(agent.hash) || !(await isOwnDatabase(desk.store.db))) return agent.hash;
  const next = await hashPassword(password);
  const marked = (hash: string) => ({ hash, mark: passwordMark(hash) });
  const done = await rehashPassword(desk.store, agent.id, marked(agent.hash), marked(next), desk.clock.now());
  return done ? next : agent.hash;
}
