/** Whether a program sent a mail, and which kind of program (OTRS's loop mark, RFC 3834); decides nothing about it. */
import type { ParsedMail } from "./message.ts";
import { isAbsenceSubject, isAutoReplySubject, speaksOfAbsence } from "./outOfOffice.ts";

/**
 * - bounce, receipt, complaint: a report about a mail of ours, see the fields of that name
 * - outOfOffice: somebody is away; autoReply: another answer that a program gave
 * - list: passed on by a mailing list, often written by a person; bulk: a newsletter or other mass mail
 * - notification: a program's own message, neither answer nor mass mail
 */
export type AutomaticKind =
  | "bounce"
  | "receipt"
  | "complaint"
  | "outOfOffice"
  | "autoReply"
  | "list"
  | "bulk"
  | "notification";

export interface Automatic {
  readonly kind: AutomaticKind;
  /** In words, for `gotrs explain` and the history. */
  readonly reason: string;
  /** Name of the mailing list; only with kind list, empty where it has none. */
  readonly list?: string;
}

type Automata = Pick<ParsedMail, "headers" | "subject" | "body" | "contentType"> &
  Partial<Pick<ParsedMail, "bounce" | "receipt" | "complaint">>;

/**
 * @param envelopeFrom empty for the null sender; undefined when the road has no envelope
 * @returns undefined for a mail that a person sent
 */
export function automaticOf(mail: Automata, envelopeFrom: string | undefined): Automatic | undefined {
  if (mail.bounce !== undefined) return { kind: "bounce", reason: `it reports a delivery (${mail.bounce.kind})` };
  if (mail.receipt !== undefined) return { kind: "receipt", reason: `it is a receipt (${mail.receipt.disposition})` };
  if (mail.complaint !== undefined) return { kind: "complaint", reason: `it is a complaint (${mail.complaint.type})` };
  const signs = signsOf(mail.headers);
  if (envelopeFrom === "") signs.push({ kind: "notification", reason: "the envelope sender is null" });
  if (/^multipart\/report\b/i.test(mail.contentType)) {
    signs.push({ kind: "notification", reason: "it is a report about another mail" });
  }
  const answer = answerOf(mail, signs);
  if (answer !== undefined) return answer;
  return signs.toSorted((one, other) => weight[one.kind] - weight[other.kind])[0];
}

/** Of several signs the one that says most. */
const weight: Readonly<Record<AutomaticKind, number>> = {
  bounce: 0,
  receipt: 0,
  complaint: 0,
  outOfOffice: 1,
  autoReply: 2,
  list: 3,
  bulk: 4,
  notification: 5,
};

/** Subjects are believed by themselves only where no person begins one so; with a sign beside it, sooner. */
function answerOf(mail: Automata, signs: readonly Automatic[]): Automatic | undefined {
  const [sign] = signs.filter(({ kind }) => kind !== "list");
  const listed = signs.some(({ kind }) => kind === "list");
  const subject = `the subject says so: "${mail.subject.slice(0, 60)}"`;
  if (sign === undefined) {
    if (listed) return undefined;
    if (isAbsenceSubject(mail.subject, "certain")) return { kind: "outOfOffice", reason: subject };
    if (isAutoReplySubject(mail.subject)) return { kind: absenceOr("autoReply", mail), reason: subject };
    return undefined;
  }
  if (isAbsenceSubject(mail.subject, "likely")) return { kind: "outOfOffice", reason: `${sign.reason}; ${subject}` };
  const away = signs.find(({ kind }) => kind === "outOfOffice");
  if (away !== undefined) return away;
  const reply = signs.find(({ kind }) => kind === "autoReply");
  if (reply !== undefined) return { ...reply, kind: absenceOr("autoReply", mail) };
  if (isAutoReplySubject(mail.subject)) {
    return { kind: absenceOr("autoReply", mail), reason: `${sign.reason}; ${subject}` };
  }
  return undefined;
}

