/** What a new password has to be, by the settings password.*. Pure: whether it was used before is told to it. */
import type { Settings } from "../config/settings.ts";
import { said, type Words } from "../said.ts";

type Rules = Settings["password"];

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** @param usedBefore whether it is one of the last `history`. @returns what is wrong with it, in words; empty when it is good */
export function faultsOf(password: string, login: string, usedBefore: boolean, rules: Rules): readonly Words[] {
  const faults: Words[] = [];
  const length = Array.from(password).length;
  if (length < Math.max(1, rules.minLength)) {
    faults.push(said`it has ${length} characters; at least ${Math.max(1, rules.minLength)} are needed`);
  }
  const found = classes.filter((one) => one.test(password)).length;
  if (found < rules.minClasses) {
    faults.push(
      said`it has ${found} kinds of characters; ${rules.minClasses} of small, capital, digit, other are needed`,
    );
  }
  if (rules.differsFromLogin && password.toLowerCase().includes(login.toLowerCase())) {
    faults.push(said`it holds the login`);
  }
  if (usedBefore) faults.push(said`it is one of the last ${rules.history} passwords`);
  return faults;
}
