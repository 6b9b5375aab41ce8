/** What is known of a mail's origin: the results of SPF, DKIM, DMARC and ARC. Values, and what follows from them alone. */

/** RFC 8601 §2.7. */
export type AuthResult = "pass" | "fail" | "softfail" | "neutral" | "none" | "policy" | "temperror" | "permerror";

export interface Authentication {
  readonly spf: AuthResult;
  readonly dkim: AuthResult;
  readonly dmarc: AuthResult;
  readonly arc: AuthResult;
  /** The domain of From; undefined when there is none, or more than one. */
  readonly domain: string | undefined;
  /** Whether SPF or DKIM passed for that very domain, so that From tells the truth about it. */
  readonly aligned: boolean;
  /** What the domain asks for mail that fails DMARC; undefined when it has no policy. */
  readonly policy: "none" | "quarantine" | "reject" | undefined;
  /** Who sealed the newest set of a chain of ARC that passes. */
  readonly sealer: string | undefined;
  /** `gotrs`, or the host whose Authentication-Results were believed. */
  readonly checkedBy: string;
  /** One line for people: what passed or failed, for whom. */
  readonly reason: string;
}

const results: ReadonlySet<string> = new Set<AuthResult>([
  "pass",
  "fail",
  "softfail",
  "neutral",
  "none",
  "policy",
  "temperror",
  "permerror",
]);

/** An unknown word is no result (RFC 8601 §2.7.7); `hardfail` is an old spelling of SPF's. */
export function authResult(word: string | undefined): AuthResult {
  const lower = word?.toLowerCase() ?? "none";
  if (lower === "hardfail") return "fail";
  return isResult(lower) ? lower : "none";
}

function isResult(word: string): word is AuthResult {
  return results.has(word);
}

/** The worst that can be said without looking: the check itself did not come to an end. */
export function unchecked(domain: string | undefined, reason: string, checkedBy: string): Authentication {
  return {
    spf: "temperror",
    dkim: "temperror",
    dmarc: "temperror",
    arc: "none",
    domain,
    aligned: false,
    policy: undefined,
    sealer: undefined,
    checkedBy,
    reason,
  };
}

/**
 * Whether From is proven: true, proven; false, looked at and not proven; undefined when nobody looked, or could not.
 */
export function isProven(authentication: Authentication | undefined): boolean | undefined {
  if (authentication === undefined) return undefined;
  if (authentication.aligned && authentication.dmarc !== "fail") return true;
  const open = [authentication.spf, authentication.dkim, authentication.dmarc].includes("temperror");
  return open ? undefined : false;
}

/** `spf=pass dkim=pass dmarc=pass`, ARC where there is any. */
export function inWords({ spf, dkim, dmarc, arc }: Pick<Authentication, "spf" | "dkim" | "dmarc" | "arc">): string {
  return `spf=${spf} dkim=${dkim} dmarc=${dmarc}${arc === "none" ? "" : ` arc=${arc}`}`;
}
