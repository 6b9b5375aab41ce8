/** Certificates for the tests, made by openssl: what a listener shows, told apart by its name. */
import { join } from "node:path";
import { runCommand } from "./process.ts";

export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Writes PEM files, over the old ones if there are any. */
export async function makeCertificate(folder: string, name: string, file = "server"): Promise<CertificateFiles> {
  const files = { certFile: join(folder, `${file}.crt`), keyFile: join(folder, `${file}.key`) };
  const { code, stderr } = await runCommand("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", `/CN=${name}`, "-keyout", files.keyFile, "-out", files.certFile],
  ]);
  if (code !== 0) throw new Error(`openssl ended with ${code}: ${stderr}`);
  return files;
}

export interface Shown {
  /** The CN of the certificate that the server showed; undefined when there was no TLS. */
  readonly name: string | undefined;
  readonly output: string;
}

/** What `openssl s_client` sees. */
export async function shownCertificate(address: string, ...options: readonly string[]): Promise<Shown> {
  const { stdout, stderr } = await runCommand("openssl", ["s_client", "-connect", address, ...options], {
    input: "QUIT\r\n",
    timeout: 15_000,
  });
  return { name: stdout.match(/subject=CN ?= ?(\S+)/)?.[1], output: stdout + stderr };
}
