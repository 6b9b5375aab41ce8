/** A mail that leaves, as whoever writes it describes it, and its composed form. Stores nothing: send.ts does. */
import type { Desk } from "../desk.ts";
import { composeMail, newMessageId } from "../mail/compose.ts";
import type { Address } from "../mail/message.ts";
import { threadMarks } from "./threadMarks.ts";

export interface Letter {
  readonly ticketId: number;
  /** Who speaks: an agent in person, or the helpdesk by itself. */
  readonly sender: "agent" | "system";
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  /** LF line ends, as written. */
  readonly text: string;
  readonly attachments: readonly Enclosure[];
  readonly thread: Thread;
  /** Not to leave before; undefined for now. */
  readonly due: Date | undefined;
  /** RFC 3834 §5.1; undefined for a person's mail. */
  readonly automatic: "auto-replied" | "auto-generated" | undefined;
}

export interface Enclosure {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** What the mail answers. */
export interface Thread {
  /** With angle brackets. */
  readonly inReplyTo: string | undefined;
  /** Oldest first, `inReplyTo` at the end. */
  readonly references: readonly string[];
}

export const noThread: Thread = { inReplyTo: undefined, references: [] };

/** The thread of an answer to a mail with this Message-ID and these References (RFC 5322 §3.6.4). */
export function threadOf(messageId: string | undefined, references: readonly string[]): Thread {
  return { inReplyTo: messageId, references: messageId === undefined ? references : [...references, messageId] };
}

/** A letter with its final Message-ID and bytes; made before the transaction where nothing of it depends on that. */
export interface ComposedLetter {
  readonly letter: Letter;
  readonly messageId: string;
  readonly raw: Buffer;
}

export async function composeLetter(desk: Desk, letter: Letter, now: Date): Promise<ComposedLetter> {
  const messageId = newMessageId(now, desk.settings.system.fqdn, letter.ticketId);
  const { thread } = letter;
  const marks = await threadMarks(desk, letter.ticketId, letter.from, letter.subject, thread.references);
  const raw = await composeMail({
    from: letter.from,
    to: letter.to,
    cc: letter.cc,
    subject: letter.subject,
    messageId,
    date: now,
    ...(thread.inReplyTo === undefined ? {} : { inReplyTo: thread.inReplyTo }),
    references: marks.references,
    ...(marks.replyTo === undefined ? {} : { replyTo: marks.replyTo }),
    headers: marks.headers,
    text: letter.text,
    attachments: letter.attachments,
    automatic: letter.automatic,
    loopAddress: letter.from.address,
  });
  return { letter, messageId, raw };
}
