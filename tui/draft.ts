/** A reply, a note, a call or a new ticket as the agent writes it, and as a text for $EDITOR: headers, a blank line, the body. Pure. */

import type { ForwardDraft, ReplyDraft } from "../src/api/requests.ts";
import { harmless } from "../src/harmless.ts";
import type { Enclosure } from "./files.ts";

export const headerFields = ["to", "cc", "bcc", "subject"] as const;
export type HeaderField = (typeof headerFields)[number];
export type Headers = Readonly<Record<HeaderField, string>>;

/** New tickets by what they begin with; calls by who called whom. */
export type DraftKind =
  | "reply"
  | "note"
  | "forward"
  | "customerCalled"
  | "agentCalled"
  | "newMail"
  | "newPhone"
  | "newNote";

/** What is said of it besides its words. */
export interface Terms {
  /** Time spent, accounted along with it. */
  readonly timeUnits?: number | undefined;
  /** ISO 8601: mail does not leave before. */
  readonly sendAt?: string | undefined;
  /** Of a note. */
  readonly visibleForCustomer?: boolean | undefined;
}

export interface Draft extends Terms {
  readonly kind: DraftKind;
  readonly from: string;
  /** The article that is answered, 0 for none. */
  readonly articleId: number;
  /** Of the ticket when a reply was begun: what others write after that must not be passed over. */
  readonly version?: number;
  readonly headers: Headers;
  readonly body: string;
  readonly enclosures: readonly Enclosure[];
}

export function replyFrom({ from, to, cc, subject, body, articleId, version, attachments = [] }: ReplyDraft): Draft {
  const headers = { to: oneLine(to), cc: oneLine(cc), bcc: "", subject: oneLine(subject) };
  return {
    kind: "reply",
    from,
    articleId,
    version,
    headers,
    body: typeable(body),
    enclosures: enclosuresOf(attachments),
  };
}

/** Text as the composer holds it: nothing that steers, no tabs. */
export function typeable(body: string): string {
  return harmless(body).replace(/\t/g, "    ");
}

export function enclosuresOf(attachments: NonNullable<ReplyDraft["attachments"]>): readonly Enclosure[] {
  return attachments.map(({ filename, contentType = "application/octet-stream", contentBase64 }) => ({
    filename,
    contentType,
    content: Buffer.from(contentBase64, "base64"),
  }));
}

/** To nobody yet: that is what the agent is asked for. */
export function forwardFrom({ from, subject, body, articleId }: ForwardDraft): Draft {
  const headers = { to: "", cc: "", bcc: "", subject: oneLine(subject) };
  return { kind: "forward", from, articleId, headers, body: typeable(body), enclosures: [] };
}

export function isMail(kind: DraftKind): boolean {
  return kind === "reply" || kind === "forward" || kind === "newMail";
}

/** A new ticket's mail has none. */
export function mayHaveBcc(kind: DraftKind): boolean {
  return kind === "reply" || kind === "forward";
}

/**
 * What is asked for above the text: a new ticket without mail has its customer in `to`.
 * @param withBcc where there may be one
 */
export function fieldsOf(kind: DraftKind, withBcc: boolean): readonly HeaderField[] {
  if (isMail(kind)) return headerFields.filter((field) => field !== "bcc" || (withBcc && mayHaveBcc(kind)));
  return kind === "newPhone" || kind === "newNote" ? ["to", "subject"] : [];
}

export function emptyDraft(kind: Exclude<DraftKind, "reply" | "forward">): Draft {
  return { kind, from: "", articleId: 0, headers: { to: "", cc: "", bcc: "", subject: "" }, body: "", enclosures: [] };
}

const label: Readonly<Record<HeaderField, string>> = { to: "To", cc: "Cc", bcc: "Bcc", subject: "Subject" };

export function editorText(draft: Draft): string {
  const fields = fieldsOf(draft.kind, true);
  if (fields.length === 0) return draft.body;
  return `${fields.map((field) => `${label[field]}: ${draft.headers[field]}`).join("\n")}\n\n${draft.body}`;
}

/** What stands above the first blank line are headers, if all of it looks like that; else all of it is the body. */
export function fromEditorText(draft: Draft, text: string): Draft {
  const written = typeable(text);
  const fields = fieldsOf(draft.kind, true);
  if (fields.length === 0) return { ...draft, body: written };
  const [head = "", ...rest] = written.split("\n\n");
  const header = new RegExp(`^(${fields.join("|")}):[ \\t]*(.*)$`, "i");
  const found = head.split("\n").map((line) => header.exec(line));
  if (found.some((match) => match === null)) return { ...draft, body: written };
  const headers = Object.fromEntries(
    found.map((match) => [(match?.[1] ?? "").toLowerCase(), oneLine(match?.[2] ?? "")]),
  );
  return { ...draft, headers: { ...draft.headers, ...headers }, body: rest.join("\n\n") };
}

export function sameText(one: Draft, other: Draft): boolean {
  return (
    one.body === other.body &&
    headerFields.every((field) => one.headers[field] === other.headers[field]) &&
    one.enclosures.length === other.enclosures.length &&
    one.timeUnits === other.timeUnits &&
    one.sendAt === other.sendAt &&
    (one.visibleForCustomer ?? false) === (other.visibleForCustomer ?? false)
  );
}

function oneLine(text: string): string {
  return harmless(text).replace(/\s+/g, " ").trim();
}
