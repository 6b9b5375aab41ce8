/** Signed tokens by which an answer is known though its subject, References and Message-IDs were changed on the way. */
import { encoded, same, signature } from "./signature.ts";

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

export function threadTokens(key: string): ThreadTokens {
  const signed = (ticketId: number): Buffer => signature(key, `gotrs thread ${ticketId}`);
  const mark = (ticketId: number): string => `${ticketId}.${encoded(signed(ticketId))}`;
  const verified = (id: string | undefined, given: string | undefined): number | undefined => {
    const ticketId = Number(id);
    if (!Number.isSafeInteger(ticketId) || ticketId <= 0) return undefined;
    return same(encoded(signed(ticketId)), (given ?? "").toLowerCase()) ? ticketId : undefined;
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
      signed(ticketId).copy(root, 12);
      return root.toString("base64");
    },
    inMessageId(messageId) {
      const [, id, given] = /^<?ticket\.(\d{1,15})\.([a-z2-7]{16})@/i.exec(messageId) ?? [];
      return verified(id, given);
    },
    inAddress(address) {
      const [, id, given] = /\+t(\d{1,15})\.([a-z2-7]{16})@[^@]+$/i.exec(address) ?? [];
      return verified(id, given);
    },
    inThreadIndex(value) {
      const root = Buffer.from(value.replace(/\s+/g, ""), "base64").subarray(0, 22);
      if (root.length < 22) return undefined;
      return verified(String(root.readUIntBE(6, 6)), encoded(root.subarray(12, 22)));
    },
  };
}
