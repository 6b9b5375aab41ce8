/** What the postmaster decided about a mail, with the reason beside every step. Values only. */
import type { AutoResponseType, QueueFacts, TicketFacts } from "./desk.ts";

/** One check or rule: what it looked at and what came of it. `gotrs explain` prints these. */
export interface Step {
  readonly rule: string;
  readonly decided: string;
}

export interface AutoResponsePlan {
  readonly type: AutoResponseType;
  readonly queueId: number;
  /** One mail to each. */
  readonly to: readonly string[];
  /** Addresses whose daily limit is used up; they get a LoopProtection history row instead of a mail. */
  readonly limited: readonly string[];
  /** Why nobody gets one though it is bound, for the history; undefined when mails go out or none is bound. */
  readonly withheld: string | undefined;
}

export interface NewTicketPlan {
  readonly kind: "new";
  readonly queue: QueueFacts;
  readonly stateName: string;
  readonly priorityName: string;
  readonly title: string;
  readonly customerUser: string | null;
  readonly customerId: string | null;
  /** The closed ticket whose queue wants a new one for each follow-up. */
  readonly follows: TicketFacts | undefined;
  readonly autoResponse: AutoResponsePlan | undefined;
  readonly reason: string;
  readonly steps: readonly Step[];
}

export interface FollowUpPlan {
  readonly kind: "followUp";
  readonly ticket: TicketFacts;
  /** The queue rejects it: the article is kept, the ticket stays as it is. */
  readonly rejected: boolean;
  readonly newState: string | undefined;
  readonly lock: "lock" | "unlock" | undefined;
  readonly autoResponse: AutoResponsePlan | undefined;
  readonly reason: string;
  readonly steps: readonly Step[];
}

export interface IgnorePlan {
  readonly kind: "ignore";
  readonly reason: string;
  readonly steps: readonly Step[];
}

export type Plan = NewTicketPlan | FollowUpPlan | IgnorePlan;
