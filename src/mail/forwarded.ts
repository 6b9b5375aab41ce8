/** The mail inside a forwarded mail: who wrote it, about what, and what the forwarder wrote above it. */
import { parseAddresses } from "./addresses.ts";
import type { Address, ParsedMail } from "./message.ts";
import { parseMail } from "./parse.ts";
import { rawFromBuffer } from "./rawSource.ts";

export interface Forwarded {
  readonly from: Address;
  readonly subject: string;
  /** The forwarded mail's text. */
  readonly body: string;
  /** The forwarder's words; empty when there are none. */
  readonly comment: string;
  readonly messageId: string | undefined;
}

/** How mail programs begin the subject of what they forward. */
const prefix = /^\s*(?:fwd?|wg|wtr|tr|rv|enc|vs|vb|vl|i|doorst|pd|továbbítás|İLT|转发|轉寄|転送)\s?[:：]/iu;
/** What stands between the forwarder's words and the mail. */
const marker =
  /^(?:[-_ *]{4,}[^\n]{0,60}?(?:forward|original|weitergeleitet|ursprüng|transf|réexpédi|reenvia|encaminhad|inoltrat|doorgestuurd|oorspronk|vidaresänd|videresend|przekazan)[^\n]{0,40}[-_ *]*|_{10,}|(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht)\s?:)\s*$/iu;
const labels = {
  from: /^[>*\s]*(?:from|von|de|da|van|fra|från|od|от|lähettäjä|feladó|gönderen|差出人|发件人|寄件者)\s?[:：]\*?\s*(\S.*)$/iu,
  subject:
    /^[>*\s]*(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|předmět|тема|aihe|tárgy|konu|件名|主题|主旨)\s?[:：]\*?\s*(.*)$/iu,
  other: /^[>*\s]*\p{L}[\p{L} .-]{0,30}\s?[:：]\*?\s/u,
};
/** Lines of a mail that are searched for the block of headers, and lines of that block. */
const maxLines = 400;
const maxBlock = 12;

/** undefined when the mail forwards nothing that can be told apart. */
export async function forwardedIn(mail: ParsedMail): Promise<Forwarded | undefined> {
  const attached = mail.attachments.find(({ contentType }) => contentType.startsWith("message/rfc822"));
  if (attached !== undefined) {
    const inner = await parseMail(rawFromBuffer(attached.read()));
    const from = inner.from.at(-1);
    if (from === undefined) return undefined;
    return { from, subject: inner.subject, body: inner.body, comment: mail.body.trim(), messageId: inner.messageId };
  }
  return prefix.test(mail.subject) ? inText(mail) : undefined;
}

function inText({ body, subject }: ParsedMail): Forwarded | undefined {
  const lines = body.split("\n");
  for (let at = 0; at < Math.min(lines.length, maxLines); at += 1) {
    const block = blockAt(lines, at);
    if (block === undefined) continue;
    let words = at;
    while (words > 0 && isBetween(lines[words - 1] ?? "")) words -= 1;
    return {
      from: block.from,
      subject: block.subject || subject.replace(prefix, "").trim(),
      body: `${lines.slice(block.end).join("\n").trim()}\n`,
      comment: lines.slice(0, words).join("\n").trim(),
      messageId: undefined,
    };
  }
  return undefined;
}

/** A run of header lines that names a sender and, before or after, what else headers name. */
function blockAt(
  lines: readonly string[],
  start: number,
): { readonly from: Address; readonly subject: string; readonly end: number } | undefined {
  let from: Address | undefined;
  let subject = "";
  let seen = 0;
  let end = start;
  for (; end < Math.min(lines.length, start + maxBlock); end += 1) {
    const line = lines[end] ?? "";
    const sender = labels.from.exec(line)?.[1];
    const about = labels.subject.exec(line)?.[1];
    if (sender !== undefined) from ??= addressIn(sender);
    else if (about !== undefined) subject = about.trim();
    else if (!labels.other.test(line)) break;
    seen += 1;
  }
  return from !== undefined && seen >= 3 ? { from, subject, end } : undefined;
}

/** `Ann <ann@x>`, and Outlook's `Ann [mailto:ann@x]`. */
function addressIn(text: string): Address | undefined {
  const plain = text
    .replace(/\*/g, "")
    .replace(/\[mailto:([^\]\s]+)\]/i, "<$1>")
    .replace(/<mailto:[^>]*>/gi, "");
  return parseAddresses(plain).find(({ address }) => /^[^\s@]+@[^\s@]+$/.test(address));
}

function isBetween(line: string): boolean {
  return line.trim() === "" || marker.test(line.trim());
}
