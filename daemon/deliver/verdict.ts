/** What to do after a refusal: try again, and when, or give up. Pure. */
import type { Refusal } from "./transport.ts";

export interface RetryRules {
  /** Refusals by a server that end it. */
  readonly maxAttempts: number;
  /** Seconds; grows by as much with each attempt. */
  readonly retryDelay: number;
}

/** RFC 5321 §4.5.4.1: four to five days before giving up on a server that does not answer. */
const maxAge = 5 * 86_400;
/** Seconds. */
const longestDelay = 15 * 60;

/**
 * @param attempts refusals before this one
 * @param age seconds since the mail was queued
 * @returns seconds until the next attempt; undefined to give up
 */
export function retryAfter(refusal: Refusal, attempts: number, age: number, rules: RetryRules): number | undefined {
  const { code } = refusal;
  if (code !== undefined && code >= 500) return undefined;
  // A server that cannot be reached says nothing about the mail: it waits, however often.
  if (code === undefined) return age > maxAge ? undefined : Math.min(rules.retryDelay, longestDelay);
  if (attempts + 1 >= rules.maxAttempts) return undefined;
  return rules.retryDelay * (attempts + 1);
}
