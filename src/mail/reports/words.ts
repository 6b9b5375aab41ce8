/** Recognises a bounce that carries no report by what it says: qmail, Exim, Exchange, Gmail, Notes and their like. */
import { type Address, type Bounce, type BouncedRecipient, header } from "../message.ts";
import { cleanLine } from "../text.ts";
import { isPermanent, kindOf } from "./delivery.ts";
import { headerOf, nothingReturned, type Returned } from "./fields.ts";
import { delayPhrases, failurePhrases, returnedPhrases, subjectForms, warningSubjects } from "./phrases.ts";

export interface Notice {
  readonly from: readonly Address[];
  readonly subject: string;
  /** The text a reader sees. */
  readonly body: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** From an attached copy of the mail that bounced, where there is one. */
  readonly returned: () => Returned;
}

/** Programs tell what failed at the beginning; the rest is the returned mail. */
const maxReport = 20_000;
const maxReturned = 64_000;

/**
 * Believed only when a program sent it, its words are those of a mail server, and an address is named. A person who
 * forwards or quotes a bounce is a person.
 */
export function bounceInWords(notice: Notice): Bounce | undefined {
  const failedHeader = header(notice, "x-failed-recipients");
  const robot = failedHeader !== undefined || notice.from.some(isDaemon);
  if (!robot && !(subjectForms.test(notice.subject) && isByProgram(notice))) return undefined;
  const { report, copy } = divide(notice.body.slice(0, maxReport + maxReturned));
  const words = report.replace(/\s+/g, " ");
  const delayed = delayPhrases.test(words) || warningSubjects.test(notice.subject);
  if (!delayed && !failurePhrases.test(words) && !(failedHeader !== undefined && subjectForms.test(notice.subject))) {
    return undefined;
  }
  const action = delayed ? "delayed" : "failed";
  const recipients = recipientsOf(report, failedHeader, action, notice);
  if (recipients.length === 0) return undefined;
  const attached = notice.returned();
  const returned = attached.messageId === undefined ? headerInText(copy) : attached;
  return {
    kind: kindOf(recipients),
    found: "text",
    originalMessageId: returned.messageId,
    originalSubject:
      returned.subject ?? /^[ \t]*(?:Subject|Betreff|Objet|Asunto|Oggetto):[ \t]*(\S.*)$/im.exec(report)?.[1],
    recipients,
  };
}

/** The null sender that the last server noted, or RFC 3834's field. */
function isByProgram({ headers }: Notice): boolean {
  return headers.some(([name, value]) =>
    /^return-path$/i.test(name) ? /^\s*<\s*>/.test(value) : /^auto-submitted$/i.test(name) && /^auto-/i.test(value),
  );
}

/** A mail server's own mailbox; no person reads or writes there. */
export function isDaemon({ name, address }: Address): boolean {
  return (
    /^(?:mailer-?daemon|post-?master|mail-?daemon|mdaemon|bounce[sd]?|microsoftexchange[0-9a-f]{8,}|double-?bounce|mmdf)(?:[+@-]|$)/i.test(
      address,
    ) ||
    /^(?:mail(?:er)? delivery (?:sub)?system|mailer-daemon|system administrator|systemadministrator|postmaster|mail delivery service|internet mail delivery)$/i.test(
      name,
    )
  );
}

/** What the program says, and the mail (or its header) that it gives back below. */
function divide(body: string): { readonly report: string; readonly copy: string } {
  const mark = returnedPhrases.exec(body);
  const end = mark === null ? body.length : mark.index;
  return {
    report: body.slice(0, Math.min(end, maxReport)),
    copy: mark === null ? "" : body.slice(mark.index + mark[0].length),
  };
}

