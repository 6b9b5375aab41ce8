/** PGP (RFC 9580, RFC 3156) with the keys of the folder: checks signatures and opens messages, in this process. */
import {
  createMessage,
  decrypt,
  type Key,
  type KeyID,
  readCleartextMessage,
  readMessage,
  readSignature,
  verify,
} from "openpgp";
import type { Opening, Verified } from "../mail/security/security.ts";
import type { KeyFolder } from "./keyFolder.ts";

/** The library does not export its type. */
interface VerificationResult {
  readonly keyID: KeyID;
  readonly verified: Promise<true>;
}

/** Octets; a small message may unpack to gigabytes. */
const config = { maxDecompressedMessageSize: 100_000_000 };

export async function verifyPgp(keys: KeyFolder, content: Buffer, signature: Buffer, date: Date): Promise<Verified> {
  try {
    const armored = signature.toString("latin1");
    const { signatures } = await verify({
      message: await createMessage({ binary: new Uint8Array(content) }),
      signature: await (armored.includes("-----BEGIN PGP")
        ? readSignature({ armoredSignature: armored })
        : readSignature({ binarySignature: new Uint8Array(signature) })),
      verificationKeys: [...keys.pgpPublic],
      format: "binary",
      date,
    });
    return await resultOf(signatures, keys);
  } catch (error) {
    return damaged(error);
  }
}

export async function openPgp(keys: KeyFolder, content: Buffer, date: Date): Promise<Opening> {
  if (keys.pgpPrivate.length === 0)
    return { kind: "closed", reason: "there is no private PGP key in crypto.directory" };
  try {
    const armored = content.toString("latin1");
    const message = await (armored.includes("-----BEGIN PGP")
      ? readMessage({ armoredMessage: armored, config })
      : readMessage({ binaryMessage: new Uint8Array(content), config }));
    const { data, signatures } = await decrypt({
      message,
      decryptionKeys: [...keys.pgpPrivate],
      verificationKeys: [...keys.pgpPublic],
      format: "binary",
      date,
      config,
    });
    const signature = signatures.length === 0 ? undefined : await resultOf(signatures, keys);
    return { kind: "opened", content: Buffer.from(data), encrypted: true, signature };
  } catch (error) {
    return { kind: "closed", reason: wordsOf(error) };
  }
}

export async function openSignedText(keys: KeyFolder, text: string, date: Date): Promise<Opening> {
  try {
    const message = await readCleartextMessage({ cleartextMessage: text });
    const { data, signatures } = await verify({ message, verificationKeys: [...keys.pgpPublic], date });
    const signature = await resultOf(signatures, keys);
    return { kind: "opened", content: Buffer.from(data), encrypted: false, signature };
  } catch (error) {
    return { kind: "closed", reason: wordsOf(error) };
  }
}

async function resultOf(signatures: readonly VerificationResult[], keys: KeyFolder): Promise<Verified> {
  let worst: Verified | undefined;
  for (const { keyID, verified } of signatures) {
    const key = keys.pgpPublic.find((one) => one.getKeys(keyID).length > 0);
    if (key === undefined) {
      const reason = `the key ${keyID.toHex().toUpperCase()} is not in crypto.directory`;
      worst ??= { state: "unchecked", by: "", addresses: [], reason };
      continue;
    }
    const { by, addresses } = ownerOf(key);
    try {
      await verified;
      return { state: "valid", by, addresses, reason: "the signature is good" };
    } catch (error) {
      worst = { state: "invalid", by, addresses, reason: wordsOf(error) };
    }
  }
  return worst ?? { state: "invalid", by: "", addresses: [], reason: "there is no signature in it" };
}

function ownerOf(key: Key): { readonly by: string; readonly addresses: readonly string[] } {
  const owners = key.getUserIDs();
  const addresses = owners.flatMap(
    (owner) => /<([^<>\s]+@[^<>\s]+)>|^([^<>\s]+@[^<>\s]+)$/.exec(owner)?.slice(1, 3) ?? [],
  );
  return {
    by: owners[0] ?? key.getFingerprint().toUpperCase(),
    addresses: addresses.filter((one) => one !== undefined),
  };
}

function damaged(error: unknown): Verified {
  return { state: "invalid", by: "", addresses: [], reason: wordsOf(error) };
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words
    .replace(/^Error decrypting message: /, "")
    .replace(/\s+/g, " ")
    .slice(0, 300);
}
