/** What is known of a mail's signature and encryption, and the port by which an edge brings keys. Values only. */

export type Method = "S/MIME" | "PGP";

export interface Signature {
  /** unchecked: there was nothing to check it with, which says nothing against the mail. */
  readonly state: "valid" | "invalid" | "unchecked";
  /** Who signed, as the certificate or the key names them; empty when that is unknown. */
  readonly by: string;
  /** One sentence for people. */
  readonly reason: string;
}

export interface Security {
  readonly method: Method;
  readonly signed: Signature | undefined;
  /** undefined for a mail that came in the clear; else whether it could be read, and why not. */
  readonly encrypted: { readonly opened: boolean; readonly reason: string } | undefined;
}

/** What a signature says before anybody asks whether its signer is the sender. */
export interface Verified extends Signature {
  /** Mail addresses that the certificate or key is for. */
  readonly addresses: readonly string[];
}

/** What was inside: a MIME entity, or with `text` a text as it stood in the body. */
export type Opening =
  | {
      readonly kind: "opened";
      readonly content: Buffer;
      readonly encrypted: boolean;
      readonly signature: Verified | undefined;
    }
  | { readonly kind: "closed"; readonly reason: string };

/** Keys and what works with them; edges provide it, the parser does without. */
export interface Crypto {
  /** @param content the signed octets, lines ended by CRLF @param signature the decoded part beside them */
  verify(method: Method, content: Buffer, signature: Buffer): Promise<Verified>;
  /** Encrypted or wrapped content, decoded. */
  open(method: Method, content: Buffer): Promise<Opening>;
  /** `-----BEGIN PGP SIGNED MESSAGE-----` in a text: the text without its armour. */
  openSignedText(text: string): Promise<Opening>;
}

/** RFC 8550 §3: a signature of somebody else proves nothing about From. */
export function ofSender({ addresses, ...signature }: Verified, senders: readonly string[]): Signature {
  if (signature.state !== "valid") return signature;
  const known = new Set(addresses.map((address) => address.toLowerCase()));
  if (senders.some((sender) => known.has(sender.toLowerCase()))) return signature;
  return { ...signature, state: "invalid", reason: `${signature.by} signed it, who is not its sender` };
}

/** What the agent has to know beside the article; a signature that nobody could check is no news. */
export function securityNotices(
  security: Security | undefined,
): readonly { readonly code: string; readonly message: string }[] {
  if (security === undefined) return [];
  const { method, signed, encrypted } = security;
  const notices: { readonly code: string; readonly message: string }[] = [];
  if (encrypted !== undefined) {
    const message = encrypted.opened
      ? `This message came encrypted (${method}); an answer leaves unencrypted.`
      : `This message is encrypted (${method}) and could not be opened: ${encrypted.reason}.`;
    notices.push({ code: encrypted.opened ? "decrypted" : "encrypted", message });
  }
  if (signed?.state === "valid") notices.push({ code: "signed", message: `Signed by ${signed.by} (${method}).` });
  if (signed?.state === "invalid") {
    notices.push({ code: "badSignature", message: `The signature does not hold (${method}): ${signed.reason}.` });
  }
  return notices;
}
