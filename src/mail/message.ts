/** A mail as a value: what the parser found, already decoded, and what the rules decide about. No behaviour here. */
import type { Content } from "./rawSource.ts";
import type { Security } from "./security/security.ts";

export interface Address {
  /** Display name, decoded; empty when there is none. */
  readonly name: string;
  /** The bare address as written; compare with `sameAddress`. */
  readonly address: string;
}

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  /** With its angle brackets, as OTRS stores it; undefined when the part has none. */
  readonly contentId: string | undefined;
  readonly disposition: "attachment" | "inline";
  /** Octets after decoding. */
  readonly size: number;
  /** Hex, of the decoded content. */
  readonly sha256: string;
  /** The decoded content; read at the moment of storing, so that a large one may wait in a spool file. */
  readonly read: () => Buffer;
  /** Where it waits in a file: the same without ever having it whole in memory. */
  readonly waiting?: Content;
}

export interface BouncedRecipient {
  readonly address: string;
  /** RFC 3464 §2.3.3, lower case: failed, delayed, delivered, relayed, expanded. */
  readonly action: string;
  /** RFC 3463, as `5.1.1`; empty when the report names none. */
  readonly status: string;
  /** The server's own words, on one line; empty when there are none. */
  readonly diagnostic: string;
  /** Whether this address will go on failing: given up, and not for a passing reason (status 4.x.x). */
  readonly permanent: boolean;
}

/** What a report about a delivery says: a delivery status notification (RFC 3464, 6533) or one in words only. */
export interface Bounce {
  /** failed: given up for a recipient at least; delayed: will be tried again; delivered: a success that was asked for. */
  readonly kind: "failed" | "delayed" | "delivered";
  /** By which form it was known. */
  readonly found: "report" | "text";
  /** Message-ID of the mail that bounced, with its brackets. */
  readonly originalMessageId: string | undefined;
  readonly originalSubject: string | undefined;
  readonly recipients: readonly BouncedRecipient[];
}

/** A message disposition notification (RFC 8098): what became of a mail of ours at its reader's. */
export interface Receipt {
  readonly originalMessageId: string | undefined;
  readonly recipient: string;
  /** displayed, deleted, dispatched, processed, denied, failed; lower case. */
  readonly disposition: string;
  /** Whether a program sent it without asking its reader. */
  readonly automatic: boolean;
}

/** A complaint by a mailbox provider (RFC 5965): somebody called a mail of ours spam. */
export interface Complaint {
  /** abuse, fraud, virus, not-spam, opt-out, other; lower case. */
  readonly type: string;
  readonly originalMessageId: string | undefined;
  /** The addresses to which our mail went, as far as the provider tells. */
  readonly recipients: readonly string[];
  readonly agent: string;
}

export interface ParsedMail {
  /** With its angle brackets; undefined when there is none or it is empty. */
  readonly messageId: string | undefined;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The Date header; undefined when absent or unreadable. */
  readonly date: Date | undefined;
  /** Decoded, unfolded, control characters removed; empty when there is none. */
  readonly subject: string;
  readonly from: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** Type and parameters of the top-level Content-Type as written, lower-cased type; `text/plain` when absent. */
  readonly contentType: string;
  readonly charset: string | undefined;
  /** The plain text a reader sees, converted from HTML where there is no plain part. LF line ends, no control characters. */
  readonly body: string;
  /** The HTML as sent, undefined when the mail has none. */
  readonly bodyHtml: string | undefined;
  readonly attachments: readonly Attachment[];
  /** `Auto-Submitted` value (RFC 3834), lower case; undefined when absent. */
  readonly autoSubmitted: string | undefined;
  readonly bounce: Bounce | undefined;
  readonly receipt: Receipt | undefined;
  readonly complaint: Complaint | undefined;
  /** Signature and encryption; absent from a mail that has neither. */
  readonly security?: Security;
  /** Every header in order, name as written, value unfolded and decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What could not be understood, in words for the agent; empty for a sound mail. */
  readonly defects: readonly string[];
}

/** First value of a header by case-insensitive name. */
export function header(mail: Pick<ParsedMail, "headers">, name: string): string | undefined {
  return firstValues(mail.headers).get(name.toLowerCase());
}

/** Rules ask some forty times a mail. */
const values = new WeakMap<ParsedMail["headers"], ReadonlyMap<string, string>>();

function firstValues(headers: ParsedMail["headers"]): ReadonlyMap<string, string> {
  const known = values.get(headers);
  if (known !== undefined) return known;
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!found.has(lower)) found.set(lower, value);
  }
  values.set(headers, found);
  return found;
}
