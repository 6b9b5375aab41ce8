/** What a database can refuse, in words with a mend; the drivers translate their error codes into these. */
import { TemporaryError } from "../errors.ts";
import { joined, said, type Words } from "../said.ts";

export type FailureKind =
  | "deadlock"
  | "busy"
  | "unavailable"
  | "full"
  | "readOnly"
  | "tooLarge"
  | "missingDatabase"
  | "missingTable"
  | "denied"
  | "damaged";

const wordings: Readonly<Record<FailureKind, { readonly what: Words; readonly mend: Words }>> = {
  deadlock: { what: said`the database broke a deadlock`, mend: said`Try again` },
  busy: {
    what: said`the database is busy with another writer`,
    mend: said`Try again; if it stays so, look for a long-running transaction`,
  },
  unavailable: { what: said`the database does not answer`, mend: said`Start it, or correct database.url` },
  full: {
    what: said`the database cannot write: the disk is full or failing`,
    mend: said`Free space on the database's disk, or look into its logs`,
  },
  readOnly: {
    what: said`the database is read-only`,
    mend: said`Give gotrs write permission to the database, its folder and its files`,
  },
  tooLarge: {
    what: said`the database refuses so large a message`,
    mend: said`Raise max_allowed_packet of MySQL or MariaDB to at least twice smtp.maxSize, as OTRS asks too`,
  },
  missingDatabase: {
    what: said`the database does not exist`,
    mend: said`Create it, or correct database.url; then run: gotrs init`,
  },
  missingTable: { what: said`the database lacks tables that gotrs needs`, mend: said`Run: gotrs init` },
  denied: {
    what: said`the database refuses the login`,
    mend: said`Correct user and password in database.url, or the database's permissions`,
  },
  damaged: {
    what: said`the database file is damaged or no database`,
    mend: said`Restore a backup, or correct database.url`,
  },
};

/** The database could not do it; nothing was changed, and the same may succeed later. */
export class StoreFailure extends TemporaryError {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, where: string, cause: unknown) {
    const { what, mend } = wordings[kind];
    const detail = cause instanceof Error ? detailOf(cause) : "";
    super(joined([what, detail === "" ? "" : ` (${detail})`], ""), { where, mend, cause });
    this.kind = kind;
  }
}

/** An insert met a row that exists already. Not a failure of the database: the caller knows what it means. */
export class DuplicateRow extends Error {
  override readonly name = "DuplicateRow";
}

/** Of several tried addresses (`localhost` as IPv6 and IPv4) the first says enough. */
function detailOf(error: Error): string {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  return first.message.replace(/\s+/g, " ").trim();
}

/** Text of `error.code`, where there is one: SQLSTATE, errno name or a driver's own. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ENOENT",
]);

export function isNetworkFailure(error: unknown): boolean {
  return networkCodes.has(codeOf(error));
}
