/** A reply, a note, a call or a new ticket as the agent writes it, and as a text for $EDITOR: headers, a blank line, the body. Pure. */

import type { ForwardDraft, ReplyDraft } from "../src/api/requests.ts";
import { harmless } from "../src/harmless.ts";
import type { Enclosure } from "./files.ts";

export const headerFields = ["to", "cc", "bcc", "subject"] as const;
export type HeaderField = (typeof headerFields)[number];
export type Headers = Readonly<Record<HeaderField, string>>;

/** New tickets by what they begin with; calls by who called whom. */
export const draftKinds = [
  ...(["reply", "note", "forward", "customerCalled", "agentCalled"] as const),
  ...(["newMail", "newPhone", "newNote"] as const),
] as const;
export type DraftKind = (typeof draftKinds)[number];

/** What is said of it besides its words. */
export interface Terms {
  /** Time spent, accounted along with it. */
  readonly timeUnits?: number | undefined;
  /** ISO 8601: mail does not leave before. */
  readonly sendAt?: string | undefined;
  /** Into which the ticket comes with it. */
  readonly nextState?: string | undefined;
  /** ISO 8601, of a pending state. */
  readonly pendingUntil?: string | undefined;
  /** Of a note or a call; undefined for what is usual. */
  readonly visibleForCustomer?: boolean | undefined;
  /** Of a reply: each recipient gets a mail of their own. */
  readonly separately?: boolean | undefined;
}

export type ArticleFile = Pick<ForwardDraft["attachments"][number], "filename" | "size">;

export interface Draft extends Terms {
  readonly kind: DraftKind;
  readonly from: string;
  /** The article that is answered or sent on, 0 for none. */
  readonly articleId: number;
  /** Of a forward: the article's files, which go along by themselves. */
  readonly articleFiles?: readonly ArticleFile[] | undefined;
  /** Of a forward: the article's files are among the enclosures, and do not go along by themselves. */
  readonly filesInside?: boolean | undefined;
  /** It had closed the ticket before it was taken back. */
  readonly closing?: boolean | undefined;
  /** Of a new ticket. */
  readonly queue?: string | undefined;
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
export function forwardFrom({ from, subject, body, articleId, attachments }: ForwardDraft): Draft {
  const headers = { to: "", cc: "", bcc: "", subject: oneLine(subject) };
  const articleFiles = attachments.map(({ filename, size }) => ({ filename, size }));
  return { kind: "forward", from, articleId, articleFiles, headers, body: typeable(body), enclosures: [] };
}

/** All that go along: the article's own, then what was attached. Sizes in octets. */
export function filesOf({
  articleFiles = [],
  enclosures,
}: Pick<Draft, "articleFiles" | "enclosures">): readonly ArticleFile[] {
  return [...articleFiles, ...enclosures.map(({ filename, content }) => ({ filename, size: content.length }))];
}

export function isMail(kind: DraftKind): boolean {
  return kind === "reply" || kind === "forward" || kind === "newMail";
}

const calls: readonly DraftKind[] = ["newPhone", "customerCalled", "agentCalled"];

export function isNote(kind: DraftKind): boolean {
  return kind === "note" || kind === "newNote";
}

/** Whether the customer sees a note or a call: a call unless said otherwise, as OTRS has it. */
export function isShown({ kind, visibleForCustomer }: Pick<Draft, "kind" | "visibleForCustomer">): boolean {
  return visibleForCustomer ?? calls.includes(kind);
}

/** What has a line above the text only where it is asked for, or holds something. */
export function rareField(kind: DraftKind): HeaderField | undefined {
  if (isMail(kind)) return "bcc";
  return isNewTicket(kind) ? undefined : "subject";
}

/**
 * What is asked for above the text: a new ticket without mail has its customer in `to`.
 * @param withRare with that which is seldom needed
 */
export function fieldsOf(kind: DraftKind, withRare: boolean): readonly HeaderField[] {
  if (isMail(kind)) return headerFields.filter((field) => field !== "bcc" || withRare);
  if (isNewTicket(kind)) return ["to", "subject"];
  return withRare ? ["subject"] : [];
}

function isNewTicket(kind: DraftKind): boolean {
  return kind === "newMail" || kind === "newPhone" || kind === "newNote";
}

/** Whether the field that is seldom needed holds something. */
export function hasRare({ kind, headers }: Pick<Draft, "kind" | "headers">): boolean {
  const rare = rareField(kind);
  return rare !== undefined && headers[rare] !== "";
}

export function emptyDraft(kind: Exclude<DraftKind, "reply" | "forward">): Draft {
  return { kind, from: "", articleId: 0, headers: { to: "", cc: "", bcc: "", subject: "" }, body: "", enclosures: [] };
}

const label: Readonly<Record<HeaderField, string>> = { to: "To", cc: "Cc", bcc: "Bcc", subject: "Subject" };

export function editorText(draft: Draft): string {
  const fields = editorFields(draft);
  if (fields.length === 0) return draft.body;
  return `${fields.map((field) => `${label[field]}: ${draft.headers[field]}`).join("\n")}\n\n${draft.body}`;
}

/** What stands above the first blank line are headers, if all of it looks like that; else all of it is the body. */
export function fromEditorText(draft: Draft, text: string): Draft {
  const written = typeable(text);
  const fields = editorFields(draft);
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

/** A mail has all its headers there, a note its subject where it has one of its own. */
function editorFields(draft: Draft): readonly HeaderField[] {
  return fieldsOf(draft.kind, isMail(draft.kind) || hasRare(draft));
}

export function sameText(one: Draft, other: Draft): boolean {
  return (
    one.body === other.body &&
    headerFields.every((field) => one.headers[field] === other.headers[field]) &&
    one.enclosures.length === other.enclosures.length &&
    one.timeUnits === other.timeUnits &&
    one.sendAt === other.sendAt &&
    one.nextState === other.nextState &&
    one.pendingUntil === other.pendingUntil &&
    isShown(one) === isShown(other) &&
    (one.separately ?? false) === (other.separately ?? false)
  );
}

function oneLine(text: string): string {
  return harmless(text).replace(/\s+/g, " ").trim();
}
