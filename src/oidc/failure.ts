/** An OpenID provider that cannot be asked, or says no, in words with a mend. */
import type { Provider } from "../config/providers.ts";
import { AuthenticationError, Exit, isExpected, TemporaryError } from "../errors.ts";
import { networkFault } from "../network/faults.ts";
import { said, type Words } from "../said.ts";

interface Told {
  readonly code: string;
  readonly words: string;
}

/** OAuth's own words of a refusal (RFC 6749 §5.2, §4.1.2.1); undefined when it is none. */
export function refusalOf(error: unknown): Told | undefined {
  if (!(error instanceof Error) || !("error" in error) || typeof error.error !== "string") return undefined;
  const description = "error_description" in error ? String(error.error_description ?? "") : "";
  return { code: error.error, words: description === "" ? error.error : `${description} (${error.error})` };
}

const clientMend = said`Correct clientId and clientSecret, and clientAuthentication (basic or post)`;
const mends: Readonly<Record<string, Words>> = {
  invalid_client: clientMend,
  unauthorized_client: said`Let the provider allow this client the device flow, or the code flow with its redirectUrl`,
  unsupported_grant_type: said`Let the provider allow this client the device flow`,
  invalid_scope: said`Correct scopes`,
};

/** AuthenticationError where the person may try again, TemporaryError where an administrator has something to mend. */
export function providerFailure(
  error: unknown,
  { name, issuer, timeout }: Provider,
  step: "discovery" | "tokens" = "tokens",
): unknown {
  if (isExpected(error) || !(error instanceof Error)) return error;
  const refusal = refusalOf(error);
  if (refusal !== undefined) {
    const mend = mends[refusal.code];
    if (mend === undefined) {
      return new AuthenticationError(said`the provider ${name} says no: ${refusal.words}`, {
        mend: said`Sign in again`,
        cause: error,
      });
    }
    return failed(said`the provider ${name} refuses gotrs: ${refusal.words}`, mend, error);
  }
  if (codeOf(error) === "OAUTH_WWW_AUTHENTICATE_CHALLENGE") {
    return failed(said`the provider ${name} refuses gotrs (HTTP 401)`, clientMend, error);
  }
  const { hostname: host, port } = new URL(issuer);
  const fault = networkFault(codeOf(error), { host, port: Number(port || 443) });
  const where = said`Look at the network, or correct issuer of the provider ${name}`;
  if (fault?.step === "certificate") {
    return failed(fault.what, said`Have it renewed, or name its authority in caFile of the provider ${name}`, error);
  }
  if (fault !== undefined) return failed(fault.what, where, error);
  if (codeOf(error) === "OAUTH_TIMEOUT")
    return failed(said`${host} does not answer within ${timeout} seconds`, where, error);
  if (step === "tokens" && tokenFaults.has(codeOf(error))) {
    return new AuthenticationError(
      said`what the provider ${name} says of the person is not to be trusted (${detailOf(error)})`,
      {
        mend: said`Sign in again; if it stays so, compare issuer and clientId, and the clocks of both machines`,
        cause: error,
      },
    );
  }
  return failed(said`${issuer} does not answer as an OpenID provider does (${detailOf(error)})`, where, error);
}

/** Codes of oauth4webapi: a token or an answer is there, and is not what it has to be. */
const tokenFaults = new Set([
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
  "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED",
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_KEY_SELECTION_FAILED",
  "OAUTH_PARSE_ERROR",
]);

function failed(what: Words, mend: Words, cause: unknown): TemporaryError {
  return new TemporaryError(what, { mend, cause, exit: Exit.unavailable });
}

/** Of whatever lies deepest: fetch hides the socket's error, the library both. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const own = "code" in error && typeof error.code === "string" ? error.code : "";
  const inner = error instanceof AggregateError ? codeOf(error.errors[0]) : codeOf(error.cause);
  return networkFault(inner, { host: "", port: 0 }) !== undefined || own === "" ? inner || own : own;
}

function detailOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message !== error.message
    ? `${error.message}: ${detailOf(error.cause)}`
    : error.message;
}
