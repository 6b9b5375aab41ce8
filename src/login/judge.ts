/** Whose login and password these are, by the sources that are set, in their order. Counts no failures: login.ts does. */
import type { Desk } from "../desk.ts";
import { type PasswordSource, passwordSources } from "../people/passwordSources.ts";
import { passwordMatches } from "../people/passwords.ts";
import { type Person, type PersonKind, personByLogin } from "../store/passwords.ts";
import { personInDirectories } from "./directories.ts";

export interface Judgement {
  /** undefined when no source knows them by this password. */
  readonly known: { readonly person: Person; readonly by: PasswordSource } | undefined;
  readonly reasons: readonly string[];
  /** Whether a directory could not be asked: the answer may be another when it can. */
  readonly incomplete: boolean;
  /** Whether a password of ours could have been guessed. */
  readonly guessed: boolean;
}

interface Credentials {
  readonly login: string;
  readonly password: string;
}

export async function judge(desk: Desk, kind: PersonKind, credentials: Credentials): Promise<Judgement> {
  const reasons: string[] = [];
  let [incomplete, guessed] = [false, false];
  for (const by of passwordSources(desk, kind)) {
    if (by === "database") {
      const person = await personByLogin(desk.store.db, kind, credentials.login);
      const right = await passwordMatches(credentials.password, person?.hash, credentials.login);
      if (right && person !== undefined) return { known: { person, by }, reasons, incomplete, guessed };
      guessed ||= person !== undefined && person.hash !== "";
      reasons.push(`database: ${person === undefined ? `there is no ${kind} of this login` : "the password is wrong"}`);
      continue;
    }
    const verdict = await personInDirectories(desk, kind, credentials);
    reasons.push(...verdict.reasons);
    incomplete ||= verdict.incomplete;
    if (verdict.person !== undefined) return { known: { person: verdict.person, by }, reasons, incomplete, guessed };
  }
  return { known: undefined, reasons, incomplete, guessed };
}
