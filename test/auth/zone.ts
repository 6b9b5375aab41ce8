/** A name server of plain values: the tests' own part of the world, and a domain that signs its mail. */
import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth";
import type { Resolve } from "../../daemon/mail/authenticate.ts";

/** `name TYPE` → values; a TXT value may be longer than one string. */
export type Zone = Readonly<Record<string, readonly string[] | Error>>;

export function resolverOf(zone: Zone): Resolve {
  return async (name, type) => {
    const found = zone[`${name.toLowerCase()} ${type}`];
    if (found instanceof Error) throw found;
    if (found === undefined) throw dnsError("ENOTFOUND");
    return type === "TXT" ? found.map((value) => value.match(/.{1,255}/g) ?? [""]) : [...found];
  };
}

export function dnsError(code: string): Error {
  return Object.assign(new Error(`query${code}`), { code });
}

export interface Signer {
  readonly record: string;
  sign(message: string): Promise<string>;
}

/** A DKIM key of `domain` with selector `s1`. */
export function signerOf(domain: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  return {
    record: `v=DKIM1; k=ed25519; p=${raw}`,
    async sign(message) {
      const { signatures, errors } = await dkimSign(message, {
        // The options are those of every signature; the list says which signatures there are.
        signingDomain: domain,
        selector: "s1",
        privateKey: pem,
        signatureData: [{ signingDomain: domain, selector: "s1", privateKey: pem }],
        algorithm: "ed25519-sha256",
        canonicalization: "relaxed/relaxed",
      });
      if (errors.length > 0) throw new Error(`cannot sign: ${String(errors[0]?.err)}`);
      if (signatures === "") throw new Error("nothing was signed");
      return signatures + message;
    },
  };
}
