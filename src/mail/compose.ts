/** Writes a mail as bytes (RFC 5322, MIME), ready for the queue. Sends nothing. */
import { randomBytes } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "./message.ts";
import { cleanLine } from "./text.ts";

export interface OutgoingMail {
  readonly from: Address;
  readonly replyTo?: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  /** With angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly inReplyTo?: string;
  readonly references: readonly string[];
  /** Further header fields. */
  readonly headers?: Readonly<Record<string, string>>;
  /** LF line ends. */
  readonly text: string;
  /** The same for programs that show HTML; clients choose (multipart/alternative). */
  readonly html?: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Buffer;
    /** Without brackets: an image that the HTML shows. */
    readonly contentId?: string | undefined;
  }[];
  /** RFC 3834 §5.1: a program's answer, a program's own message, or undefined for a person's mail. */
  readonly automatic: "auto-replied" | "auto-generated" | undefined;
  /** Our own address, by which we know our automatic mail when it comes back. */
  readonly loopAddress: string;
}

/** So many references keep the header within what every program reads: the first, and the newest. */
const maxReferences = 30;

export async function composeMail(mail: OutgoingMail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mailbox(mail.from),
    ...(mail.replyTo === undefined ? {} : { replyTo: mailbox(mail.replyTo) }),
    to: mail.to.map(mailbox),
    cc: mail.cc.map(mailbox),
    subject: cleanLine(mail.subject),
    messageId: oneId(mail.messageId),
    date: mail.date,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: oneId(mail.inReplyTo) }),
    ...(mail.references.length === 0 ? {} : { references: newest(mail.references).map(oneId) }),
    text: mail.text,
    // Every octet arrives as it was written, long lines and blanks at line ends too: format=flowed would change them.
    textEncoding: "quoted-printable",
    ...(mail.html === undefined ? {} : { html: mail.html }),
    headers: {
      ...oneLineEach(mail.headers ?? {}),
      ...(mail.automatic === undefined ? {} : automaticHeaders(mail.automatic, mail.loopAddress)),
    },
    attachments: mail.attachments.map(({ filename, contentType, content, contentId }) => ({
      filename: cleanLine(filename),
      contentType: cleanLine(contentType),
      content,
      ...(contentId === undefined ? {} : { cid: oneId(contentId), contentDisposition: "inline" as const }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "\r\n",
  });
  return await composer.compile().build();
}

function oneLineEach(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, cleanLine(value)]));
}

function automaticHeaders(kind: string, loopAddress: string): Record<string, string> {
  return {
    "Auto-Submitted": kind,
    Precedence: "bulk",
    "X-Loop": cleanLine(loopAddress),
    // Exchange and Outlook heed this one only.
    "X-Auto-Response-Suppress": "All",
  };
}

function mailbox({ name, address }: Address): { name: string; address: string } {
  return { name: cleanLine(name), address: cleanLine(address) };
}

function newest(references: readonly string[]): readonly string[] {
  const [first, ...rest] = [...new Set(references)];
  return first === undefined ? [] : [first, ...rest.slice(1 - maxReferences)];
}

function oneId(id: string): string {
  return cleanLine(id).replace(/\s/g, "");
}

/** A Message-ID that is used once: `<epoch.random.ticket@fqdn>`, much as OTRS builds it. */
export function newMessageId(now: Date, fqdn: string, ticketId: number): string {
  return `<${now.getTime()}.${randomBytes(8).toString("hex")}.${ticketId}@${fqdn}>`;
}
