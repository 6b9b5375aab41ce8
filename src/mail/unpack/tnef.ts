/** Unpacks winmail.dat (application/ms-tnef, MS-OXTNEF): the body and the files that Outlook and Exchange wrap into it. */
import { attachmentOf } from "../attachment.ts";
import { decodeBytes } from "../charset.ts";
import type { Attachment } from "../message.ts";
import { inflateRtf } from "./compressedRtf.ts";
import { type Properties, readProperties } from "./mapi.ts";
import { readRtf } from "./rtf.ts";

export interface Unpacked {
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly files: readonly Attachment[];
}

const signature = 0x223e9f78;
const maxFiles = 1000;
/** Messages within messages. */
const maxNesting = 3;

/** Attributes, of the message and of its attachments (MS-OXTNEF §2.1.3). */
const attributes = {
  subject: 0x00018004,
  body: 0x0002800c,
  messageProperties: 0x00069003,
  codePage: 0x00069007,
  attachmentBegins: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const;
/** MAPI property identifiers. */
const ids = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  shortName: 0x3704,
  method: 0x3705,
  longName: 0x3707,
  type: 0x370e,
  contentId: 0x3712,
  displayName: 0x3001,
} as const;

interface Part {
  title: Buffer | undefined;
  data: Buffer | undefined;
  properties: Properties | undefined;
}

/** undefined for bytes that are no TNEF. What is damaged is read as far as it goes. */
export function unpackTnef(bytes: Buffer, nesting = 0): Unpacked | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return undefined;
  let codePage = "windows-1252";
  let body: Buffer | undefined;
  let properties: Properties = new Map();
  const parts: Part[] = [];
  for (const { id, data } of attributesOf(bytes)) {
    const part = parts.at(-1);
    if (id === attributes.attachmentBegins) {
      if (parts.length < maxFiles) parts.push({ title: undefined, data: undefined, properties: undefined });
    } else if (id === attributes.codePage && data.length >= 4) codePage = charsetOf(data.readUInt32LE(0));
    else if (id === attributes.body) body = data;
    else if (id === attributes.messageProperties) properties = readProperties(data);
    else if (part === undefined) continue;
    else if (id === attributes.attachmentTitle) part.title = data;
    else if (id === attributes.attachmentData) part.data = data;
    else if (id === attributes.attachmentProperties) part.properties = readProperties(data);
  }
  const files = parts.flatMap((part) => filesOf(part, codePage, nesting));
  return { ...bodyOf(properties, body, codePage), files };
}

function* attributesOf(bytes: Buffer): Generator<{ readonly id: number; readonly data: Buffer }> {
  // Signature and key; then level, identifier, length, data, checksum.
  for (let at = 6; at + 9 <= bytes.length; ) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    yield { id, data: bytes.subarray(at + 9, at + 9 + length) };
    at += 9 + length + 2;
  }
}

function charsetOf(codePage: number): string {
  if (codePage === 65001) return "utf-8";
  return /^(?:125\d|874)$/.test(String(codePage)) ? `windows-${codePage}` : `cp${codePage}`;
}

function bodyOf(properties: Properties, body: Buffer | undefined, codePage: string): Omit<Unpacked, "files"> {
  const words = (value: string | Buffer | number | undefined): string | undefined =>
    value === undefined || typeof value === "number" ? undefined : textOf(value, codePage);
  const html = words(properties.get(ids.html));
  const compressed = properties.get(ids.rtf);
  const rtf = Buffer.isBuffer(compressed) ? inflateRtf(compressed) : undefined;
  const rich = rtf === undefined ? undefined : readRtf(rtf);
  return {
    text: words(properties.get(ids.body)) ?? words(body) ?? (rich?.kind === "text" ? rich.text : undefined),
    html: html ?? (rich?.kind === "html" ? rich.text : undefined),
  };
}

function textOf(value: string | Buffer, codePage: string): string {
  return (typeof value === "string" ? value : decodeBytes(value, codePage)).replace(/\0+$/, "");
}

function filesOf({ title, data, properties }: Part, codePage: string, nesting: number): readonly Attachment[] {
  const property = (id: number): string | undefined => {
    const value = properties?.get(id);
    return value === undefined || typeof value === "number" ? undefined : textOf(value, codePage);
  };
  const name =
    property(ids.longName) ||
    (title === undefined ? "" : textOf(title, codePage)) ||
    property(ids.shortName) ||
    property(ids.displayName) ||
    "unnamed";
  const held = properties?.get(ids.data);
  const embedded = properties?.get(ids.method) === 5;
  // An object's data follow the identifier of its interface.
  const bytes = Buffer.isBuffer(held) ? (embedded ? held.subarray(16) : held) : data;
  if (bytes === undefined) return [];
  if (embedded && nesting < maxNesting) {
    const inner = unpackTnef(bytes, nesting + 1);
    if (inner !== undefined) return [...bodyFiles(inner, name), ...inner.files];
  }
  return [attachmentOf({ filename: name, contentType: property(ids.type), contentId: property(ids.contentId), bytes })];
}

/** The text of a message in a message is a file of the outer one. */
function bodyFiles({ text, html }: Unpacked, name: string): readonly Attachment[] {
  if (html !== undefined) {
    return [
      attachmentOf({ filename: `${name}.html`, contentType: "text/html; charset=utf-8", bytes: Buffer.from(html) }),
    ];
  }
  if (text === undefined) return [];
  return [
    attachmentOf({ filename: `${name}.txt`, contentType: "text/plain; charset=utf-8", bytes: Buffer.from(text) }),
  ];
}
