/** What each source of passwords says of a login, step by step, for diagnosis. Changes nothing, and counts as no login. */
import type { Desk } from "../desk.ts";
import { isExpected } from "../errors.ts";
import { askDirectory } from "../ldap/ask.ts";
import { hostOf } from "../ldap/conversation.ts";
import { directoryFailure } from "../ldap/failure.ts";
import type { Finding } from "../network/finding.ts";
import { addressesOf } from "../network/names.ts";
import { formOf } from "../people/otrsHashes.ts";
import { passwordSources } from "../people/passwordSources.ts";
import { isArgon, passwordMatches } from "../people/passwords.ts";
import { joined, said, sayable } from "../said.ts";
import { type Person, type PersonKind, personByLogin } from "../store/passwords.ts";
import { type Asked, directoriesFor } from "./directories.ts";
import { rowOf } from "./newcomer.ts";

export interface Sources {
  /** The login that a source knows, and would let in; undefined when none does. */
  readonly known: string | undefined;
  readonly findings: readonly Finding[];
}

/** Up to the first that lets them in. @param password only looked for, not tried, where it is undefined */
export async function findInSources(
  desk: Desk,
  kind: PersonKind,
  login: string,
  password: string | undefined,
): Promise<Sources> {
  const findings: Finding[] = [];
  for (const one of doors(desk, kind)) {
    const found = await one(login, password);
    findings.push(...found.findings);
    // That others do not know them is no fault then.
    if (found.known !== undefined) return { known: found.known, findings: findings.map(settled) };
  }
  return { known: undefined, findings };
}

type Door = (login: string, password: string | undefined) => Promise<Sources>;

function doors(desk: Desk, kind: PersonKind): readonly Door[] {
  return passwordSources(desk, kind).flatMap((source): readonly Door[] =>
    source === "database"
      ? [(login, password) => inDatabase(desk, kind, login, password)]
      : directoriesFor(desk, kind).map((asked) => (login, password) => inDirectory(desk, kind, asked, login, password)),
  );
}

function settled(finding: Finding): Finding {
  return finding.good || finding.fault ? finding : { good: true, text: finding.text };
}

async function inDatabase(desk: Desk, kind: PersonKind, login: string, password: string | undefined): Promise<Sources> {
  const person = await personByLogin(desk.store.db, kind, login);
  if (person === undefined) return { known: undefined, findings: [] };
  const findings = [form(person)];
  if (password !== undefined) findings.push(await tried(person, password));
  return { known: findings.every(({ good }) => good) ? person.login : undefined, findings };
}

function form({ hash }: Person): Finding {
  const name = isArgon(hash) ? "argon2id" : formOf(hash);
  if (name !== undefined) return { good: true, text: said`there is a password, stored as ${name}` };
  return {
    good: false,
    text:
      hash === "" ? said`there is no password` : said`what is stored as the password is no hash that a password has`,
    mend: said`Set a new password`,
  };
}

async function tried({ hash, login }: Person, password: string): Promise<Finding> {
  if (await passwordMatches(password, hash, login)) return { good: true, text: said`the password is right` };
  return { good: false, text: said`the password is wrong`, mend: said`Mind case and blanks, or set a new one` };
}

async function inDirectory(
  desk: Desk,
  kind: PersonKind,
  { directory, question, newcomer }: Asked,
  login: string,
  password: string | undefined,
): Promise<Sources> {
  const findings: Finding[] = [];
  const say = (finding: Finding) => findings.push({ ...finding, text: joined([directory.name, finding.text], ": ") });
  try {
    await names(directory, say);
    const { person } = await askDirectory(directory, { ...question, login, password }, say);
    if (person === undefined) return { known: undefined, findings };
    const { create } = newcomer(person);
    if ((await rowOf(desk, kind, person.login)) !== undefined) return { known: person.login, findings };
    if (create) say({ good: true, text: said`${sayable(kind)} "${person.login}" is made at the first login` });
    else
      say({
        good: false,
        text: said`there is no ${sayable(kind)} "${person.login}" here`,
        mend: said`Add them, or set create: true`,
      });
    return { known: create ? person.login : undefined, findings };
  } catch (error) {
    if (!isExpected(error)) throw error;
    const { where, told } = error;
    const text = joined([where === directory.name ? undefined : where, told.what], ": ");
    say({ good: false, text, fault: true, ...(told.mend === undefined ? {} : { mend: told.mend }) });
    return { known: undefined, findings };
  }
}

async function names(directory: Asked["directory"], say: (finding: Finding) => void): Promise<void> {
  for (const host of new Set(directory.url.map((url) => hostOf(url).host))) {
    try {
      say({ good: true, text: await addressesOf(host) });
    } catch (error) {
      const failure = directoryFailure(error, directory, { host, port: 0 }, "connect");
      if (!isExpected(failure)) throw failure;
      const { what, mend } = failure.told;
      say({ good: false, text: what, fault: true, ...(mend === undefined ? {} : { mend }) });
    }
  }
}
