/** Tickets, articles and what they are chosen from: the JSON of the API and of `--json`, as the contract fixes it. */

import type { Growing } from "./growing.ts";
import type { Hold } from "./outbound.ts";

/** Times are ISO 8601 in UTC (`2026-11-24T10:00:00Z`); `age` and escalation values are seconds, null when there is none. */
export interface TicketSummary {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly queue: string;
  readonly state: string;
  readonly stateType: string;
  /** Of a pending state, else null. */
  readonly pendingUntil: string | null;
  readonly priority: string;
  readonly type: string | null;
  readonly service: string | null;
  readonly sla: string | null;
  /** Login. */
  readonly owner: string;
  readonly responsible: string;
  readonly lock: string;
  readonly customerId: string | null;
  readonly customerUser: string | null;
  readonly created: string;
  readonly changed: string;
  readonly age: number;
  readonly escalation: {
    readonly first: string | null;
    readonly update: string | null;
    readonly solution: string | null;
    readonly next: string | null;
  };
  readonly unread: boolean;
  /** How many articles. */
  readonly articles: number;
}

export interface TicketPage {
  readonly tickets: readonly TicketSummary[];
  /** Counting stops at 10,000 unless `exactTotal` was asked for. */
  readonly total: number;
  /** Only where there are more than `total`. */
  readonly totalExact?: false;
  readonly nextCursor: string | null;
}

/** What a job of the generic agent would select: the first of them, and how many there are. */
export type SelectedTickets = Pick<TicketPage, "tickets" | "total">;

export interface AttachmentSummary {
  readonly id: number;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly disposition: string | null;
  readonly contentId: string | null;
  /** The article's HTML shows it where it belongs: no file of its own to a reader. */
  readonly inline: boolean;
}

/** A part of an article's text. A screen may fold what is not `text`; all parts together are the body. */
export interface BodySegment {
  /** header: the lines that introduce a quote, such as "On Monday, Ann wrote:". */
  readonly kind: Growing<"text" | "quote" | "signature" | "header">;
  readonly text: string;
}

export interface ArticleView {
  readonly id: number;
  readonly sender: Growing<"agent" | "system" | "customer">;
  /** Email, Phone, Internal, Chat. */
  readonly channel: string;
  readonly visibleForCustomer: boolean;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  /** Those who get it and whom no other recipient sees; for agents alone. */
  readonly bcc: string;
  readonly subject: string;
  readonly body: string;
  readonly bodyHtml: string | null;
  /** The body cut into what is new and what only repeats or signs. */
  readonly segments: readonly BodySegment[];
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly created: string;
  readonly attachments: readonly AttachmentSummary[];
  /** Read by this agent. */
  readonly seen: boolean;
  /** Delivery of an outgoing article; null for what was not sent. */
  readonly delivery: {
    /** `queued` with `due` set and no message is held back: it can still be recalled. */
    readonly state: Growing<"queued" | "sent" | "failed" | "recalled">;
    readonly attempts: number;
    /** The server's own words. */
    readonly message: string | null;
    /** When it is sent or tried again. */
    readonly due: string | null;
    /** Who keeps it from being sent, where somebody does. */
    readonly hold: Hold | null;
    /** How many mails of it wait: one for all recipients, or one for each. */
    readonly waiting: number;
  } | null;
  /** Where a received article comes from (SPF, DKIM, DMARC, ARC); null where nobody looked. */
  readonly authentication: {
    /** pass, fail, softfail, neutral, none, policy, temperror or permerror, each (RFC 8601). */
    readonly spf: string;
    readonly dkim: string;
    readonly dmarc: string;
    readonly arc: string;
    /** The domain of From. */
    readonly domain: string | null;
    /** SPF or DKIM passed for that very domain: the sender is who From says. */
    readonly aligned: boolean;
    /** `gotrs`, or the mail server in front whose word was believed. */
    readonly checkedBy: string;
    /** One line for people. */
    readonly reason: string;
  } | null;
  /** Those that hold something. */
  readonly dynamicFields?: FieldValues;
  /** The reader's own marks. */
  readonly flags?: Readonly<Record<string, string>>;
  /** What the agent has to know about it, for example a sender who takes no part in the ticket. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

export interface HistoryEntry {
  readonly type: string;
  readonly name: string;
  readonly created: string;
  /** Login. */
  readonly by: string;
}

export interface TicketDetail extends Omit<TicketSummary, "articles"> {
  readonly articles: readonly ArticleView[];
  readonly history: readonly HistoryEntry[];
  readonly links: readonly {
    /** Normal or ParentChild. */
    readonly type: string;
    /** What the other is: `parent`, `child`, or `both` of a Normal link. */
    readonly direction: string;
    /** Ticket, or another kind of OTRS's, FAQ for example. */
    readonly object: string;
    readonly id: number;
    /** Empty where it is no ticket, as `title`. */
    readonly number: string;
    readonly title: string;
  }[];
  /** Those that hold something. */
  readonly dynamicFields: FieldValues;
  /** Grows with every change; see UpdateRequest. */
  readonly version: number;
  readonly archived: boolean;
  /** Logins. */
  readonly watchers: readonly string[];
  /** The reader's own marks. */
  readonly flags: Readonly<Record<string, string>>;
  /** Accounted on the ticket, in the installation's units. */
  readonly timeUnits: number;
}

export interface QueueSummary {
  readonly id: number;
  readonly name: string;
  /** Tickets in new, open and pending states that this agent may see. */
  readonly open: number;
  /** Of those, with an article this agent has not seen. */
  readonly unread: number;
  /** Of those, with an escalation that has come or comes within four hours. */
  readonly escalating: number;
}

export interface Lookups {
  /** Queues in which the agent may open tickets; `queues` are those into which they may move some. */
  readonly newTicketQueues: readonly { readonly id: number; readonly name: string }[];
  readonly queues: readonly { readonly id: number; readonly name: string }[];
  readonly states: readonly { readonly id: number; readonly name: string; readonly type: string }[];
  readonly priorities: readonly { readonly id: number; readonly name: string }[];
  readonly types: readonly { readonly id: number; readonly name: string }[];
  readonly services: readonly { readonly id: number; readonly name: string }[];
  /** `services` are the ids of those that it is for. */
  readonly slas: readonly { readonly id: number; readonly name: string; readonly services: readonly number[] }[];
  readonly agents: readonly { readonly id: number; readonly login: string; readonly name: string }[];
}

/** By name: a text, several for a Multiselect, true or false for a Checkbox, ISO 8601 for days and times; null for none. */
export type FieldValues = Readonly<Record<string, string | readonly string[] | boolean | null>>;

/** One server-sent event of /api/v1/events: something about this ticket was committed. */
export interface TicketEvent {
  readonly ticketId: number;
  /** Largest ticket_history.id seen; pass it as Last-Event-ID to resume. */
  readonly sequence: number;
}

/** A dynamic field of tickets, for forms. */
export interface FieldDefinition {
  readonly name: string;
  /** As people read it. */
  readonly label: string;
  /** Text, TextArea, Checkbox, Dropdown, Multiselect, Date, DateTime, or another of an OTRS with packages. */
  readonly type: string;
  /** What a Dropdown or Multiselect may hold; null where anything may. */
  readonly values: readonly { readonly key: string; readonly label: string }[] | null;
}
