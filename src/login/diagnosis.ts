/** Why somebody can log in or not, in words for an administrator. Changes nothing, and counts as no login. */
import type { Desk } from "../desk.ts";
import { meant } from "../nearest.ts";
import type { Finding } from "../network/finding.ts";
import { examineProvider } from "../oidc/diagnose.ts";
import { lockedLogins } from "../people/attempts.ts";
import { permissionsOf } from "../people/permissions.ts";
import { secondFactorState } from "../people/secondFactor.ts";
import { joined, said, sayable } from "../said.ts";
import { type Person, type PersonKind, personByLogin } from "../store/passwords.ts";
import { agentRows } from "../store/permissions.ts";
import { rowOf } from "./newcomer.ts";
import { providersFor } from "./signOn.ts";
import { findInSources } from "./sources.ts";

export interface Diagnosis {
  /** Whether they can log in. */
  readonly good: boolean;
  readonly findings: readonly Finding[];
}

/** @param password tried where it is given */
export async function diagnose(
  desk: Desk,
  kind: PersonKind,
  login: string,
  password: string | undefined,
): Promise<Diagnosis> {
  const { known, findings: judged } = await findInSources(desk, kind, login, password);
  const providers = await examined(desk, kind);
  const findings = [...judged, ...providers.flat()];
  const person = await (known === undefined ? personByLogin(desk.store.db, kind, login) : rowOf(desk, kind, known));
  if (person === undefined) {
    // Who is made at the first login has nothing else to be looked at.
    if (known !== undefined) return { good: true, findings };
    return { good: false, findings: [...findings, await unknown(desk, kind, login)] };
  }
  const further = [await locked(desk, person), await factor(desk, person)];
  if (kind === "agent" && person.valid) further.push(await queues(desk, person));
  // Whom a provider knows is its own to tell; a password that was given has to be right.
  const byProvider = password === undefined && providers.some((some) => some.every((one) => one.good));
  const good = (known !== undefined || byProvider) && [validity(person), ...further].every((one) => one.good);
  return { good, findings: [validity(person), ...findings, ...further] };
}

async function examined(desk: Desk, kind: PersonKind): Promise<readonly (readonly Finding[])[]> {
  return await Promise.all(providersFor(desk, kind).map((one) => examineProvider(one, kind === "agent")));
}

async function unknown(desk: Desk, kind: PersonKind, login: string): Promise<Finding> {
  const known = kind === "agent" ? (await agentRows(desk.store.db)).map((agent) => agent.login) : [];
  return {
    good: false,
    text: said`there is no ${sayable(kind)} "${login}"`,
    ...(kind === "agent" && { mend: joined([meant(login, known), said`Logins of agents have case`], " ") }),
  };
}

function validity({ kind, login, valid }: Person): Finding {
  if (valid) return { good: true, text: said`${sayable(kind)} "${login}" is valid` };
  return { good: false, text: said`${sayable(kind)} "${login}" is not valid`, mend: said`Make the row valid again` };
}

async function locked(desk: Desk, { kind, login }: Person): Promise<Finding> {
  const lock = (await lockedLogins(desk)).find((one) => one.kind === kind && one.login === login.toLowerCase());
  if (lock === undefined) return { good: true, text: said`the login is not locked` };
  const customer = kind === "customer" ? " --customer" : "";
  return {
    good: false,
    text: said`it failed too often and waits until ${lock.until.slice(0, 16).replace("T", " ")}Z, at least from one client`,
    mend: said`Let them try again: lock in the terminal's administration, or gotrs admin auth unlock ${login + customer}`,
  };
}

async function factor(desk: Desk, person: Person): Promise<Finding> {
  const { enabled, recoveryCodesLeft } = await secondFactorState(desk, person);
  if (enabled)
    return { good: true, text: said`a second factor is asked for; ${recoveryCodesLeft} recovery codes are left` };
  if (person.kind === "customer" || !desk.settings.login.requireSecondFactor) {
    return { good: true, text: said`no second factor is asked for` };
  }
  return {
    good: false,
    text: said`login.requireSecondFactor asks for a second factor, and there is none`,
    mend: said`They make one when they log in, or you: gotrs admin auth enrol ${person.login}`,
  };
}

async function queues(desk: Desk, { id, login }: Person): Promise<Finding> {
  const { visibleQueues } = await permissionsOf(desk, { userId: id, login });
  const count = visibleQueues.filter(({ valid }) => valid).length;
  if (count > 0) return { good: true, text: count === 1 ? said`they see one queue` : said`they see ${count} queues` };
  return {
    good: true,
    text: said`they see no queue`,
    mend: said`Give ro on a queue's group, to them or a role of theirs`,
  };
}