/** The first lines of the copy that look like a header; it may be indented, quoted or begin with an envelope line. */
function headerInText(copy: string): Returned {
  const lines = copy.split("\n", 400).map((line) => line.replace(/^(?:> ?|[ \t]{1,8}(?=[\w-]{1,70}:))/, ""));
  const start = lines.findIndex((line) => /^[\w-]{1,70}:/.test(line));
  if (start < 0) return nothingReturned;
  const found = headerOf(lines.slice(start).join("\n"));
  if (found.messageId !== undefined) return found;
  // Some give empty lines between the fields.
  return { ...found, messageId: /^message-id:\s*(<[^<>\s]{1,500}>)/im.exec(lines.join("\n"))?.[1] };
}

const addressInText = /[^\s<>()[\]",;:'|]{1,120}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}/i;
/** An address that begins its line is what the program speaks of; what follows belongs to it. */
const addressLine = new RegExp(
  `^[ \\t>*|]{0,40}(?:User[ \\t]+\\S{1,80}[ \\t]+\\()?["'<(]{0,2}(?:mailto:|smtp[:;]|rfc822;)?[ \\t]{0,4}(${addressInText.source})`,
  "i",
);
/** In the middle of a sentence: `Your message wasn't delivered to ann@x.test because …`. */
const addressInSentence = new RegExp(
  `(?:delivered to|delivering your message to|deliver(?:y)? to|recipient|message to|failed address|to|an|à|destinataire|empfänger)[:\\s*"'<(]{1,20}(${addressInText.source})`,
  "i",
);

function recipientsOf(
  report: string,
  failedHeader: string | undefined,
  action: string,
  notice: Notice,
): readonly BouncedRecipient[] {
  const own = new Set(notice.from.map(({ address }) => address.toLowerCase()));
  const sections = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of report.split("\n")) {
    const address = addressLine.exec(line)?.[1]?.replace(/[.:]+$/, "");
    if (address !== undefined && !own.has(address.toLowerCase()) && !isMachinery(line)) {
      const key = address.toLowerCase();
      current = sections.get(key) ?? [address];
      sections.set(key, current);
      current.push(line.slice(line.indexOf(address) + address.length));
    } else if (current !== undefined && current.length < 40) current.push(line);
  }
  for (const address of (failedHeader ?? "")
    .split(/[,\s]+/)
    .filter((one) => one.includes("@"))
    .slice(0, 100)) {
    const key = address.toLowerCase();
    if (!sections.has(key)) sections.set(key, [address, ...(sections.size === 0 ? report.split("\n") : [])]);
  }
  if (sections.size === 0) {
    const address = addressInSentence.exec(report.replace(/\s+/g, " "))?.[1]?.replace(/[.]+$/, "");
    if (address !== undefined && !own.has(address.toLowerCase())) sections.set(address, [address, report]);
  }
  return [...sections.values()].slice(0, 100).map(([address = "", ...lines]) => {
    const { status, diagnostic } = causeOf(lines.join("\n"));
    return { address, action, status, diagnostic, permanent: isPermanent(action, status) };
  });
}

/** Lines that begin with an address but tell of the machinery: header lines of the copy, signatures. */
function isMachinery(line: string): boolean {
  return /^[ \t>]*[^\s@]{1,100}@\S+ wrote\b/i.test(line);
}

/** The enhanced status or the SMTP code in a section, and the line of it with those around that belong to it. */
function causeOf(section: string): { readonly status: string; readonly diagnostic: string } {
  const enhanced = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/.exec(section)?.[1];
  const code = /(?:^|[^\d.])([45])\d\d(?=[ -](?!\d))/m.exec(section);
  const status = enhanced ?? (code?.[1] === undefined ? "" : `${code[1]}.0.0`);
  const paragraphs = section.split(/\n[ \t]*\n/).map(cleanLine);
  const telling = paragraphs.find((text) => /(?:^|[^\d.])[45](?:\d\d[ -]|\.\d{1,3}\.\d{1,3})/.test(text));
  const diagnostic = telling ?? paragraphs.find((text) => /\p{L}{3}/u.test(text) && !text.endsWith(":")) ?? "";
  return { status, diagnostic: diagnostic.replace(/^[\s>:).,]+/, "").slice(0, 1000) };
}
