/** What a call that failed means, in words for the status line which say what to do. */
import type { Problem } from "../../src/api/problem.ts";
import { type MessageKey, text } from "../messages.ts";
import { fieldFaults, meanwhileDone, missingFields, unknownHere } from "./shapes/desk.ts";

/** How Node names what is wrong with a server's certificate. */
const certificates: Readonly<Record<string, MessageKey>> = {
  CERT_HAS_EXPIRED: "wrong.certificateTime",
  CERT_NOT_YET_VALID: "wrong.certificateTime",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong.certificateName",
  DEPTH_ZERO_SELF_SIGNED_CERT: "wrong.certificateUnknown",
  SELF_SIGNED_CERT_IN_CHAIN: "wrong.certificateUnknown",
  UNABLE_TO_GET_ISSUER_CERT: "wrong.certificateUnknown",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "wrong.certificateUnknown",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "wrong.certificateUnknown",
};

/** Nobody answered, or not to the end. @param seconds waited at most */
export function silenceInWords(
  kind: "socket" | "http",
  where: string,
  error: NodeJS.ErrnoException,
  seconds: number,
): string {
  const { code = "" } = error;
  const certificate = certificates[code];
  if (certificate !== undefined) return text(certificate, { where });
  if (code === "ETIMEDOUT") return text("wrong.silent", { where, seconds });
  if (kind === "socket") return text(code === "EACCES" ? "wrong.socketClosed" : "wrong.noDaemonHere", { where });
  if (code === "EPROTO" || code === "ERR_SSL_WRONG_VERSION_NUMBER") return text("wrong.noTls", { where });
  if (code.startsWith("HPE_")) return text("wrong.strangeAnswer", { where });
  return text("wrong.noDaemon", { where });
}

export type Refusal = Pick<Problem, "detail" | "missing" | "unknown" | "faults" | "meanwhile" | "mergedInto">;

/** The daemon's own words; whoever stands before it has none. @param to where it sends on to */
export function refusalOf(content: Buffer, status: number, where: string, to: string | undefined): Refusal {
  if (to !== undefined && status < 400) return { detail: text("wrong.sendsOn", { where, to }) };
  const said = problemIn(content);
  return said ?? { detail: text("wrong.withoutReason", { status }) };
}

function problemIn(content: Buffer): Refusal | undefined {
  let said: unknown;
  try {
    said = JSON.parse(content.toString());
  } catch {
    return undefined;
  }
  if (typeof said !== "object" || said === null || !("detail" in said)) return undefined;
  const { detail } = said;
  if (typeof detail !== "string" || detail === "") return undefined;
  // What is no such list tells nothing, but the words are words.
  const { missing, unknown, faults, meanwhile, mergedInto } = said as Partial<Problem>;
  const isOlder = unknown !== undefined && unknownHere(unknown) === undefined && unknown.length > 0;
  return {
    detail: isOlder ? text("wrong.olderDaemon", { what: unknown.join(", ") }) : detail,
    ...(isOlder ? { unknown } : {}),
    ...(missing !== undefined && missingFields(missing) === undefined ? { missing } : {}),
    ...(faults !== undefined && fieldFaults(faults) === undefined ? { faults } : {}),
    ...(meanwhile !== undefined && meanwhileDone(meanwhile) === undefined ? { meanwhile } : {}),
    ...(typeof mergedInto === "string" ? { mergedInto } : {}),
  };
}
