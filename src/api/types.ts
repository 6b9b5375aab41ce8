/** The JSON of the API and of `--json`, as the contract fixes it. Shared by the daemon, the commands and the terminal UI. */

/** Times are ISO 8601 in UTC (`2026-11-24T10:00:00Z`); `age` and escalation values are seconds, null when there is none. */
export interface TicketSummary {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly queue: string;
  readonly state: string;
  readonly stateType: string;
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

/** Text with what was looked for marked; all parts together are the text. */
export interface SnippetPart {
  readonly text: string;
  readonly hit: boolean;
}

/** A ticket that was found, and the newest of its articles that has the words. */
export interface SearchHit extends TicketSummary {
  readonly articleId: number;
  readonly sender: string;
  readonly from: string;
  readonly articleCreated: string;
  readonly snippet: readonly SnippetPart[];
  /** 1 is the best. */
  readonly rank: number;
  /** subject: in subject, title or number, which comes before the rest. */
  readonly foundIn: "subject" | "text";
}

export interface SearchPage {
  readonly tickets: readonly SearchHit[];
  /** How many these are. */
  readonly total: number;
  /** There are more than these; name more words to find the right one. */
  readonly more: boolean;
  /** Articles that were written but are not in the index yet; counted to 10,000. */
  readonly behind: number;
}

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
  readonly kind: "text" | "quote" | "signature" | "header";
  readonly text: string;
}

export interface ArticleView {
  readonly id: number;
  readonly sender: "agent" | "system" | "customer";
  /** Email, Phone, Internal, Chat. */
  readonly channel: string;
  readonly visibleForCustomer: boolean;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
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
    readonly state: "queued" | "sent" | "failed" | "recalled";
    readonly attempts: number;
    /** The server's own words. */
    readonly message: string | null;
    /** When it is sent or tried again. */
    readonly due: string | null;
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
}

export interface Lookups {
  readonly queues: readonly { readonly id: number; readonly name: string }[];
  readonly states: readonly { readonly id: number; readonly name: string; readonly type: string }[];
  readonly priorities: readonly { readonly id: number; readonly name: string }[];
  readonly types: readonly { readonly id: number; readonly name: string }[];
  readonly agents: readonly { readonly id: number; readonly login: string; readonly name: string }[];
}

/** How one can log in. */
export interface SignOnWays {
  /** Whether any password is taken. */
  readonly passwords: boolean;
  /** OpenID providers: what to name them in requests, and to people. */
  readonly providers: readonly { readonly name: string; readonly title: string }[];
}

/** A sign-on that waits for a person to confirm it in a browser (RFC 8628). */
export interface DeviceSignOn {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string | null;
  /** Seconds between two questions whether it is confirmed. */
  readonly interval: number;
  /** Seconds for which it is good. */
  readonly expiresIn: number;
}

/** A login: the token for `Authorization: Bearer`, and when it ends (ISO 8601). */
export interface Session {
  readonly token: string;
  readonly expires: string;
}

/** Times are ISO 8601. */
export interface SessionView {
  readonly id: number;
  readonly login: string;
  readonly kind: "agent" | "customer";
  /** Empty over the Unix socket. */
  readonly address: string;
  readonly client: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly expires: string;
  /** The one that asks. */
  readonly current: boolean;
}

/** A second factor as it is set up: shown once, asked for from the first code that is confirmed. */
export interface SecondFactorOffer {
  /** Base32. */
  readonly secret: string;
  /** otpauth://…, which authenticators read as a QR code. */
  readonly uri: string;
}

export interface TokenView {
  readonly id: number;
  readonly name: string;
  /** The agent it acts for. */
  readonly login: string;
  /** null is everything the agent may do. */
  readonly scopes: readonly string[] | null;
  readonly created: string;
  readonly expires: string | null;
  readonly lastUsed: string | null;
  /** Neither disabled nor expired. */
  readonly valid: boolean;
}

export interface Me {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly version: string;
}

