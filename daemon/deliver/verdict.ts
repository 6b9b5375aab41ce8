/** What to do after a refusal: try again, and when, or give up. Pure. */

/** Why recipients were not served. */
export interface Refusal {
  readonly recipients: readonly string[];
  /** SMTP reply code; undefined when no server answered. */
  readonly code: number | undefined;
  /** Enhanced status code (RFC 3463), for example `5.1.1`. */
  readonly status: string | undefined;
  readonly message: string;
  /** connection: the server was not reached, or let us not in; nothing was said about the mail. */
  readonly about: "connection" | "mail";
}

export interface RetryRules {
  /** Refusals by a server that end it. */
  readonly maxAttempts: number;
  /** Seconds before the second try. */
  readonly retryDelay: number;
  /** Seconds; the longest wait between two tries. */
  readonly maxRetryDelay: number;
  /** Days of trying after which a mail is given up, whatever the reason. */
  readonly expireDays: number;
}

/** Whether the same mail will be refused again. */
export function isPermanent({ code, status, about }: Refusal): boolean {
  // RFC 5321 §4.2.4.2, §3.1: 521 and 554 instead of a greeting, and a refused login, are about us or the server's day.
  if (about === "connection" || code === undefined) return false;
  // RFC 5321 §4.5.3.1.10: "552 too many recipients" of old servers means 452.
  if (code === 552 && status === "5.5.3") return false;
  // Both have to say so: "550 4.2.1" and "450 5.1.1" cost a retry, a lost answer costs a customer.
  return code >= 500 && (status === undefined || status.startsWith("5."));
}

/**
 * Exponential with jitter, so that mail that failed together is not tried together. The first waits outlast usual greylisting.
 * @param tries failed ones before this one
 * @param random from 0 to 1
 * @returns seconds
 */
export function backOff(tries: number, rules: RetryRules, random: number): number {
  const full = Math.min(rules.retryDelay * 2 ** Math.min(tries, 30), rules.maxRetryDelay);
  return Math.max(1, Math.round(full * (0.85 + 0.3 * random)));
}

/**
 * @param attempts refusals by a server before this one
 * @param tries failed tries before this one, whatever the reason
 * @param age seconds since it is tried
 * @returns seconds until the next try; undefined to give up
 */
export function retryAfter(
  refusal: Refusal,
  { attempts, tries, age }: { readonly attempts: number; readonly tries: number; readonly age: number },
  rules: RetryRules,
  random: number,
): number | undefined {
  if (isPermanent(refusal)) return undefined;
  if (age > rules.expireDays * 86_400) return undefined;
  // A server that cannot be reached says nothing about the mail: it waits until it expires.
  if (refusal.about === "mail" && attempts + 1 >= rules.maxAttempts) return undefined;
  return backOff(tries, rules, random);
}
