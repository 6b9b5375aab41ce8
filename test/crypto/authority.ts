/** Certificates for tests, made by openssl on the spot: an issuer, and people whom it knows. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function hasProgram(name: string): boolean {
  try {
    execFileSync(name, [name === "openssl" ? "version" : "--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export class Authority {
  readonly #folder: string;
  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#run(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "ca.key",
      "-out",
      "ca.crt",
      "-days",
      "30",
      "-subj",
      `/CN=${name}`,
    );
  }

  get certificate(): Buffer {
    return readFileSync(join(this.#folder, "ca.crt"));
  }

  /** Writes NAME.pem, private key and certificate in one. */
  person(name: string, address: string): string {
    const request = [
      "req",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${name}`,
    ];
    this.#run(...request);
    writeFileSync(
      join(this.#folder, `${name}.ext`),
      `subjectAltName=email:${address}\nextendedKeyUsage=emailProtection\n`,
    );
    this.#run(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      "-CA",
      "ca.crt",
      "-CAkey",
      "ca.key",
      "-CAcreateserial",
      "-days",
      "30",
      "-extfile",
      `${name}.ext`,
      "-out",
      `${name}.crt`,
    );
    const pem = `${readFileSync(join(this.#folder, `${name}.key`), "utf8")}${readFileSync(join(this.#folder, `${name}.crt`), "utf8")}`;
    writeFileSync(join(this.#folder, `${name}.pem`), pem);
    return pem;
  }

  /** What `openssl cms` prints. */
  cms(input: string, ...args: readonly string[]): string {
    return execFileSync("openssl", ["cms", ...args], {
      cwd: this.#folder,
      input,
      stdio: ["pipe", "pipe", "pipe"],
    }).toString("latin1");
  }

  #run(...args: readonly string[]): void {
    execFileSync("openssl", args, { cwd: this.#folder, stdio: "pipe" });
  }
}