/** What a reply would be: filled in by the daemon, edited by the agent, sent back as ReplyRequest. */
export interface ReplyDraft {
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  /** Salutation, quote and signature, LF line ends. */
  readonly body: string;
  readonly articleId: number;
  /** Of the ticket; see ReplyRequest. */
  readonly version: number;
  /** Files of the template, to be sent along. */
  readonly attachments?: NonNullable<ReplyRequest["attachments"]>;
}

export interface ReplyRequest extends ArticleExtras {
  /** Of the ticket as the agent saw it: when others have written on it since, nothing is sent and 409 tells what. */
  readonly version?: number;
  /** Send it all the same. */
  readonly anyway?: boolean;
  /** The article that is answered; the newest customer article when absent. */
  readonly articleId?: number;
  readonly to?: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly subject?: string;
  /** The whole text as it shall be sent; `![…](NAME)` shows an attached image where mail has an HTML form. */
  readonly body: string;
  /** Those who got the answered mail too are put into Cc, unless `cc` says who. */
  readonly all?: boolean;
  /** Each recipient gets a mail of their own and sees no other. */
  readonly separately?: boolean;
  /** ISO 8601 with its zone: not to be sent before. Until then the mail can be recalled. */
  readonly sendAt?: string;
  /** State name after sending; unchanged when absent. */
  readonly state?: string;
  readonly attachments?: readonly {
    readonly filename: string;
    /** By the file's name when absent. */
    readonly contentType?: string;
    readonly contentBase64: string;
  }[];
}

/** By name: a text, several for a Multiselect, true or false for a Checkbox, ISO 8601 for days and times; null for none. */
export type FieldValues = Readonly<Record<string, string | readonly string[] | boolean | null>>;

/** What comes along with an article. */
export interface ArticleExtras {
  /** Time spent, in the installation's units, with up to two decimals. */
  readonly timeUnits?: number;
  /** Dynamic fields of the article. */
  readonly articleFields?: FieldValues;
  /** Dynamic fields of the ticket. */
  readonly dynamicFields?: FieldValues;
}

export interface NoteRequest extends ArticleExtras {
  readonly subject?: string;
  readonly body: string;
  readonly visibleForCustomer?: boolean;
  readonly state?: string;
  readonly attachments?: ReplyRequest["attachments"];
}

/** A call about a ticket. */
export interface PhoneRequest extends ArticleExtras {
  /** Who called whom. */
  readonly caller: "customer" | "agent";
  readonly subject?: string;
  readonly body: string;
  /** True when absent. */
  readonly visibleForCustomer?: boolean;
  readonly state?: string;
  readonly pendingUntil?: string;
  readonly attachments?: ReplyRequest["attachments"];
}

/** Any subset; names, not ids. `lock` takes the ticket for the agent when true. */
export interface UpdateRequest {
  /** Of the ticket as the agent saw it (`TicketDetail.version`): when others changed it since, nothing is done and 409 tells what. */
  readonly version?: number;
  readonly dynamicFields?: FieldValues;
  readonly archived?: boolean;
  readonly queue?: string;
  readonly state?: string;
  /** ISO 8601; required with a pending state. */
  readonly pendingUntil?: string;
  readonly priority?: string;
  readonly owner?: string;
  readonly responsible?: string;
  readonly lock?: "lock" | "unlock";
  readonly title?: string;
  readonly type?: string;
  /** Empty for none, as `sla`, which has to be one for the service. */
  readonly service?: string;
  readonly sla?: string;
  /** Login or mail address; empty for none. The company follows, unless `customerId` says another. */
  readonly customerUser?: string;
  readonly customerId?: string;
}

/** One server-sent event of /api/v1/events: something about this ticket was committed. */
export interface TicketEvent {
  readonly ticketId: number;
  /** Largest ticket_history.id seen; pass it as Last-Event-ID to resume. */
  readonly sequence: number;
}

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Of a login: fields that are asked for besides, such as `code` of a second factor. */
  readonly missing?: readonly string[];
}

