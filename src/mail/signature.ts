/** Short signatures for what a mail program carries away and brings back: in an address, a Message-ID, a subject. */
import { createHmac, timingSafeEqual } from "node:crypto";

/** 80 bits: nobody guesses one by sending mail. */
const octets = 10;
/** Small letters and digits only: gateways change the case of addresses. */
const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** @param purpose what is signed, with a word for what it is for: a signature for one purpose serves no other */
export function signature(key: string, purpose: string): Buffer {
  return createHmac("sha256", key).update(purpose).digest().subarray(0, octets);
}

/** RFC 4648 §6 without padding, small letters. */
export function encoded(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let digits = Math.ceil((bytes.length * 8) / 5); digits > 0; digits -= 1) {
    text = base32[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

/** In a time that tells nothing. */
export function same(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
