/** What stands inside the parts of a mail: uuencoded files, winmail.dat, invitations, the subject of a message. Pure. */
import { plainName } from "../attachment.ts";
import { invitations } from "../calendar/invitation.ts";
import type { Attachment } from "../message.ts";
import { beginning, headerOf } from "../reports/fields.ts";
import { unpackTnef } from "./tnef.ts";
import { uudecode } from "./uuencode.ts";

export interface Opened {
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
  /** Paragraphs that stand below the mail's own text. */
  readonly notes: readonly string[];
}

/** Octets; no program wraps more into one part, and it is held in memory. */
const maxTnef = 50_000_000;

export function open(text: string | undefined, html: string | undefined, parts: readonly Attachment[]): Opened {
  const decoded = text === undefined ? undefined : uudecode(text);
  let body = decoded?.text;
  let rich = html;
  const attachments: Attachment[] = [];
  for (const part of parts) {
    attachments.push(named(part));
    const inner = isTnef(part) ? unpackTnef(part.read()) : undefined;
    if (inner === undefined) continue;
    attachments.push(...inner.files);
    if (isBlank(body) && rich === undefined) {
      body = inner.text ?? body;
      rich = inner.html;
    }
  }
  attachments.push(...(decoded?.files ?? []));
  return { text: body, html: rich, attachments, notes: invitations(attachments) };
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}

function isTnef({ contentType, filename, size }: Attachment): boolean {
  return (
    size <= maxTnef &&
    (/^application\/(?:vnd\.)?ms-tnef\b/.test(contentType) || /^win(?:mail|dat)\.dat$/i.test(filename))
  );
}

/** Parts whose sender gave them no name are called by what they hold. */
function named(part: Attachment): Attachment {
  if (part.filename !== "unnamed" && part.filename !== "message.eml") return part;
  if (/^text\/calendar\b/.test(part.contentType)) return { ...part, filename: "invitation.ics" };
  if (!/^message\/(?:rfc822|global)\b/.test(part.contentType)) return part;
  const { subject } = headerOf(beginning(part));
  return subject === undefined || subject === ""
    ? part
    : { ...part, filename: `${plainName(subject).slice(0, 100)}.eml` };
}