/** A ticket made by an agent. */
export interface CreateRequest extends ArticleExtras {
  /** What its first article is: a mail to `to`, what the customer said on the phone, or a note. By `to` when absent. */
  readonly by?: "mail" | "phone" | "note";
  readonly title: string;
  readonly queue: string;
  readonly body: string;
  readonly to?: string;
  readonly cc?: string;
  readonly customerUser?: string;
  readonly customerId?: string;
  readonly state?: string;
  /** ISO 8601; required with a pending state. */
  readonly pendingUntil?: string;
  readonly priority?: string;
  readonly type?: string;
  readonly service?: string;
  readonly sla?: string;
  /** Login; the agent who creates it when absent. */
  readonly owner?: string;
  readonly responsible?: string;
  readonly lock?: "lock" | "unlock";
  readonly attachments?: ReplyRequest["attachments"];
  /** As in ReplyRequest; for a mail only. */
  readonly sendAt?: string;
}

/** An article becomes a ticket of its own; what is not said is as on the ticket that it comes from. */
export interface SplitRequest extends Partial<Omit<CreateRequest, "by" | "to" | "cc" | "sendAt" | "attachments">> {
  readonly articleId: number;
}

export interface LinkRequest {
  /** A ticket's number or `#id`; the id of a FAQ article. */
  readonly to: string;
  /** What `to` is: a ticket when absent. */
  readonly object?: "Ticket" | "FAQ";
  /** What the ticket is to the other: `parent` and `child` are OTRS's ParentChild; normal when absent. */
  readonly as?: "normal" | "parent" | "child";
}

export interface ForwardDraft {
  readonly from: string;
  readonly subject: string;
  /** The article with who wrote it to whom, and the signature, LF line ends. */
  readonly body: string;
  readonly articleId: number;
  /** Files of the article that go along. */
  readonly attachments: readonly AttachmentSummary[];
}

export interface ForwardRequest extends ArticleExtras {
  /** The newest article when absent. */
  readonly articleId?: number;
  readonly to: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly subject?: string;
  /** The whole text as it shall be sent; what the draft has when absent. */
  readonly body?: string;
  /** Whether the article's files go along; true when absent. */
  readonly withAttachments?: boolean;
  readonly attachments?: ReplyRequest["attachments"];
  /** False when absent: what is asked of others is not for the customer, nor their answer. */
  readonly visibleForCustomer?: boolean;
  readonly sendAt?: string;
  readonly state?: string;
  readonly pendingUntil?: string;
}

/** A mail is sent on to others as it came (RFC 5322 §3.6.6). */
export interface BounceRequest {
  /** The newest mail when absent. */
  readonly articleId?: number;
  readonly to: string;
  /** Text of a mail that tells the sender of it; none is sent when absent. */
  readonly inform?: string;
  readonly state?: string;
  readonly pendingUntil?: string;
}

/** A ticket as its customer sees it. */
export interface CustomerTicket {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly queue: string;
  readonly state: string;
  readonly stateType: string;
  readonly priority: string;
  /** The company. */
  readonly customerId: string | null;
  /** Login of the customer user whose ticket it is. */
  readonly customerUser: string | null;
  readonly created: string;
  readonly changed: string;
}

export interface CustomerTicketPage {
  readonly tickets: readonly CustomerTicket[];
  readonly nextCursor: string | null;
}

export interface CustomerArticle {
  readonly id: number;
  readonly sender: "agent" | "system" | "customer";
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  readonly created: string;
  readonly attachments: readonly {
    readonly id: number;
    readonly filename: string;
    readonly contentType: string;
    readonly size: number;
  }[];
}

export interface CustomerTicketDetail extends CustomerTicket {
  /** Those visible for customers, oldest first. */
  readonly articles: readonly CustomerArticle[];
}

export interface CustomerReplyRequest {
  readonly subject?: string;
  readonly body: string;
  readonly attachments?: ReplyRequest["attachments"];
}

export interface CustomerCreateRequest {
  readonly title: string;
  readonly body: string;
  /** One of the queues that are offered; the first when absent. */
  readonly queue?: string;
  /** One of the customer's companies; the first when absent. */
  readonly customerId?: string;
  readonly attachments?: ReplyRequest["attachments"];
}