function absenceOr(kind: AutomaticKind, mail: Automata): AutomaticKind {
  return speaksOfAbsence(mail.body) ? "outOfOffice" : kind;
}

function signsOf(headers: Automata["headers"]): Automatic[] {
  const signs: Automatic[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const read = fields.get(lower) ?? (lower.startsWith("list-") ? listField : undefined);
    const kind = read?.(value);
    if (kind === undefined) continue;
    const list = kind === "list" ? { list: lower === "list-id" ? listName(value) : "" } : {};
    signs.push({ kind, reason: `${name} is ${value === "" ? "set" : value.slice(0, 80)}`, ...list });
  }
  // List-Id names the list; the other fields of it only tell that there is one.
  return signs.toSorted((one, other) => Number((other.list ?? "") !== "") - Number((one.list ?? "") !== ""));
}

/** RFC 2919: `Support list <support.example.org>`; the words, or else the identifier. */
function listName(listId: string): string {
  const [, words = "", id = ""] = /^\s*"?([^"<]*?)"?\s*(?:<([^<>]*)>.*)?$/.exec(listId) ?? [];
  return words.trim() || id.trim();
}

type Reader = (value: string) => AutomaticKind | undefined;

const autoReply: Reader = () => "autoReply";
const bulk: Reader = () => "bulk";
const notification: Reader = () => "notification";
/** An unsubscribe link alone is what newsletters have, too. */
const listField: Reader = () => "bulk";
const list: Reader = () => "list";

const precedence: Reader = (value) => {
  if (/auto_?reply/i.test(value)) return "autoReply";
  return /list/i.test(value) ? "list" : "bulk";
};

/** Header fields by which programs tell that they wrote a mail. Any value counts unless the reader says otherwise. */
const fields: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "auto-submitted",
    (value) => {
      // RFC 3834 §5: `no` is a person's; OTRS heeds what begins with auto-. RFC 5230 §4.5 adds (vacation).
      if (!/^auto-/i.test(value)) return undefined;
      if (/vacation/i.test(value)) return "outOfOffice";
      return /^auto-replied/i.test(value) ? "autoReply" : "notification";
    },
  ],
  ["precedence", precedence],
  ["x-precedence", precedence],
  ["preference", (value) => (/auto_?reply/i.test(value) ? "autoReply" : undefined)],
  ["mailing-list", list],
  ["list-id", list],
  ["list-post", (value) => (/^\s*no\b/i.test(value) ? "bulk" : "list")],
  ["x-mailing-list", list],
  ["x-mailman-version", list],
  ["x-loop", notification],
  ["x-no-loop", notification],
  ["x-auto-response-suppress", (value) => (/^\s*none\s*$/i.test(value) ? undefined : "notification")],
  ["x-autoreply", (value) => (/^\s*no\s*$/i.test(value) ? undefined : "autoReply")],
  ["x-autoreply-from", autoReply],
  ["x-autorespond", autoReply],
  ["x-autoresponder", autoReply],
  ["x-auto-reply-from", autoReply],
  ["x-mail-autoreply", autoReply],
  ["x-vacation", () => "outOfOffice"],
  ["x-mailer", (value) => (/vacation|autorespond|autoreply/i.test(value) ? "autoReply" : undefined)],
  ["x-autogenerated", (value) => (/reply/i.test(value) ? "autoReply" : "notification")],
  ["x-post-messageclass", (value) => (/autoresponder/i.test(value) ? "autoReply" : undefined)],
  ["x-fc-machinegenerated", notification],
  ["delivered-to", (value) => (/^\s*autoresponder\s*$/i.test(value) ? "autoReply" : undefined)],
  // Exchange: its own rules agent wrote it (out of office, or a rule's answer).
  [
    "x-ms-exchange-generated-message-source",
    (value) => (/mailbox rules agent/i.test(value) ? "autoReply" : "notification"),
  ],
  ["x-campaign", bulk],
  ["x-campaignid", bulk],
]);
