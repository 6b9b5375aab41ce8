/** Passwords that nobody has thought of: shown once, to be read and typed by a person. */
import { randomInt } from "node:crypto";

/** 20 characters that cannot be mistaken for one another: about 116 bits. */
export function randomPassword(): string {
  const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** One that every policy takes: small and capital letters, digits and hyphens, in four groups. */
export function groupedPassword(): string {
  for (;;) {
    const password = randomPassword();
    if ([/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(password))) return password.match(/.{5}/g)?.join("-") ?? "";
  }
}
