/** Certificates as mail servers have them, right and wrong ones, made by openssl: signed by themselves, for localhost unless told otherwise. */
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./process.ts";

export interface CertificateKind {
  /** The name it is for. */
  readonly name?: string;
  /** `YYYYMMDDHHMMSSZ`. */
  readonly from?: string;
  readonly until?: string;
}

export async function serverCertificate(
  folder: string,
  { name = "localhost", from, until }: CertificateKind,
): Promise<{ readonly certFile: string; readonly keyFile: string }> {
  const certFile = join(folder, "cert.pem");
  const keyFile = join(folder, "key.pem");
  const csr = join(folder, "request.pem");
  const run = async (...args: readonly string[]): Promise<void> => {
    const { code, stderr } = await runCommand("openssl", args);
    if (code !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  };
  const names = name === "localhost" ? "DNS:localhost,IP:127.0.0.1" : `DNS:${name}`;
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${names}`];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", keyFile];
  if (from === undefined && until === undefined) {
    await run("req", "-x509", ...key, "-out", certFile, "-days", "3650", ...subject);
  } else {
    await run("req", ...key, "-out", csr, ...subject);
    // `openssl x509` of Debian 12 takes no dates; `openssl ca` does.
    const config = join(folder, "ca.cnf");
    await writeFile(join(folder, "index.txt"), "");
    await writeFile(
      config,
      `[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=${folder}\ndatabase=${folder}/index.txt\nrand_serial=yes\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n`,
    );
    const dates = ["-startdate", from ?? "20200101000000Z", "-enddate", until ?? "20991231235959Z"];
    await run(
      "ca",
      "-batch",
      "-config",
      config,
      "-selfsign",
      "-keyfile",
      keyFile,
      "-in",
      csr,
      "-out",
      certFile,
      "-notext",
      ...dates,
    );
  }
  await chmod(certFile, 0o644);
  return { certFile, keyFile };
}
