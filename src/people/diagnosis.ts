/** Why somebody can log in or not, in words for an administrator. Changes nothing, and counts as no login. */
import { closest } from "fastest-levenshtein";
import type { Desk } from "../desk.ts";
import { type Person, type PersonKind, personByLogin } from "../store/passwords.ts";
import { agentRows } from "../store/permissions.ts";
import { lockedLogins } from "./attempts.ts";
import { formOf } from "./otrsHashes.ts";
import { isArgon, passwordMatches } from "./passwords.ts";
import { permissionsOf } from "./permissions.ts";
import { secondFactorState } from "./secondFactor.ts";

export interface Finding {
  /** Whether it lets them in. */
  readonly good: boolean;
  readonly text: string;
  /** What to do; undefined where all is well. */
  readonly mend?: string;
}

/** @param password tried where it is given */
export async function diagnose(
  desk: Desk,
  kind: PersonKind,
  login: string,
  password: string | undefined,
): Promise<readonly Finding[]> {
  const person = await personByLogin(desk.store.db, kind, login);
  if (person === undefined) return [await unknown(desk, kind, login)];
  const findings = [validity(person), form(person)];
  if (password !== undefined) findings.push(await tried(person, password));
  findings.push(await locked(desk, person), await factor(desk, person));
  if (kind === "agent" && person.valid) findings.push(await queues(desk, person));
  return findings;
}

async function unknown(desk: Desk, kind: PersonKind, login: string): Promise<Finding> {
  const known = kind === "agent" ? (await agentRows(desk.store.db)).map((agent) => agent.login) : [];
  const near = known.length === 0 ? "" : `Did you mean ${closest(login, known)}? `;
  return { good: false, text: `there is no ${kind} "${login}"`, mend: `${near}Logins of agents have case` };
}

function validity({ kind, login, valid }: Person): Finding {
  if (valid) return { good: true, text: `${kind} "${login}" is valid` };
  return { good: false, text: `${kind} "${login}" is not valid`, mend: "Make the row valid again" };
}

function form({ hash }: Person): Finding {
  const name = isArgon(hash) ? "argon2id" : formOf(hash);
  if (name !== undefined) return { good: true, text: `there is a password, stored as ${name}` };
  return {
    good: false,
    text: hash === "" ? "there is no password" : "what is stored as the password is no hash that a password has",
    mend: "Set a new password",
  };
}

async function tried({ hash, login }: Person, password: string): Promise<Finding> {
  if (await passwordMatches(password, hash, login)) return { good: true, text: "the password is right" };
  return { good: false, text: "the password is wrong", mend: "Mind case and blanks, or set a new one" };
}

async function locked(desk: Desk, { kind, login }: Person): Promise<Finding> {
  const lock = (await lockedLogins(desk)).find((one) => one.kind === kind && one.login === login.toLowerCase());
  if (lock === undefined) return { good: true, text: "the login is not locked" };
  const customer = kind === "customer" ? " --customer" : "";
  return {
    good: false,
    text: `it failed too often and waits until ${lock.until.slice(0, 16).replace("T", " ")}Z, at least from one client`,
    mend: `Let them try again: gotrs admin auth unlock ${login}${customer}`,
  };
}

async function factor(desk: Desk, person: Person): Promise<Finding> {
  const { enabled, recoveryCodesLeft } = await secondFactorState(desk, person);
  if (enabled)
    return { good: true, text: `a second factor is asked for; ${recoveryCodesLeft} recovery codes are left` };
  if (person.kind === "customer" || !desk.settings.login.requireSecondFactor) {
    return { good: true, text: "no second factor is asked for" };
  }
  return {
    good: false,
    text: "login.requireSecondFactor asks for a second factor, and there is none",
    mend: `Make one: gotrs admin auth enrol ${person.login}`,
  };
}

async function queues(desk: Desk, { id, login }: Person): Promise<Finding> {
  const { visibleQueues } = await permissionsOf(desk, { userId: id, login });
  const count = visibleQueues.filter(({ valid }) => valid).length;
  if (count > 0) return { good: true, text: `they see ${count} ${count === 1 ? "queue" : "queues"}` };
  return { good: true, text: "they see no queue", mend: "Give ro on a queue's group, to them or a role of theirs" };
}