/** The agent's own mark on a ticket, or on one of its articles. */
export interface FlagRequest {
  readonly flag: string;
  /** `1` when absent; null takes the mark away. */
  readonly value?: string | null;
  readonly articleId?: number;
}

export interface TemplateSummary {
  readonly id: number;
  readonly name: string;
  /** Answer, Create, Email, Forward, Note or PhoneCall. */
  readonly type: string;
}

/** A template as it reads on a ticket. */
export interface FilledTemplate extends TemplateSummary {
  /** Plain, its tags filled in. */
  readonly text: string;
  readonly attachments: NonNullable<ReplyRequest["attachments"]>;
}

export interface DraftRequest {
  /** Of the draft that it takes the place of; a new one when absent. */
  readonly id?: number;
  readonly action: "reply" | "forward" | "note" | "call" | "create";
  readonly title?: string;
  /** The request as far as it is written. */
  readonly content: Readonly<Record<string, unknown>>;
}

export interface DraftView {
  readonly id: number;
  readonly action: DraftRequest["action"];
  readonly title: string | null;
  readonly content: Readonly<Record<string, unknown>>;
  readonly changed: string;
}

export interface BulkRequest {
  /** Numbers or `~id`s. */
  readonly tickets: readonly string[];
  readonly update?: UpdateRequest;
  readonly note?: NoteRequest;
  readonly watch?: boolean;
  /** The ticket that the others go into; alone. */
  readonly mergeInto?: string;
}

export interface BulkResult {
  readonly ticket: string;
  readonly ok: boolean;
  /** Why nothing of it was done. */
  readonly error: string | null;
}

/** A mail in the outbound queue, or one that was given up. */
export interface OutboundMail {
  readonly id: number;
  /** held: not to be sent before `due`; waiting: a try failed; sending: a daemon has it; failed: given up. */
  readonly state: "queued" | "held" | "waiting" | "sending" | "failed";
  /** null for what belongs to no ticket, such as notices to agents. */
  readonly ticketId: number | null;
  readonly ticketNumber: string | null;
  readonly articleId: number | null;
  /** Of the envelope; empty for automatic mail. */
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly attempts: number;
  /** When it is sent or tried again; null for now, and for what was given up. */
  readonly due: string | null;
  /** The server's own words at the last try. */
  readonly message: string | null;
  readonly created: string;
}

export interface OutboundPage {
  /** At most 1000. */
  readonly mails: readonly OutboundMail[];
  readonly total: number;
  /** What is not sent for now: `all`, `domain:example.com` or `route:NAME`, and why and since when. */
  readonly pauses: readonly { readonly scope: string; readonly reason: string }[];
}

export interface OutboundMailDetail extends OutboundMail {
  readonly tries: readonly {
    readonly attempt: number;
    /** Of the SMTP reply; null when nobody answered. */
    readonly code: number | null;
    readonly message: string;
    readonly created: string;
  }[];
  /** LF line ends. */
  readonly headers: string;
}

/** An address that our mail does not reach. */
export interface FailingAddressView {
  readonly address: string;
  readonly origin: "refused" | "bounced";
  /** The server's own words. */
  readonly reason: string;
  readonly failures: number;
  readonly since: string;
}

/** A customer user who can be written to. */
export interface Recipient {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** The company. */
  readonly customerId: string;
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

/** Of the queues that the agent sees; days are those of `system.timeZone`, oldest first. */
export interface TicketReport {
  readonly days: readonly {
    /** `2026-12-31` */
    readonly day: string;
    readonly created: number;
    readonly closed: number;
    readonly reopened: number;
    /** At the end of the day. */
    readonly open: number;
    /** Median seconds until an agent first wrote to the customer, of the tickets created on that day; null for none. */
    readonly firstResponse: number | null;
  }[];
  /** Those in which something happened or waits. */
  readonly queues: readonly {
    readonly queue: string;
    /** By day, of the tickets that are in the queue now. */
    readonly created: readonly number[];
    readonly closed: number;
    readonly open: number;
  }[];
  /** The same over all days. */
  readonly firstResponse: number | null;
}
