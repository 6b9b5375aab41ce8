/** Signs outgoing mail (DKIM, RFC 6376), makes keys and the DNS records for them. Verifying is not its job. */
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import DKIM from "nodemailer/lib/dkim";
import { parseAddresses } from "./addresses.ts";

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
}

/** RFC 8301 §3.2: at least 1024 bits, 2048 are recommended. Ed25519 is verified by too few yet. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}

export interface DnsRecord {
  readonly name: string;
  /** As one text; DNS carries it in pieces of at most 255 octets. */
  readonly value: string;
}

export function dnsRecord({ domain, selector, privateKey }: DkimKey): DnsRecord {
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return { name: `${selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${spki.toString("base64")}` };
}

/** The line of a zone file. */
export function zoneLine({ name, value }: DnsRecord): string {
  const pieces = value.match(/.{1,255}/g) ?? [];
  return `${name}. IN TXT ( ${pieces.map((piece) => `"${piece}"`).join(" ")} )`;
}

/** Domain of the author, lower case; undefined when the mail has no From. */
export function authorDomain(raw: Buffer): string | undefined {
  const end = raw.indexOf("\r\n\r\n");
  const headers = raw.toString("latin1", 0, end < 0 ? raw.length : end + 2);
  const from = /^from:((?:.|\r\n[ \t])*)/im.exec(headers)?.[1];
  const address = from === undefined ? undefined : parseAddresses(from.replace(/\r\n/g, ""))[0]?.address;
  const at = address?.lastIndexOf("@") ?? -1;
  return address === undefined || at < 0 ? undefined : address.slice(at + 1).toLowerCase();
}

/**
 * @param raw with CRLF line ends
 * @returns the mail with its signature in front
 */
export async function signMail(raw: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey });
  const chunks: Buffer[] = [];
  for await (const chunk of signer.sign(raw)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
