/** Signed tokens by which an answer is known though its subject, References and Message-IDs were changed on the way. */
import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * One ticket's mark: its id and a signature over it. It stands
 * - as the first of our References, `<ticket.ID.SIGNATURE@fqdn>`: a gateway that writes new Message-IDs keeps it;
 * - on request in Reply-To, `support+tID.SIGNATURE@desk`: it comes back though all headers are lost;
 * - in Thread-Index, which Exchange and Outlook send back where they drop References.
 */
export interface ThreadTokens {
  /** A Message-ID that no mail has and all of the ticket's mails refer to. */
  reference(ticketId: number, fqdn: string): string;
  /** `support@desk.test` → `support+t7.abc…@desk.test`. */
  plusAddress(address: string, ticketId: number): string;
  /** Base64 of the 22 octets of a conversation's root (MS-OXOMSG §2.2.1.3). */
  threadIndex(ticketId: number, started: Date): string;
  /** The ticket id in a Message-ID of ours; undefined when there is none or its signature is wrong. */
  inMessageId(messageId: string): number | undefined;
  inAddress(address: string): number | undefined;
  inThreadIndex(value: string): number | undefined;
}

/** 80 bits: nobody guesses one by sending mail. */
const octets = 10;
/** Small letters and digits only: gateways change the case of addresses. */
const base32 = "abcdefghijklmnopqrstuvwxyz234567";

export function threadTokens(key: string): ThreadTokens {
  const signature = (ticketId: number): Buffer =>
    createHmac("sha256", key).update(`gotrs thread ${ticketId}`).digest().subarray(0, octets);
  const mark = (ticketId: number): string => `${ticketId}.${encode(signature(ticketId))}`;
  const verified = (id: string | undefined, signed: string | undefined): number | undefined => {
    const ticketId = Number(id);
    if (!Number.isSafeInteger(ticketId) || ticketId <= 0) return undefined;
    return same(encode(signature(ticketId)), (signed ?? "").toLowerCase()) ? ticketId : undefined;
  };
  return {
    reference: (ticketId, fqdn) => `<ticket.${mark(ticketId)}@${fqdn}>`,
    plusAddress: (address, ticketId) => address.replace(/@(?=[^@]*$)/, `+t${mark(ticketId)}@`),
    threadIndex(ticketId, started) {
      const root = Buffer.alloc(22);
      root[0] = 1;
      // The five higher octets of a FILETIME: 100 ns since 1601.
      const fileTime = (BigInt(started.getTime()) + 11_644_473_600_000n) * 10_000n;
      root.writeUIntBE(Number((fileTime >> 16n) & 0xffffffffffn), 1, 5);
      root.writeUIntBE(ticketId, 6, 6);
      signature(ticketId).copy(root, 12);
      return root.toString("base64");
    },
    inMessageId(messageId) {
      const [, id, signed] = /^<?ticket\.(\d{1,15})\.([a-z2-7]{16})@/i.exec(messageId) ?? [];
      return verified(id, signed);
    },
    inAddress(address) {
      const [, id, signed] = /\+t(\d{1,15})\.([a-z2-7]{16})@[^@]+$/i.exec(address) ?? [];
      return verified(id, signed);
    },
    inThreadIndex(value) {
      const root = Buffer.from(value.replace(/\s+/g, ""), "base64").subarray(0, 22);
      if (root.length < 22) return undefined;
      return verified(String(root.readUIntBE(6, 6)), encode(root.subarray(12, 22)));
    },
  };
}

/** RFC 4648 §6 without padding, small letters. */
function encode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let digits = Math.ceil((bytes.length * 8) / 5); digits > 0; digits -= 1) {
    text = base32[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

function same(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
