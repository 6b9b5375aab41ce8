/** What an edge hands to the intake and what it gets back, for every road by which mail comes in. */
import type { RawSource } from "../mail/rawSource.ts";

export type Road = "smtp" | "lmtp" | "pipe" | "imap" | "pop3" | "api";

export interface Incoming {
  readonly raw: RawSource;
  readonly road: Road;
  readonly envelope: {
    /** Empty for the null sender `<>`; undefined when the road has no envelope. */
    readonly from: string | undefined;
    readonly to: readonly string[];
  };
  /** Whether X-OTRS-* headers of this mail may steer the ticket. */
  readonly trusted: boolean;
  /** Name of the queue to dispatch to, instead of by recipient. */
  readonly queue?: string;
}

export type Outcome = "new" | "followUp" | "duplicate" | "rejected" | "ignored" | "quarantined";

/** The contract's result of one message; null where there is none. */
export interface IntakeResult {
  readonly outcome: Outcome;
  readonly messageId: string | null;
  readonly ticketId: number | null;
  readonly ticketNumber: string | null;
  readonly articleId: number | null;
  readonly reason: string;
}
