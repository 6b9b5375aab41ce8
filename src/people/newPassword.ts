/** A new password: judged by the policy, stored in a form that all who share the database read, ending what rested on the old. */

import type { Desk } from "../desk.ts";
import { ConflictError, UserError } from "../errors.ts";
import { joined, said } from "../said.ts";
import { changePassword, earlierHashes, isOwnDatabase, type Person } from "../store/passwords.ts";
import { otrsHash } from "./otrsHashes.ts";
import { hashPassword, passwordMatches } from "./passwords.ts";
import { themselves } from "./permissions.ts";
import { faultsOf } from "./policy.ts";
import { passwordMark } from "./sessions.ts";

/**
 * @param where the field that holds it
 * @param exceptSession the session that goes on; all others of the person end
 * @throws UserError with everything that is wrong with it, ConflictError when it was changed meanwhile
 */
export async function setPassword(
  desk: Desk,
  person: Person,
  password: string,
  { where, exceptSession }: { readonly where: string; readonly exceptSession?: number | undefined },
): Promise<void> {
  const { store, settings, clock } = desk;
  const faults = faultsOf(password, person.login, await usedBefore(desk, person, password), settings.password);
  if (faults.length > 0) throw new UserError(joined(faults, "; "), { where, mend: said`Choose another` });
  // OTRS does not know argon2id.
  const own = await isOwnDatabase(store.db);
  const hash = own ? await hashPassword(password) : await otrsHash(password, person.hash);
  const next = { hash, mark: passwordMark(hash) };
  const remembered = settings.password.history;
  const by = themselves(person);
  if (await changePassword(store, person, { next, remembered, exceptSession, by }, clock.now())) return;
  throw new ConflictError(said`the password was changed meanwhile`, { mend: said`Log in and try again` });
}

async function usedBefore({ store, settings }: Desk, person: Person, password: string): Promise<boolean> {
  const { history } = settings.password;
  if (history === 0) return false;
  for (const hash of [person.hash, ...(await earlierHashes(store.db, person, history - 1))]) {
    if (hash !== "" && (await passwordMatches(password, hash, person.login))) return true;
  }
  return false;
}
