/** A person logs in, with a password and, where they have one, a second factor. Whose it is, is judge.ts's; the session, people's. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../api/people.ts";
import type { Desk } from "../desk.ts";
import { AuthenticationError, TemporaryError } from "../errors.ts";
import { type Attempt, beginAttempt } from "../people/attempts.ts";
import type { PasswordSource } from "../people/passwordSources.ts";
import { hashPassword, isArgon } from "../people/passwords.ts";
import { hasSecondFactor, spendCode } from "../people/secondFactor.ts";
import { type Origin, passwordMark } from "../people/sessions.ts";
import { said } from "../said.ts";
import { isOwnDatabase, type Person, type PersonKind, rehashPassword } from "../store/passwords.ts";
import { admit } from "./admit.ts";
import { judge } from "./judge.ts";

/** Milliseconds before a "no": longer than any hash takes, so that its time tells nothing about the login. */
const refusalAfter = 400;

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Where they come from, to count failures by. */
  readonly address: string;
}

/**
 * The agent whose login and password these are: for programs, which know no second factor.
 * @throws AuthenticationError the same for an unknown login, a wrong password and an agent that is not valid
 * @throws TooOftenError after too many of those, TemporaryError when a directory that might know them does not answer
 */
export async function agentWith(desk: Desk, credentials: Credentials): Promise<Person> {
  const attempt = await beginAttempt(desk, credentials, "agent");
  const { person: agent, by } = await personWith(desk, "agent", attempt, credentials);
  const told = { kind: "agent", login: agent.login, address: credentials.address };
  if (await hasSecondFactor(desk, agent)) {
    desk.log.warn({ ...told, why: ["programs have no second factor"] }, "a login failed");
    throw new AuthenticationError(said`this login needs a second factor`, { mend: said`Use one of smtp.users here` });
  }
  await attempt.succeeded();
  desk.log.info({ ...told, client: "SMTP", by }, "logged in");
  return agent;
}

export interface LoginRequest extends Credentials, Origin {
  /** Of a second factor: six digits, or a recovery code. */
  readonly code?: string;
}

/** Begins a session. @throws what `agentWith` throws; AuthenticationError with `missing` when a code is asked for */
export async function logIn(desk: Desk, kind: PersonKind, request: LoginRequest): Promise<Session> {
  const attempt = await beginAttempt(desk, request, kind);
  const { person, by } = await personWith(desk, kind, attempt, request);
  await checkSecondFactor(desk, attempt, person, request);
  await attempt.succeeded();
  const hash = by === "database" ? await modernised(desk, person, request.password) : person.hash;
  return await admit(desk, { person, by, hash }, request);
}

async function checkSecondFactor(desk: Desk, attempt: Attempt, person: Person, request: LoginRequest): Promise<void> {
  if (!(await hasSecondFactor(desk, person))) return;
  if (request.code === undefined || request.code.trim() === "") {
    await attempt.withdraw();
    throw new AuthenticationError(said`a second factor is needed`, {
      mend: said`Send the code of your authenticator, or a recovery code`,
      missing: ["code"],
    });
  }
  if (await spendCode(desk, person, request.code)) return;
  const told = { kind: person.kind, login: person.login, address: request.address };
  desk.log.warn({ ...told, why: ["the second factor was wrong"] }, "a login failed");
  throw new AuthenticationError(said`the code is wrong, or was used already`, {
    mend: said`Wait for the next one and try again`,
    missing: ["code"],
  });
}

async function personWith(
  desk: Desk,
  kind: PersonKind,
  attempt: Attempt,
  credentials: Credentials,
): Promise<{ readonly person: Person; readonly by: PasswordSource }> {
  const { login, address } = credentials;
  const refusal = sleep(refusalAfter);
  const { known, reasons, incomplete, guessed } = await judge(desk, kind, credentials);
  if (known?.person.valid) return known;
  await refusal;
  const why = known === undefined ? reasons : [`${kind} "${known.person.login}" is not valid`];
  desk.log.warn({ kind, login, address, why }, "a login failed");
  if (known !== undefined || !incomplete) {
    throw new AuthenticationError(said`login or password is wrong`, { mend: said`Try again, or ask an administrator` });
  }
  // Nobody is to wait for a directory's fault; but whatever is down, our own passwords are not for guessing.
  if (!guessed) await attempt.withdraw();
  throw new TemporaryError(said`the directory that knows logins and passwords does not answer`, {
    mend: said`Try again later; the log of gotrs tells an administrator what to do`,
  });
}

/** OTRS does not know argon2id: where it shares the database, its own forms stay. @returns the hash that is stored now */
async function modernised(desk: Desk, person: Person, password: string): Promise<string> {
  if (isArgon(person.hash) || !(await isOwnDatabase(desk.store.db))) return person.hash;
  const next = await hashPassword(password);
  const marked = (hash: string) => ({ hash, mark: passwordMark(hash) });
  const done = await rehashPassword(desk.store, person, marked(person.hash), marked(next), desk.clock.now());
  return done ? next : person.hash;
}
