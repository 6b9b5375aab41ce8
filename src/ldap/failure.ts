/** A directory that cannot be asked, in words with a mend: from the errors of sockets, TLS, and LDAP's result codes (RFC 4511 §4.1.9). */
import type { Directory } from "../config/directories.ts";
import { Exit, isExpected, TemporaryError } from "../errors.ts";
import { type Host, networkFault } from "../network/faults.ts";
import { said, type Words } from "../said.ts";

export type Step = "connect" | "certificate" | "bind" | "search" | "group" | "login";

/** Nobody was judged: the same may succeed once it is mended. */
export class DirectoryFailure extends TemporaryError {}

/** RFC 4511 §4.1.9. */
export const noSuchObject = 32;

interface Wording {
  readonly what: Words;
  readonly mend: Words;
}

/** Whatever a socket or ldapts threw. Not for errors of other origin: a bug must stay one. */
export function directoryFailure(error: unknown, directory: Directory, at: Host, step: Step): unknown {
  if (isExpected(error)) return error;
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return error;
  const { what, mend } =
    byResult(resultOf(error), wordsOf(error), directory, at, step) ?? bySocket(error, directory, at, step);
  return new DirectoryFailure(what, { where: directory.name, mend, exit: Exit.unavailable, cause: error });
}

/** The result code of the directory's answer; undefined when it gave none. */
export function resultOf(error: unknown): number | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : undefined;
}

const resultNames: Readonly<Record<number, string>> = {
  1: "operationsError",
  2: "protocolError",
  19: "constraintViolation",
  32: "noSuchObject",
  34: "invalidDNSyntax",
  48: "inappropriateAuthentication",
  49: "invalidCredentials",
  50: "insufficientAccessRights",
  51: "busy",
  52: "unavailable",
  53: "unwillingToPerform",
};

/** The directory's own words, which are often few, and its result code. */
export function wordsOf(error: Error): string {
  const code = resultOf(error) ?? 0;
  const words = error.message.replace(/ ?Code: 0x[0-9a-f]+$/, "").replaceAll(/[\s\0]+/g, " ");
  return [words.trim(), `${resultNames[code] ?? "result code"} (${code})`].filter((part) => part !== "").join(", ");
}

function bySocket(error: Error, { name, timeout }: Directory, at: Host, step: Step): Wording {
  const code = "code" in error ? String(error.code) : "";
  const fault = networkFault(code, at);
  const what = fault?.what;
  switch (fault?.step) {
    case "dns":
      return { what: what ?? "", mend: said`Correct url of the directory ${name}, or look at this machine's DNS` };
    case "connect":
      return {
        what: what ?? "",
        mend: said`Start the directory, correct url of ${name}, or look at firewalls in between`,
      };
    case "certificate":
      return {
        what: what ?? "",
        mend: said`Have the certificate renewed, name its authority in caFile of ${name}, or use the name in the certificate in url`,
      };
  }
  if (/time(?:d )?out/i.test(error.message)) {
    return {
      what: said`${at.host} does not answer on port ${at.port} within ${timeout} seconds`,
      mend: said`Look at the directory, or raise timeout of ${name}; a port that has TLS from the start needs ldaps://`,
    };
  }
  if (step === "certificate" || code === "EPROTO" || code.startsWith("ERR_SSL_")) {
    return {
      what: said`no TLS with ${at.host} on port ${at.port} (${error.message.trim()})`,
      mend: said`Use ldap:// with startTls: true where the port has no TLS from the start, or correct url of ${name}`,
    };
  }
  return {
    what: said`the connection to ${at.host} broke (${error.message.replaceAll(/\s+/g, " ").trim()})`,
    mend: said`Look at the directory's log`,
  };
}

function byResult(
  code: number | undefined,
  answer: string,
  { name, bindDn, baseDn, groupDn }: Directory,
  { host }: Host,
  step: Step,
): Wording | undefined {
  if (code === undefined) return undefined;
  const who = bindDn ?? said`an anonymous client`;
  if (step === "certificate") {
    return {
      what: said`${host} offers no TLS (it says: ${answer})`,
      mend: said`Use ldaps:// for ${name}, or give it a certificate`,
    };
  }
  if (code === 8 || code === 13) {
    return {
      what: said`${host} takes no password without TLS`,
      mend: said`Use ldaps:// or startTls: true for ${name}`,
    };
  }
  if (step === "bind") {
    return {
      what: said`${host} does not let ${who} in (it says: ${answer})`,
      mend: said`Correct bindDn and bindPassword of the directory ${name}`,
    };
  }
  if (code === noSuchObject || code === 34) {
    const dn = step === "group" ? groupDn : baseDn;
    return {
      what: said`there is no ${dn}, or ${who} may not see it`,
      mend: said`Correct ${step === "group" ? "groupDn" : "baseDn"} of the directory ${name}, or let ${who} read there`,
    };
  }
  return {
    what: said`${host} does not answer ${who} (it says: ${answer})`,
    mend: said`Set bindDn of the directory ${name} to an account that may search, or correct its filter`,
  };
}
