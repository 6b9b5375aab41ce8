/** The password hashes that OTRS has written in its life (behaviour §11): recognised and checked; made only where OTRS reads them. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import apacheMd5 from "apache-md5";
import { hash as bcrypt, encodeBase64 as bcryptBase64, compare as compareBcrypt } from "bcryptjs";
import unixCrypt from "unix-crypt-td-js";

/** @param login the salt of DES hashes whose own is unusable */
export async function matchesOtrsHash(password: string, stored: string, login: string): Promise<boolean> {
  const parts = /^BCRYPT:(\d{1,2}):(.{16}):(.{31})$/s.exec(stored);
  if (parts !== null) {
    const [, cost = "", salt = "", hash = ""] = parts;
    return await compareBcrypt(password, `$2a$${cost.padStart(2, "0")}$${bcryptBase64([...octets(salt)], 16)}${hash}`);
  }
  return equal(stored, made(password, stored, login));
}

/** 2^12 rounds, OTRS's own default. */
const bcryptCost = 12;

/** A hash that an OTRS reads, in the kind that the person had: bcrypt, SHA-512, else SHA-256, which every OTRS can. */
export async function otrsHash(password: string, before: string): Promise<string> {
  if (before.startsWith("BCRYPT:")) {
    // OTRS keeps the salt's sixteen characters as they are.
    const salt = randomBytes(12).toString("base64url");
    const made = await bcrypt(password, `$2a$${bcryptCost}$${bcryptBase64([...octets(salt)], 16)}`);
    return `BCRYPT:${bcryptCost}:${salt}:${made.slice(-31)}`;
  }
  const name = /^[0-9a-f]{128}$/.test(before) ? "sha512" : "sha256";
  return createHash(name).update(password, "utf8").digest("hex");
}

function made(password: string, stored: string, login: string): string {
  // The libraries take a character for an octet.
  const binary = octets(password).toString("latin1");
  const md5 = /^\$(?:1|apr1)\$[^$]*\$/.exec(stored)?.[0];
  if (md5 !== undefined) return apacheMd5(binary, md5);
  const digest = hexDigests.find(({ pattern }) => pattern.test(stored));
  if (digest !== undefined) return createHash(digest.name).update(password, "utf8").digest("hex");
  return unixCrypt(binary, /^[./0-9A-Za-z]{2}/.exec(stored)?.[0] ?? login);
}

const hexDigests = [
  { name: "sha1", pattern: /^[0-9a-f]{40}$/ },
  { name: "sha256", pattern: /^[0-9a-f]{64}$/ },
  { name: "sha512", pattern: /^[0-9a-f]{128}$/ },
];

function octets(text: string): Buffer {
  return Buffer.from(text, "utf8");
}

/** The name of a hash's form, for people; undefined for none that anybody's password has. */
export function formOf(stored: string): string | undefined {
  if (/^BCRYPT:\d{1,2}:.{16}:.{31}$/s.test(stored)) return "bcrypt";
  if (/^\$(?:1|apr1)\$[^$]*\$.{22}$/.test(stored)) return "MD5-crypt";
  const digest = hexDigests.find(({ pattern }) => pattern.test(stored))?.name;
  if (digest !== undefined) return digest.toUpperCase().replace("SHA", "SHA-");
  return /^[./0-9A-Za-z]{13}$/.test(stored) ? "DES-crypt" : undefined;
}

/** In a time that does not tell how much of it was right. */
function equal(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
