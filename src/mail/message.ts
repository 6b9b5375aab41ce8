/** A mail as a value: what the parser found, already decoded, and what the rules decide about. No behaviour here. */

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
}

/** What a delivery status notification (RFC 3464) says. */
export interface Bounce {
  /** Message-ID of the mail that bounced, with its brackets. */
  readonly originalMessageId: string | undefined;
  readonly recipients: readonly {
    readonly address: string;
    readonly action: string;
    readonly status: string;
    readonly diagnostic: string;
  }[];
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
  /** Every header in order, name as written, value unfolded and decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What could not be understood, in words for the agent; empty for a sound mail. */
  readonly defects: readonly string[];
}

/** First value of a header by case-insensitive name. */
export function header(mail: Pick<ParsedMail, "headers">, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return mail.headers.find(([written]) => written.toLowerCase() === wanted)?.[1];
}

export function hasHeader(mail: Pick<ParsedMail, "headers">, name: string): boolean {
  return header(mail, name) !== undefined;
}
