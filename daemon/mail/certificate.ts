/** The certificate of the listeners: read at the start, and again when its files change or on SIGHUP. */
import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { createSecureContext } from "node:tls";
import type { Settings } from "../../src/config/settings.ts";
import { Exit, UserError } from "../../src/errors.ts";

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly minVersion: "TLSv1.2" | "TLSv1.3";
  readonly honorCipherOrder: true;
}

type Files = Settings["smtp"]["tls"];

/**
 * The loader has seen to it that both files are named, or neither.
 * @throws UserError with exit 78 when a file cannot be read, or the two do not belong together
 */
export function readCertificate(files: Files): Certificate | undefined {
  const { certFile, keyFile, minVersion } = files;
  if (certFile === undefined || keyFile === undefined) return undefined;
  const cert = read(certFile, "smtp.tls.certFile");
  const key = read(keyFile, "smtp.tls.keyFile");
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new UserError(`${certFile} and ${keyFile} are no certificate and its key (${String(error)})`, {
      where: "smtp.tls",
      mend: "Name the PEM files of one certificate: the chain, the server's own first, and its unencrypted private key",
      exit: Exit.configuration,
      cause: error,
    });
  }
  return { cert, key, minVersion, honorCipherOrder: true };
}

function read(path: string, key: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`${path} cannot be read (${String(error)})`, {
      where: key,
      mend: "Correct the path, or let the account of gotrs read the file",
      exit: Exit.configuration,
      cause: error,
    });
  }
}

/** Milliseconds between looks. By looking, because tools replace the files, or the links to them, in many ways. */
const interval = 5000;

/** Calls `changed` after either file was replaced. @returns the end of it */
export function watchCertificate({ certFile, keyFile }: Files, changed: () => void): () => void {
  const paths = [certFile, keyFile].filter((path) => path !== undefined);
  for (const path of paths) watchFile(path, { interval, persistent: false }, changed);
  return () => {
    for (const path of paths) unwatchFile(path, changed);
  };
}
