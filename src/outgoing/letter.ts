/** A mail that leaves, as whoever writes it describes it, and its composed form. Stores nothing: send.ts does. */
import { createHash } from "node:crypto";
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
  /** Each recipient gets a mail of their own and sees no other. */
  readonly separately: boolean;
  /** Name of the queue that writes, for its template. */
  readonly queue: string;
  readonly subject: string;
  /** LF line ends, as written. */
  readonly text: string;
  readonly attachments: readonly Enclosure[];
  readonly thread: Thread;
  /** Not to leave before; undefined for now. */
  readonly due: Date | undefined;
  /** False for what is asked of others; true when absent. */
  readonly visibleForCustomer?: boolean;
  /** RFC 3834 §5.1; undefined for a person's mail. */
  readonly automatic: "auto-replied" | "auto-generated" | undefined;
}

export interface Enclosure {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
  /** Without brackets; set while composing, for an image that the text shows. */
  readonly contentId?: string;
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

/** One mail as it is handed over. */
export interface LetterCopy {
  /** Bare addresses, each once. */
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

/** A letter with its final Message-ID and bytes; made before the transaction where nothing of it depends on that. */
export interface ComposedLetter {
  readonly letter: Letter;
  readonly messageId: string;
  /** As the text and the HTML refer to them. */
  readonly enclosures: readonly Enclosure[];
  readonly html: string | undefined;
  /** One, or one a recipient. */
  readonly copies: readonly [LetterCopy, ...LetterCopy[]];
}

export async function composeLetter(desk: Desk, letter: Letter, now: Date): Promise<ComposedLetter> {
  const { fqdn } = desk.settings.system;
  const messageId = newMessageId(now, fqdn, letter.ticketId);
  const marks = await threadMarks(desk, letter.ticketId, letter.from, letter.subject, letter.thread.references);
  // A robot's words are no Markdown.
  const formatted = desk.settings.outbound.html && letter.automatic === undefined;
  const { enclosures, html } = formatted ? await formattedForm(desk, letter) : { enclosures: letter.attachments };
  const compose = (to: readonly Address[], cc: readonly Address[]): Promise<Buffer> =>
    composeMail({
      from: letter.from,
      to,
      cc,
      subject: letter.subject,
      messageId,
      date: now,
      ...(letter.thread.inReplyTo === undefined ? {} : { inReplyTo: letter.thread.inReplyTo }),
      references: marks.references,
      ...(marks.replyTo === undefined ? {} : { replyTo: marks.replyTo }),
      headers: marks.headers,
      text: letter.text,
      ...(html === undefined ? {} : { html }),
      attachments: enclosures,
      automatic: letter.automatic,
      loopAddress: letter.from.address,
    });
  const everybody = eachOnce([...letter.to, ...letter.cc, ...letter.bcc]);
  const [first, ...others] = everybody;
  if (first === undefined) throw new Error("a letter without a recipient");
  if (!letter.separately) {
    const raw = await compose(letter.to, letter.cc);
    return { letter, messageId, enclosures, html, copies: [{ recipients: everybody.map(bare), raw }] };
  }
  const copyFor = async (address: Address): Promise<LetterCopy> => ({
    recipients: [address.address],
    raw: await compose([address], []),
  });
  return {
    letter,
    messageId,
    enclosures,
    html,
    copies: [await copyFor(first), ...(await Promise.all(others.map(copyFor)))],
  };
}

const bare = ({ address }: Address): string => address;

function eachOnce(addresses: readonly Address[]): readonly Address[] {
  return [...new Map(addresses.toReversed().map((one) => [one.address.toLowerCase(), one])).values()].toReversed();
}

/** Markdown is loaded with the first letter that needs it, which a desk that only receives never writes. */
async function formattedForm(desk: Desk, letter: Letter): Promise<Pick<ComposedLetter, "enclosures" | "html">> {
  const [{ imagesIn }, { htmlForm }] = await Promise.all([import("../mail/markdown.ts"), import("./html.ts")]);
  const enclosures = withContentIds(letter, imagesIn(letter.text), desk.settings.system.fqdn);
  return { enclosures, html: htmlForm(desk, letter, contentIdsOf(enclosures)) };
}

/** Images that the text shows by their file name get an id to show them by (RFC 2392). */
function withContentIds(letter: Letter, shown: ReadonlySet<string>, fqdn: string): readonly Enclosure[] {
  return letter.attachments.map((enclosure) => {
    if (!shown.has(enclosure.filename) || !enclosure.contentType.startsWith("image/")) return enclosure;
    const digest = createHash("sha256").update(enclosure.filename).update(enclosure.content).digest("hex");
    return { ...enclosure, contentId: `${digest.slice(0, 24)}@${fqdn}` };
  });
}

function contentIdsOf(enclosures: readonly Enclosure[]): ReadonlyMap<string, string> {
  return new Map(
    enclosures.flatMap(({ filename, contentId }) => (contentId === undefined ? [] : [[filename, contentId] as const])),
  );
}
