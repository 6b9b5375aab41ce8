/** What the postmaster decided about a mail, with the reason beside every step. Values only. */
import type { ParsedMail } from "../mail/message.ts";
import type { Subscription } from "../mail/unsubscribe.ts";
import type { AgentFacts, AutoResponseType, Named, QueueFacts, StateFacts, TicketFacts } from "./desk.ts";
import type { LoopMark } from "./loops.ts";
import type { Step, Warning } from "./step.ts";
import type { FieldValue, SenderType } from "./wishes.ts";

export type { Step, Warning } from "./step.ts";

export interface AutoResponsePlan {
  readonly type: AutoResponseType;
  readonly queueId: number;
  /** One mail to each. */
  readonly to: readonly string[];
  /** Addresses whose daily limit is used up; they get a LoopProtection history row instead of a mail. */
  readonly limited: readonly string[];
  /** Counted together with the ticket when mails go out. */
  readonly marks: readonly LoopMark[];
  /** Why nobody gets one though it is bound, for the history; undefined when mails go out or none is bound. */
  readonly withheld: string | undefined;
}

/** How the mail is kept. */
export interface ArticlePlan {
  /** As the filters left it. */
  readonly mail: ParsedMail;
  readonly senderType: SenderType;
  readonly visibleForCustomer: boolean;
  readonly fields: readonly FieldValue[];
  readonly warnings: readonly Warning[];
}

interface Decided {
  readonly reason: string;
  readonly steps: readonly Step[];
  /** For the log: what somebody asked for that does not exist, filters that cannot work. */
  readonly problems: readonly string[];
}

export interface NewTicketPlan extends Decided {
  readonly kind: "new";
  readonly queue: QueueFacts;
  readonly state: StateFacts;
  /** For a pending state; undefined when nobody said. */
  readonly pendingUntil: Date | undefined;
  readonly priority: Named;
  readonly type: Named | undefined;
  readonly service: Named | undefined;
  readonly sla: Named | undefined;
  readonly lock: Named | undefined;
  /** The postmaster's agent where undefined. */
  readonly owner: AgentFacts | undefined;
  readonly responsible: AgentFacts | undefined;
  readonly title: string;
  readonly customerUser: string | null;
  readonly customerId: string | null;
  readonly fields: readonly FieldValue[];
  readonly article: ArticlePlan;
  /** The ticket it could not become an article of; they are linked. */
  readonly follows: TicketFacts | undefined;
  /** The agent who forwarded the customer's mail to us, and what the agent wrote above it. */
  readonly forwardedBy: { readonly agent: AgentFacts; readonly comment: string } | undefined;
  /** Other queues of ours that the same mail is addressed to. */
  readonly alsoTo: readonly QueueFacts[];
  readonly autoResponse: AutoResponsePlan | undefined;
}

/** What changes on the ticket besides its new article; undefined leaves it. */
export interface FollowUpChange {
  readonly title: string | undefined;
  readonly queue: QueueFacts | undefined;
  readonly state: StateFacts | undefined;
  readonly pendingUntil: Date | undefined;
  readonly priority: Named | undefined;
  readonly type: Named | undefined;
  readonly service: Named | undefined;
  readonly sla: Named | undefined;
  readonly lock: Named | undefined;
  readonly owner: AgentFacts | undefined;
  readonly responsible: AgentFacts | undefined;
  readonly fields: readonly FieldValue[];
}

export interface FollowUpPlan extends Decided {
  readonly kind: "followUp";
  readonly ticket: TicketFacts;
  /** The queue rejects it: the article is kept, the ticket stays as it is. */
  readonly rejected: boolean;
  /** The agent whose answer by mail this is; undefined for everybody else's. */
  readonly agent: AgentFacts | undefined;
  readonly change: FollowUpChange;
  /** Counted because the ticket is reopened; empty when it is not. */
  readonly marks: readonly LoopMark[];
  readonly article: ArticlePlan;
  readonly autoResponse: AutoResponsePlan | undefined;
}

export interface IgnorePlan extends Decided {
  readonly kind: "ignore";
  /** The notices that an agent leaves by this mail. */
  readonly leaves?: Subscription;
}

export type Plan = NewTicketPlan | FollowUpPlan | IgnorePlan;
