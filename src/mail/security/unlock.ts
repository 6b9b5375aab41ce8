/** Opens and checks S/MIME and PGP in a mail by the keys that the edge brings; without any it says what it saw. */
import type { Attachment } from "../message.ts";
import { type RawSource, rawFromBuffer } from "../rawSource.ts";
import type { Spool } from "../spool.ts";
import { readStructure, type Structure } from "../structure.ts";
import {
  type Crypto,
  type Method,
  type Opening,
  ofSender,
  type Security,
  type Signature,
  type Verified,
} from "./security.ts";
import { signedPart } from "./signedPart.ts";

export interface Unlocked {
  /** Of what was inside; the message's own where nothing was opened. */
  readonly structure: Structure;
  readonly security: Security | undefined;
  /** Header lines of what was encrypted, which may name the true subject (RFC 9788). */
  readonly innerHeader: readonly string[];
}

/** Signed in encrypted in signed: deeper nobody wraps. */
const maxLayers = 4;
/** Octets. */
const maxContent = 60_000_000;
const noKeys = "no keys are configured (crypto.directory)";
const unconfigured: Crypto = {
  verify: async () => ({ state: "unchecked", by: "", addresses: [], reason: noKeys }),
  open: async () => ({ kind: "closed", reason: noKeys }),
  openSignedText: async () => ({ kind: "closed", reason: noKeys }),
};

export interface Locked {
  readonly raw: RawSource;
  readonly structure: Structure;
  /** Of the whole message, with parameters. */
  readonly contentType: string;
  /** Addresses of From. */
  readonly senders: readonly string[];
}

export async function unlock(mail: Locked, crypto: Crypto = unconfigured, spool?: Spool): Promise<Unlocked> {
  let layer: Layer = { raw: mail.raw, structure: mail.structure, contentType: mail.contentType };
  let found: (Omit<Security, "signed"> & { readonly signed: Verified | Signature | undefined }) | undefined;
  let innerHeader: readonly string[] = [];
  for (let depth = 0; depth < maxLayers; depth += 1) {
    const step = await peel(layer, crypto);
    if (step === undefined) break;
    found = {
      method: found?.method ?? step.method,
      signed: found?.signed ?? step.signed,
      encrypted: found?.encrypted ?? step.encrypted,
    };
    if (step.content === undefined) break;
    if (step.text) layer = { ...layer, structure: withText(layer.structure, step.content) };
    else {
      const raw = rawFromBuffer(step.content);
      const structure = await readStructure(raw, spool, false);
      layer = { raw, structure, contentType: contentTypeOf(structure.headerLines) };
      innerHeader = structure.headerLines;
    }
  }
  if (found === undefined) return { structure: mail.structure, security: undefined, innerHeader };
  const { signed } = found;
  const security = {
    ...found,
    signed: signed !== undefined && "addresses" in signed ? ofSender(signed, mail.senders) : signed,
  };
  // The outer header is the mail's; what was inside is its content.
  return { structure: { ...layer.structure, headerLines: mail.structure.headerLines }, security, innerHeader };
}

interface Layer {
  readonly raw: RawSource;
  readonly structure: Structure;
  readonly contentType: string;
}

interface Peeled {
  readonly method: Method;
  readonly signed: Verified | undefined;
  readonly encrypted: Security["encrypted"];
  /** What to read next; undefined when this layer is the last. */
  readonly content: Buffer | undefined;
  /** The content is the text of the body, not a MIME entity. */
  readonly text?: true;
}

async function peel({ raw, structure, contentType }: Layer, crypto: Crypto): Promise<Peeled | undefined> {
  const { attachments, text } = structure;
  if (raw.size > maxContent) return undefined;
  if (/^multipart\/signed\b/i.test(contentType)) return await checked(raw, contentType, attachments, crypto);
  if (/^multipart\/encrypted\b/i.test(contentType)) {
    const part = attachments.find((one) => one.contentType === "application/octet-stream") ?? attachments.at(-1);
    return part === undefined ? undefined : opened("PGP", await crypto.open("PGP", part.read()), true);
  }
  if (/^application\/(?:x-)?pkcs7-mime\b/i.test(contentType)) {
    const [part] = attachments;
    const encrypts = !/smime-type\s*=\s*"?(?:signed-data|certs-only)/i.test(contentType);
    return part === undefined ? undefined : opened("S/MIME", await crypto.open("S/MIME", part.read()), encrypts);
  }
  if (text === undefined) return undefined;
  const armour = /^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE)-----[ \t]*$/m.exec(text);
  if (armour === null || text.slice(0, armour.index).trim() !== "") return undefined;
  const signs = armour[1] === "SIGNED MESSAGE";
  const opening = signs ? await crypto.openSignedText(text) : await crypto.open("PGP", Buffer.from(text));
  return { ...opened("PGP", opening, !signs), text: true };
}

function opened(method: Method, opening: Opening, encrypts: boolean): Peeled {
  if (opening.kind === "opened") {
    const encrypted = opening.encrypted ? { opened: true, reason: "" } : undefined;
    return { method, signed: opening.signature, encrypted, content: opening.content };
  }
  const { reason } = opening;
  if (encrypts) return { method, signed: undefined, encrypted: { opened: false, reason }, content: undefined };
  return {
    method,
    signed: { state: "unchecked", by: "", addresses: [], reason },
    encrypted: undefined,
    content: undefined,
  };
}

async function checked(
  raw: RawSource,
  contentType: string,
  attachments: readonly Attachment[],
  crypto: Crypto,
): Promise<Peeled | undefined> {
  const signature = attachments.findLast((one) =>
    /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/.test(one.contentType),
  );
  const boundary = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  const content = signedPart(raw.bytes(), boundary?.[1] ?? boundary?.[2] ?? "");
  if (signature === undefined || content === undefined) return undefined;
  const method = signature.contentType === "application/pgp-signature" ? "PGP" : "S/MIME";
  const signed = await crypto.verify(method, content, signature.read());
  // What is encrypted inside the signature is read from the signed part alone.
  const inner = /^content-type:[ \t]*(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime)/im.test(
    content.toString("latin1", 0, 4096),
  );
  return { method, signed, encrypted: undefined, content: inner ? content : undefined };
}

function withText(structure: Structure, content: Buffer): Structure {
  return { ...structure, text: content.toString("utf8"), html: undefined };
}

function contentTypeOf(lines: readonly string[]): string {
  const line = lines.find((one) => /^content-type:/i.test(one)) ?? "content-type: text/plain";
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/\r?\n/g, "")
    .trim();
}
