/** What is asked of the API to change a ticket or to write on it, and what is written so far. */
import type { AttachmentSummary, FieldValues } from "./ticket.ts";

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

/** Seconds for which mail can be held back at most without a time being chosen. */
export const longestUndo = 3600;

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
  /** Seconds in which it can be recalled, where more than the desk's own; 0 to `longestUndo`. */
  readonly undoSeconds?: number;
  /** State name after sending; unchanged when absent. */
  readonly state?: string;
  /** ISO 8601; required with a pending state. */
  readonly pendingUntil?: string;
  readonly attachments?: readonly {
    readonly filename: string;
    /** By the file's name when absent. */
    readonly contentType?: string;
    readonly contentBase64: string;
  }[];
}

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
  readonly pendingUntil?: string;
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

/** A ticket made by an agent. */
export interface CreateRequest extends ArticleExtras {
  /** What its first article is: a mail to `to`, what the customer said on the phone, or a note. By `to` when absent. */
  readonly by?: "mail" | "phone" | "note";
  readonly title: string;
  readonly queue: string;
  readonly body: string;
  readonly to?: string;
  /** Of a mail only, as `bcc`. */
  readonly cc?: string;
  readonly bcc?: string;
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
  /** Of a call true when absent, of a note false; a mail is seen by whom it goes to. */
  readonly visibleForCustomer?: boolean;
  /** As in ReplyRequest; for a mail only. */
  readonly sendAt?: string;
  readonly undoSeconds?: number;
}

/** What a reply or a forward is answered with. */
export interface SentMail {
  readonly articleId: number;
  readonly messageId: string;
  /** Seconds for which it can be taken back; 0 for what leaves at a chosen time. */
  readonly heldSeconds: number;
}

type OfFirstArticle = "by" | "to" | "cc" | "bcc" | "sendAt" | "undoSeconds" | "attachments" | "visibleForCustomer";

/** An article becomes a ticket of its own; what is not said is as on the ticket that it comes from. */
export interface SplitRequest extends Partial<Omit<CreateRequest, OfFirstArticle>> {
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
  readonly undoSeconds?: number;
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

/** The agent's own mark on a ticket, or on one of its articles. */
export interface FlagRequest {
  readonly flag: string;
  /** `1` when absent; null takes the mark away. */
  readonly value?: string | null;
  readonly articleId?: number;
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
