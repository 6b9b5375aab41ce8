/** S/MIME (RFC 8551) with the certificates of the folder, by the program openssl: checks signatures and opens messages. */
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Opening, Verified } from "../mail/security/security.ts";
import type { KeyFolder } from "./keyFolder.ts";
import { openssl, type Ran, withFiles } from "./openssl.ts";

const absent = "the program openssl, which S/MIME needs, is not installed";

export async function verifySmime(keys: KeyFolder, content: Buffer, signature: Buffer): Promise<Verified> {
  const files = { content, signature, trusted: keys.certificates };
  return await withFiles(files, async (path) => {
    const args = [
      "-in",
      path("signature"),
      "-inform",
      "DER",
      "-content",
      path("content"),
      "-binary",
      "-signer",
      path("signer"),
    ];
    return (await check(keys, args, path)).verified;
  });
}

/** Enveloped or signed content in DER. */
export async function openSmime(keys: KeyFolder, content: Buffer): Promise<Opening> {
  return await withFiles({ content, trusted: keys.certificates }, async (path) => {
    const type = contentTypeOf(content);
    if (type === "signed") {
      const { ran, verified } = await check(
        keys,
        ["-in", path("content"), "-inform", "DER", "-binary", "-signer", path("signer")],
        path,
      );
      if (ran.absent) return { kind: "closed", reason: absent };
      return ran.output.length === 0
        ? { kind: "closed", reason: verified.reason }
        : { kind: "opened", content: ran.output, encrypted: false, signature: verified };
    }
    if (keys.identities.length === 0) {
      return { kind: "closed", reason: "there is no private key with its certificate (.pem) in crypto.directory" };
    }
    for (const identity of keys.identities) {
      // Naming the recipient matters: openssl answers with noise where the key merely does not fit.
      const ran = await openssl([
        "cms",
        "-decrypt",
        "-in",
        path("content"),
        "-inform",
        "DER",
        "-inkey",
        identity,
        "-recip",
        identity,
        "-binary",
      ]);
      if (ran.absent) return { kind: "closed", reason: absent };
      if (ran.done) return { kind: "opened", content: ran.output, encrypted: true, signature: undefined };
    }
    return { kind: "closed", reason: "it is for none of the keys in crypto.directory" };
  });
}

/** The object identifier after the outer SEQUENCE tells (RFC 5652 §3). */
function contentTypeOf(der: Buffer): "signed" | "other" {
  const signedData = Buffer.from([0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]);
  return der.subarray(0, 32).includes(signedData) ? "signed" : "other";
}

/** Whether the content is unchanged, and whether somebody trusted signed it: two questions with two answers. */
async function check(
  keys: KeyFolder,
  args: readonly string[],
  path: (name: string) => string,
): Promise<{ readonly ran: Ran; readonly verified: Verified }> {
  // A certificate that stands in the folder is trusted itself, whoever issued it.
  const trust = keys.certificates === "" ? [] : ["-CAfile", path("trusted"), "-partial_chain"];
  const ran = await openssl(["cms", "-verify", ...args, ...trust]);
  if (ran.absent) return { ran, verified: { state: "unchecked", by: "", addresses: [], reason: absent } };
  if (ran.done)
    return { ran, verified: { state: "valid", ...signerOf(path("signer")), reason: "the signature is good" } };
  const unchanged = await openssl(["cms", "-verify", "-noverify", ...args]);
  if (!unchanged.done)
    return { ran: unchanged, verified: { state: "invalid", by: "", addresses: [], reason: wordsOf(unchanged.said) } };
  const signer = signerOf(path("signer"));
  const reason = `the certificate of ${signer.by || "the signer"} is not trusted: ${wordsOf(ran.said)}`;
  return { ran: unchanged, verified: { state: "unchecked", ...signer, reason } };
}

function signerOf(file: string): { readonly by: string; readonly addresses: readonly string[] } {
  if (!existsSync(file)) return { by: "", addresses: [] };
  const certificate = new X509Certificate(readFileSync(file));
  const inSubject = [...certificate.subject.matchAll(/^emailAddress=(\S+)$/gm)].map(([, address = ""]) => address);
  const alternative = [...(certificate.subjectAltName ?? "").matchAll(/email:([^\s,]+)/g)].map(
    ([, address = ""]) => address,
  );
  const name = /^CN=(.+)$/m.exec(certificate.subject)?.[1];
  const addresses = [...new Set([...alternative, ...inSubject])];
  const [address] = addresses;
  return {
    by:
      name === undefined || name === address
        ? (address ?? "")
        : `${name}${address === undefined ? "" : ` <${address}>`}`,
    addresses,
  };
}

/** The last sentence of openssl's, without the place in its source. */
function wordsOf(said: string): string {
  const verify = /Verify error:\s*(.+)/i.exec(said)?.[1];
  const lines = said.split("\n").map((line) => line.split(":"));
  const error = lines.find((line) => line[1] === "error");
  return (
    (verify ?? error?.[5] ?? error?.[3] ?? said.split("\n")[0] ?? "").trim().slice(0, 200) || "openssl gives no reason"
  );
}
