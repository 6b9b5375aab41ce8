/** Second factors: time-based codes (TOTP, RFC 6238) of an authenticator, and recovery codes for who has lost it. */

import { randomInt } from "node:crypto";
import type { SecondFactorOffer, SecondFactorState } from "../api/people.ts";
import { toEpoch } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { ConflictError, NotFoundError, UserError } from "../errors.ts";
import { said, sayable } from "../said.ts";
import type { Person } from "../store/passwords.ts";
import {
  confirmSecondFactor,
  offerSecondFactor,
  recoveryCodesLeft,
  removeSecondFactor,
  secondFactor,
  spendPeriod,
  spendRecoveryCode,
} from "../store/secondFactors.ts";
import { beginAttempt } from "./attempts.ts";
import { themselves } from "./permissions.ts";
import { digestOf } from "./secrets.ts";

/** Seconds by which an authenticator's clock may be wrong: one period, as RFC 6238 §5.2 recommends. */
const tolerance = 30;
const recoveryCodes = 10;

type Whose = Pick<Person, "kind" | "id">;

export async function hasSecondFactor(desk: Desk, person: Whose): Promise<boolean> {
  return (await secondFactor(desk.store.db, person))?.confirmed === true;
}

export async function secondFactorState(desk: Desk, person: Whose): Promise<SecondFactorState> {
  const enabled = await hasSecondFactor(desk, person);
  return { enabled, recoveryCodesLeft: enabled ? await recoveryCodesLeft(desk.store.db, person) : 0 };
}

/** A new secret; it is asked for once a code of it is confirmed. @throws ConflictError where one is confirmed already */
export async function offer(desk: Desk, person: Person): Promise<SecondFactorOffer> {
  const { generateSecret, generateURI } = await import("otplib");
  const secret = generateSecret();
  if (!(await offerSecondFactor(desk.store, person, secret, desk.clock.now()))) {
    throw new ConflictError(said`there is a second factor already`, { mend: said`Disable it first` });
  }
  const issuer = desk.settings.system.organization || desk.settings.system.fqdn;
  return { secret, uri: generateURI({ issuer, label: person.login, secret }) };
}

/** @returns the recovery codes, which cannot be read again. @throws UserError for a wrong code, NotFoundError without an offer */
export async function confirm(desk: Desk, actor: Actor, person: Person, code: string): Promise<readonly string[]> {
  const offered = await secondFactor(desk.store.db, person);
  if (offered === undefined || offered.confirmed) {
    throw new NotFoundError(said`no second factor is waiting to be confirmed`, { mend: said`Ask for one first` });
  }
  const { secret } = offered;
  const period = await periodOf(desk, secret, code, 0);
  const wrong = (): UserError =>
    new UserError(said`the code does not belong to the secret`, {
      where: "code",
      mend: said`Check the clock of the authenticator's device, and send its newest code`,
    });
  if (period === undefined) throw wrong();
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  const digests = codes.map(recoveryDigest);
  const now = desk.clock.now();
  if (!(await confirmSecondFactor(desk.store, person, { secret, period, digests }, actor, now))) throw wrong();
  return codes;
}

/** @returns whether the code is good; it is used up then */
export async function spendCode(desk: Desk, person: Whose, code: string): Promise<boolean> {
  const factor = await secondFactor(desk.store.db, person);
  if (factor === undefined) return false;
  const period = await periodOf(desk, factor.secret, code, factor.lastPeriod);
  if (period !== undefined) return await spendPeriod(desk.store, person, period);
  return await spendRecoveryCode(desk.store, person, recoveryDigest(code));
}

/** @throws UserError for a wrong code, TooOftenError after too many, NotFoundError when there is none */
export async function disable(
  desk: Desk,
  person: Person,
  { code, address }: { readonly code: string; readonly address: string },
): Promise<void> {
  if (!(await hasSecondFactor(desk, person))) throw absent(person);
  const attempt = await beginAttempt(desk, { login: person.login, address }, person.kind);
  if (!(await spendCode(desk, person, code))) {
    throw new UserError(said`the code is wrong, or was used already`, {
      where: "code",
      mend: said`Wait for the next one`,
    });
  }
  await attempt.succeeded();
  await removeSecondFactor(desk.store, person, themselves(person), desk.clock.now());
}

/** For administrators, when authenticator and recovery codes are lost. @throws NotFoundError when there is none */
export async function takeAway(desk: Desk, actor: Actor, person: Person): Promise<void> {
  if (!(await removeSecondFactor(desk.store, person, actor, desk.clock.now()))) throw absent(person);
}

function absent({ kind, login }: Person): NotFoundError {
  return new NotFoundError(said`${sayable(kind)} "${login}" has no second factor`);
}

/** The period that the code belongs to, if it is a later one than `after`. */
async function periodOf(desk: Desk, secret: string, code: string, after: number): Promise<number | undefined> {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  // Loaded with the first code: most daemons never see one.
  const { verifySync } = await import("otplib");
  const result = verifySync({ secret, token, epoch: toEpoch(desk.clock.now()), epochTolerance: tolerance });
  if (!result.valid || !("timeStep" in result)) return undefined;
  return result.timeStep > after ? result.timeStep : undefined;
}

/** `xxxx-xxxx-xxxx`, 56 bits, without characters that are mistaken for others. */
function newRecoveryCode(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return [group(), group(), group()].join("-");
}

function recoveryDigest(code: string): string {
  return digestOf(code.toLowerCase().replaceAll(/[\s-]/g, ""));
}
