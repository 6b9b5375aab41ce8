/** What an edge hands to the intake and what it gets back, for every road by which mail comes in. */
import type { Authentication } from "../mail/authentication.ts";
import type { RawSource } from "../mail/rawSource.ts";
import type { SpamFinding } from "../mail/spamHeaders.ts";
import type { Block } from "../postmaster/blockList.ts";
import type { Remembered } from "../store/fetchedMail.ts";

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
  /** Where it lies on a server; written in the same transaction, so that it is never taken from there twice. */
  readonly remember?: Remembered;
  /** What the edge found out about where it comes from. */
  readonly found?: FoundOut;
}

export interface FoundOut {
  /** undefined where the edge did not look; headers of a mail server in front may tell then. */
  readonly authentication?: Authentication | undefined;
  readonly spam?: SpamFinding | undefined;
  /** A client whose network is blocked. */
  readonly block?: Block | undefined;
  /** The client logged in: the sender is proven by that. */
  readonly loggedIn?: boolean;
  /** It comes straight from outside: no mail server of ours has written into its headers. */
  readonly direct?: boolean;
  /** Its sender waits for the answer, and hears of a refusal. */
  readonly refusable?: boolean;
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
