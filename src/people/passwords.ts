/** Passwords of agents and customers: argon2id for new ones, OTRS's own forms still understood. */
import { hash, verify } from "@node-rs/argon2";
import { matchesOtrsHash } from "./otrsHashes.ts";

/** PHC string of argon2id, with the library's parameters (RFC 9106's second choice or stronger). */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password);
}

export function isArgon(stored: string): boolean {
  return stored.startsWith("$argon2id$");
}

/** A hash that no password has, so that an unknown login costs what a known one does. */
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$Wz44UZki2ydZu2k0KHbFYw$4Q1c3/aP2Bb4tOHkIm3D7TTIX9/IDsGp/GBftmrMHaU";

/** @param stored undefined where there is no such person; the answer is no, after the same work */
export async function passwordMatches(password: string, stored: string | undefined, login: string): Promise<boolean> {
  if (stored !== undefined && isArgon(stored)) return await verify(stored, password);
  await verify(nobody, password);
  if (stored === undefined || stored === "") return false;
  return await matchesOtrsHash(password, stored, login);
}
