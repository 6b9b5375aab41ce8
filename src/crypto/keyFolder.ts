/** The keys of `crypto.directory`: own identities to open with, others' certificates and keys to check with. Reads files only. */
import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Key, type PrivateKey, readKeys, readPrivateKeys } from "openpgp";

export interface KeyFolder {
  /** PEM files that hold a private key and its certificate. */
  readonly identities: readonly string[];
  /** All certificates, PEM. */
  readonly certificates: string;
  readonly pgpPrivate: readonly PrivateKey[];
  readonly pgpPublic: readonly Key[];
  /** Files that could not be read, each with the reason. */
  readonly faults: readonly string[];
}

const pemCertificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Fresh at each change of the folder: a key is used from the moment its file is there. */
export class Keys {
  readonly #directory: string;
  #known: { readonly mark: string; readonly folder: KeyFolder } | undefined;
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** @throws Error when the folder itself cannot be read */
  async read(): Promise<KeyFolder> {
    const files = readdirSync(this.#directory)
      .filter((name) => /\.(?:pem|crt|cer|asc)$/i.test(name))
      .toSorted()
      .map((name) => join(this.#directory, name));
    const mark = files.map((file) => `${file}\0${statSync(file).mtimeMs}\0${statSync(file).size}`).join("\n");
    if (this.#known?.mark === mark) return this.#known.folder;
    const folder = await load(files);
    this.#known = { mark, folder };
    return folder;
  }
}

async function load(files: readonly string[]): Promise<KeyFolder> {
  const identities: string[] = [];
  const certificates: string[] = [];
  const pgpPrivate: PrivateKey[] = [];
  const pgpPublic: Key[] = [];
  const faults: string[] = [];
  for (const file of files) {
    try {
      const text = readFileSync(file, "utf8");
      if (/\.asc$/i.test(file)) {
        if (text.includes("BEGIN PGP PRIVATE KEY")) pgpPrivate.push(...(await readPrivateKeys({ armoredKeys: text })));
        else pgpPublic.push(...(await readKeys({ armoredKeys: text })));
        continue;
      }
      const found = text.match(pemCertificate) ?? [];
      for (const pem of found) new X509Certificate(pem);
      certificates.push(...found);
      if (/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text)) identities.push(file);
      else if (found.length === 0) faults.push(`${file}: holds neither a certificate nor a private key`);
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const publics = [...pgpPublic, ...pgpPrivate.map((key) => key.toPublic())];
  return { identities, certificates: certificates.join("\n"), pgpPrivate, pgpPublic: publics, faults };
}
