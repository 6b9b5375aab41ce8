/** The certificate authorities that a server is checked against: the machine's, and those of a file that is set. */
import { readFileSync } from "node:fs";
import { getCACertificates } from "node:tls";
import { Exit, UserError } from "../errors.ts";
import { said } from "../said.ts";

/**
 * @param where the setting that names the file
 * @returns PEM texts; undefined where the default will do. @throws UserError when the file cannot be read
 */
export function authorities(caFile: string | undefined, where: string): string[] | undefined {
  if (caFile === undefined) return undefined;
  try {
    return [...getCACertificates("default"), readFileSync(caFile, "utf8")];
  } catch (error) {
    throw new UserError(said`${caFile} cannot be read (${String(error)})`, {
      where,
      mend: said`Correct the path, or let the account of gotrs read the file`,
      exit: Exit.configuration,
      cause: error,
    });
  }
}
