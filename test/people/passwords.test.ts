/** Password hashes of every form OTRS has written, with values that its own tools (openssl, crypt, bcrypt) give. */
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { hashPassword, isArgon, passwordMatches } from "../../src/people/passwords.ts";

const hex = (name: string, password: string): string => createHash(name).update(password).digest("hex");
/** Openwall's test vector, written as OTRS writes it: the salt's 16 octets as they are. */
const bcryptSalt = `${"\u0010A\u0004".repeat(5)}\u0010`;

it.each([
  ["md5-crypt", "pässwörd", "$1$abcdefgh$xYuxUFvxUOR4Pd6a7EeUS0"],
  ["apr1", "pässwörd", "$apr1$abcdefgh$030j6I3f1zNCF9tihqdd11"],
  ["DES crypt", "secret", "abNANd1rDfiNc"],
  ["SHA-1", "pässwörd", hex("sha1", "pässwörd")],
  ["SHA-256", "pässwörd", hex("sha256", "pässwörd")],
  ["SHA-512", "pässwörd", hex("sha512", "pässwörd")],
  ["BCRYPT", "U*U", `BCRYPT:5:${bcryptSalt}:E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW`],
])("knows a password by its %s hash, and no other", async (_form, password, stored) => {
  expect(await passwordMatches(password, stored, "ann")).toBe(true);
  expect(await passwordMatches(`${password}x`.slice(1), stored, "ann")).toBe(false);
  expect(await passwordMatches("", stored, "ann")).toBe(false);
});

it("hashes new passwords with argon2id", async () => {
  const stored = await hashPassword("pässwörd");
  expect(isArgon(stored)).toBe(true);
  expect(await passwordMatches("pässwörd", stored, "ann")).toBe(true);
  expect(await passwordMatches("passwörd", stored, "ann")).toBe(false);
});

it.each([undefined, "", "-", "*", "!locked"])("lets nobody in where the hash is %s", async (stored) => {
  expect(await passwordMatches("secret", stored, "ann")).toBe(false);
});
