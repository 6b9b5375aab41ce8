/** Keys of gotrs.yaml: the folder of certificates and PGP keys. */
import { key } from "../key.ts";
import { maybePath } from "../kinds.ts";

export const cryptoKeys = {
  "crypto.directory": key(
    maybePath,
    undefined,
    "The folder of keys for S/MIME (`.pem`: our private key with its certificate, others' and issuers' certificates) and PGP " +
      "(`.asc`). Signed mail is checked and encrypted mail opened with them; see docs/reading.md.",
  ),
} as const;
