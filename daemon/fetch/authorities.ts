/** The certificate authorities that mail servers are checked against: the machine's, and those of fetch.caFile. */
import { readFileSync } from "node:fs";
import { getCACertificates } from "node:tls";
import { Exit, UserError } from "../../src/errors.ts";

/** @returns PEM texts; undefined where the default will do. @throws UserError when the file cannot be read */
export function authorities(caFile: string | undefined): readonly string[] | undefined {
  if (caFile === undefined) return undefined;
  try {
    return [...getCACertificates("default"), readFileSync(caFile, "utf8")];
  } catch (error) {
    throw new UserError(`${caFile} cannot be read (${String(error)})`, {
      where: "fetch.caFile",
      mend: "Correct the path, or let the account of gotrs read the file",
      exit: Exit.configuration,
      cause: error,
    });
  }
}
