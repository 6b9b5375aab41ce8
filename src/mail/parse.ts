/** A raw message to a ParsedMail. What cannot be understood is no error but a defect of a mail that is kept all the same. */
import { parseAddresses } from "./addresses.ts";
import { decodeBytes } from "./charset.ts";
import { decodeHeaders, type HeaderField, messageIds, rawValue } from "./headers.ts";
import { plainFromHtml } from "./html/text.ts";
import { header, type ParsedMail } from "./message.ts";
import { undoubled } from "./mojibake.ts";
import type { RawSource } from "./rawSource.ts";
import { reportsOf } from "./reports/index.ts";
import type { Crypto, Security } from "./security/security.ts";
import { type Unlocked, unlock } from "./security/unlock.ts";
import type { Spool } from "./spool.ts";
import { readStructure, type Structure } from "./structure.ts";
import { cleanLine, cleanText } from "./text.ts";
import { open } from "./unpack/index.ts";

/** Of a message that could not be read to its end, so many octets are shown as they are. */
const shownRaw = 100_000;

/**
 * @param spool keeps large attachments until they are stored; without one they wait in memory
 * @param crypto keys for signed and encrypted mail; without it that is said and no more
 * @throws TemporaryError when the spool cannot keep one now, and for no other reason
 */
export async function parseMail(raw: RawSource, spool?: Spool, crypto?: Crypto): Promise<ParsedMail> {
  let structure = await readStructure(raw, spool, false);
  // The replacement character says that a charset lied; only then is the work done twice.
  if (`${structure.text ?? ""}${structure.html ?? ""}`.includes("\ufffd"))
    structure = await readStructure(raw, spool, true);
  const lines = headerLinesOf(structure, raw);
  const contentType = cleanLine(rawValue(lines, "content-type", undefined) ?? "") || "text/plain";
  const senders = parseAddresses(rawValue(lines, "from", undefined) ?? "").map(({ address }) => address);
  const unlocked = await unlock({ raw, structure, contentType, senders }, crypto, spool);
  return mailOf(unlocked, contentType, raw);
}

function headerLinesOf({ headerLines }: Structure, raw: RawSource): readonly string[] {
  return headerLines.length > 0 ? headerLines : rawHeaderLines(raw);
}

function mailOf({ structure: read, security, innerHeader }: Unlocked, contentType: string, raw: RawSource): ParsedMail {
  const opened = open(read.text, read.html, read.attachments);
  const structure = { ...read, ...opened };
  const lines = headerLinesOf(structure, raw);
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  const headers = decodeHeaders(lines, charset);
  const first = (name: string): string | undefined => header({ headers }, name);
  const addresses = (name: string) => parseAddresses(rawValue(lines, name, charset) ?? "");
  const defects = defectsOf(structure, headers, raw);
  const all = (name: string): readonly string[] => messageIds(first(name) ?? "");
  const mail = {
    messageId: messageIds(first("message-id") ?? "")[0],
    inReplyTo: all("in-reply-to"),
    references: all("references"),
    date: dateOf(first("date")),
    subject: undoubled(protectedSubject(innerHeader) ?? first("subject") ?? ""),
    from: addresses("from"),
    replyTo: addresses("reply-to"),
    to: addresses("to"),
    cc: addresses("cc"),
    contentType: contentType.replace(/^[^;]*/, (type) => type.trim().toLowerCase()).replace(/\s+/g, " "),
    charset: charset?.toLowerCase(),
    body: withNotes(undoubled(bodyOf(structure, headers, raw)), [...opened.notes, ...closedNote(security)]),
    bodyHtml: structure.html === undefined ? undefined : undoubled(structure.html),
    attachments: structure.attachments,
    autoSubmitted: first("auto-submitted")?.toLowerCase(),
    headers,
    defects,
  };
  return { ...mail, ...reportsOf(mail), ...(security === undefined ? {} : { security }) };
}

/** RFC 9788: the true subject of an encrypted mail stands inside, and `...` outside. */
function protectedSubject(innerHeader: readonly string[]): string | undefined {
  return header({ headers: decodeHeaders(innerHeader, undefined) }, "subject");
}

/** Said where the agent reads: there is nothing else to read. */
function closedNote(security: Security | undefined): readonly string[] {
  if (security?.encrypted === undefined || security.encrypted.opened) return [];
  const { method, encrypted } = security;
  return [
    `[This message is encrypted (${method}) and could not be opened: ${encrypted.reason}. It is kept as it came.]`,
  ];
}

function withNotes(body: string, notes: readonly string[]): string {
  if (notes.length === 0) return body;
  const own = body.trim() === "" ? "" : `${body.trimEnd()}\n\n`;
  return `${own}${notes.join("\n\n")}\n`;
}

/** Characters; what is longer is no date, and costs the search for its comment more than the square. */
const maxDate = 200;

function dateOf(value: string | undefined): Date | undefined {
  const date = new Date((value ?? "").slice(0, maxDate).replace(/\s*\([^()]*\)\s*$/, ""));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function bodyOf({ text, html, failure }: Structure, headers: readonly HeaderField[], raw: RawSource): string {
  if (text !== undefined && text.trim() !== "") return cleanText(text);
  if (html !== undefined) return plainFromHtml(html);
  if (headers.length === 0) return cleanText(decodeBytes(raw.bytes().subarray(0, shownRaw), undefined));
  if (failure !== undefined) return cleanText(decodeBytes(afterHeaders(raw.bytes()).subarray(0, shownRaw), undefined));
  return cleanText(text ?? "");
}

function defectsOf({ failure }: Structure, headers: readonly HeaderField[], raw: RawSource): readonly string[] {
  const defects: string[] = [];
  if (raw.size === 0) defects.push("it is empty");
  else if (headers.length === 0) defects.push("it has no header");
  if (failure !== undefined) defects.push(failure);
  return defects;
}

/** For a message whose header mailparser refused: the first lines of it, bounded. */
function rawHeaderLines(raw: RawSource): readonly string[] {
  const beginning = raw
    .bytes()
    .subarray(0, 64 * 1024)
    .toString("latin1");
  const [header = ""] = beginning.replace(/^(?:\r?\n)+/, "").split(/\r?\n\r?\n/, 1);
  return header.split(/\r?\n(?![ \t])/);
}

function afterHeaders(bytes: Buffer): Buffer {
  const ends = ["\r\n\r\n", "\n\n"]
    .map((end) => ({ at: bytes.indexOf(end), length: end.length }))
    .filter(({ at }) => at >= 0);
  const [first] = ends.toSorted((one, other) => one.at - other.at);
  return first === undefined ? bytes : bytes.subarray(first.at + first.length);
}
