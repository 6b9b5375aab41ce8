/** A certificate for the tests' servers, made by openssl: an authority and a leaf for a name. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../peers/process.ts";
import { tempFolder } from "../peers/tempFolder.ts";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Signed by itself, for these names and addresses (`DNS:localhost`, `IP:127.0.0.1`). */
export async function selfSigned(...names: readonly string[]): Promise<Certificate> {
  await using folder = await tempFolder("certificate");
  const [key, cert] = [join(folder.path, "key.pem"), join(folder.path, "cert.pem")];
  const args = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=test".split(" ");
  const { code, stderr } = await runCommand("openssl", [
    ...args,
    ...["-keyout", key, "-out", cert, "-addext", `subjectAltName=${names.join(",")}`],
  ]);
  if (code !== 0) throw new Error(`openssl: ${stderr}`);
  return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
}
