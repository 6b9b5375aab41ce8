/** What can go wrong with an account, in words with a mend: from the errors of sockets, TLS, imapflow and POP3. */
import { type ErrorParts, Exit, isExpected, TemporaryError } from "../../src/errors.ts";
import type { Place } from "../../src/fetch/account.ts";
import { networkFault } from "../../src/network/faults.ts";
import { said, type Words } from "../../src/said.ts";

/** In the order in which a connection takes them. */
export const steps = ["settings", "dns", "connect", "certificate", "greeting", "login", "folder", "transfer"] as const;
export type Step = (typeof steps)[number];

export class FetchFailure extends TemporaryError {
  readonly step: Step;
  constructor(step: Step, what: Words, parts: ErrorParts = {}) {
    super(what, { exit: Exit.unavailable, ...parts });
    this.step = step;
  }
}

interface Wording {
  readonly step: Step;
  readonly what: Words;
  readonly mend: Words;
}

const certificateMend = said`Let the server's owner renew the certificate; if it is meant to be so, name its authority in fetch.caFile, or allow it with \`gotrs admin mail-account set --certificate any\``;

const mends: Readonly<Record<string, Words>> = {
  ENOTFOUND: said`Correct the account's host`,
  EAI_AGAIN: said`Look at this machine's DNS and network`,
  ECONNREFUSED: said`Correct the account's type or port, or start the mail server`,
  ERR_TLS_CERT_ALTNAME_INVALID: said`Correct the account's host to the name in the certificate, or allow it with \`gotrs admin mail-account set --certificate any\``,
};

/** By error code. */
function wordingOf(code: string, place: Place): Wording | undefined {
  if (code === "GREETING_TIMEOUT") return silent(place);
  const fault = networkFault(code, place);
  if (fault === undefined) return undefined;
  const usual =
    fault.step === "certificate"
      ? certificateMend
      : said`Look at the network and firewalls between here and there, and at the account's port`;
  return { ...fault, mend: mends[code] ?? usual };
}

function silent({ host, port, tls }: Place): Wording {
  return {
    step: "greeting",
    what: said`${host} accepts connections on port ${port} but says nothing`,
    mend:
      tls === "implicit"
        ? said`Look at the server; perhaps it speaks no such protocol on that port`
        : said`The port may expect TLS from the start: try the type IMAPS or POP3S`,
  };
}

/** The wording of a certificate's fault; undefined when the code is none. */
export function certificateFault(code: string, place: Place): Wording | undefined {
  const wording = wordingOf(code, place);
  return wording?.step === "certificate" ? wording : undefined;
}

/**
 * Whatever a socket or a protocol library threw, as a failure with a step. Not for errors of other origin: a bug must stay one.
 * @param step where it happened, if the error itself does not tell
 */
export function fetchFailure(error: unknown, place: Place, step: Step): unknown {
  if (isExpected(error)) return error;
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return error;
  const code = "code" in error ? String(error.code) : "";
  const wording = wordingOf(code, place);
  if (wording !== undefined) {
    return new FetchFailure(wording.step, wording.what, { mend: wording.mend, cause: error });
  }
  if (code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) {
    return new FetchFailure("certificate", said`no TLS with ${place.host}:${place.port} (${error.message.trim()})`, {
      mend: said`The port may speak no TLS from the start: try the type IMAPTLS or POP3TLS, or correct the port`,
      cause: error,
    });
  }
  return new FetchFailure(step, said`the connection to ${place.host} broke (${error.message.trim()})`, {
    mend: said`It is tried again by itself; if it stays so, look at the mail server's log`,
    cause: error,
  });
}

/** @param answer the server's own words */
export function loginRefused(
  login: string,
  place: Place,
  kind: "password" | "token",
  answer: string | undefined,
  cause: unknown,
): FetchFailure {
  const what =
    answer === undefined || answer === ""
      ? said`${place.host} refuses the login of ${login}`
      : said`${place.host} refuses the login of ${login} (it says: ${answer})`;
  return new FetchFailure("login", what, {
    mend:
      kind === "password"
        ? said`Correct login or password with \`gotrs admin mail-account set\`; some providers want a password for programs, or OAuth2`
        : said`Allow IMAP and POP for the mailbox and the application, or authorize it anew: see docs/fetching.md`,
    cause,
  });
}
