/** A mail and how it came: all that the rules start from. */
import type { ParsedMail } from "../mail/message.ts";
import type { Content } from "../mail/rawSource.ts";
import type { Treatment } from "./origin.ts";

export interface Arrival {
  readonly mail: ParsedMail;
  /** The message byte for byte, for the check that searches it. */
  readonly raw: Content;
  /** Empty for the null sender; undefined when the road has no envelope. */
  readonly envelopeFrom: string | undefined;
  readonly envelopeTo: readonly string[];
  /** X-OTRS-* headers count only on a trusted road. */
  readonly trusted: boolean;
  /** Whether the domain in From is proven to have sent it: false when a proof failed, undefined when nobody could tell. */
  readonly authenticated: boolean | undefined;
  /** What its origin makes of it; undefined when nothing is known of that. */
  readonly treatment: Treatment | undefined;
  /** The queue that the road dispatches to. */
  readonly queue: string | undefined;
}

/** An arrival whose steering headers were taken apart: what the rules read and the filters change. */
export interface Letter extends Omit<Arrival, "trusted"> {
  readonly steering: Steering;
}

/** Names of X-OTRS-* headers in lower case without that prefix (`followup-state`) → value. */
export type Steering = ReadonlyMap<string, string>;
