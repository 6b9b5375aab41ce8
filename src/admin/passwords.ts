/** The secret field of people: judged by the policy, stored as a hash, compared by it. */

import { otrsHash } from "../people/otrsHashes.ts";
import { hashPassword, passwordMatches } from "../people/passwords.ts";
import { faultsOf } from "../people/policy.ts";
import { said } from "../said.ts";
import type { AdminModule } from "./module.ts";

export const passwordHashes: NonNullable<AdminModule["prepare"]> = async (given, { settings, ownDatabase, before }) => {
  const { password } = given;
  if (typeof password !== "string") return { given, complaints: [] };
  const faults = faultsOf(password, String(given.login ?? before?.login ?? ""), false, settings.password);
  const stored = before?.password;
  // OTRS does not know argon2id.
  const hash = ownDatabase
    ? await hashPassword(password)
    : await otrsHash(password, typeof stored === "string" ? stored : "");
  return {
    given: { ...given, password: hash },
    complaints: faults.map((what) => ({ field: "password", what, mend: said`Choose another` })),
  };
};

/** So that a file that says a password can be applied again and changes nothing. */
export const samePassword: NonNullable<AdminModule["sameSecret"]> = async (_field, given, stored, { login }) =>
  typeof stored === "string" && stored !== "" && (await passwordMatches(given, stored, String(login)));
