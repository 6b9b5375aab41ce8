/** Runs mailparser over a message: header lines, text, HTML and attachments, bounded in every direction. */
import { createHash } from "node:crypto";
import { PassThrough, type Readable } from "node:stream";
import { MailParser } from "mailparser";
import { CharsetDecoder } from "./charset.ts";
import type { Attachment } from "./message.ts";
import type { RawSource } from "./rawSource.ts";
import type { Spool } from "./spool.ts";
import { cleanLine } from "./text.ts";

export interface Structure {
  /** Header fields of the message, folded, one character an octet. */
  readonly headerLines: readonly string[];
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
  /** Why reading stopped before the end; undefined when all was read. */
  readonly failure: string | undefined;
}

/** Larger decoded attachments go to the spool, where there is one. */
const keepInMemory = 1_000_000;

interface AttachmentPart {
  readonly type: "attachment";
  readonly content: Readable;
  readonly contentType?: string;
  readonly contentDisposition?: string;
  readonly filename?: string | false;
  readonly contentId?: string;
  release(): void;
}
interface TextPart {
  readonly type: "text";
  readonly text?: string;
  readonly html?: string | false;
  readonly textConversionError?: Error;
}

/** Members of mailparser and its nodes that its types leave out. */
interface MimeNode {
  readonly contentType: string | false;
  readonly filename: string | false;
  readonly root: boolean;
  disposition: string | false;
}
interface Internals {
  readonly hasText: boolean;
  readonly hasHtml: boolean;
  decoder: { decodeStream(charset: string): CharsetDecoder };
  createNode(node: MimeNode): { charset?: string };
}

/** @param suspicious a text declared as UTF-8 or ASCII is not: judge it by its bytes too */
export async function readStructure(raw: RawSource, spool: Spool | undefined, suspicious: boolean): Promise<Structure> {
  const parser = new MailParser({
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    // A forwarded message is an attachment to whoever reads the mail, and no recursion to us.
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: 2_000_000,
  } as object);
  adjust(parser as unknown as Internals, suspicious);

  let headerLines: readonly string[] = [];
  parser.on("headerLines", (lines: readonly { readonly line: string }[]) => {
    headerLines = lines.map(({ line }) => line);
  });
  const attachments: Attachment[] = [];
  let text: TextPart | undefined;
  let failure: string | undefined;
  feed(raw, parser);
  try {
    for await (const part of parser as AsyncIterable<AttachmentPart | TextPart>) {
      if (part.type === "text") text = part;
      else {
        attachments.push(await readAttachment(part, spool));
        part.release();
      }
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  if (text?.textConversionError !== undefined) failure ??= text.textConversionError.message;
  return { headerLines, text: text?.text, html: text?.html || undefined, attachments, failure };
}

function feed(raw: RawSource, parser: MailParser): void {
  if (raw.size <= keepInMemory) parser.end(raw.bytes());
  else {
    const source = raw.stream();
    source.on("error", (error) => parser.destroy(error));
    source.pipe(parser);
  }
}

/** Mends what mailparser reads otherwise than a person's mail program does. */
function adjust(parser: Internals, suspicious: boolean): void {
  parser.decoder = { decodeStream: (charset) => new CharsetDecoder(charset === judge ? "" : charset) };
  const createNode = parser.createNode.bind(parser);
  parser.createNode = (node) => {
    // A named text after the body is a file, though it may be shown in line.
    const named = node.filename && !node.root && (parser.hasText || parser.hasHtml);
    if (named && /^(?:text\/plain|text\/html)$/i.test(node.contentType || "")) node.disposition = "attachment";
    const created = createNode(node);
    if (suspicious && /^(?:|(?:us-?)?ascii|utf-?8)$/i.test(created.charset ?? "")) created.charset = judge;
    return created;
  };
}
/** Not a charset: sends a text to the decoder that mailparser would read as UTF-8 by itself. */
const judge = "x-judge";

async function readAttachment(part: AttachmentPart, spool: Spool | undefined): Promise<Attachment> {
  const hash = createHash("sha256");
  const chunks: Buffer[] = [];
  let size = 0;
  let spooling: { readonly stream: PassThrough; readonly done: ReturnType<Spool["write"]> } | undefined;
  for await (const chunk of part.content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
    if (spooling === undefined) chunks.push(chunk);
    else await write(spooling.stream, chunk);
    if (spooling === undefined && spool !== undefined && size > keepInMemory) {
      const stream = new PassThrough();
      spooling = { stream, done: spool.write(stream) };
      for (const kept of chunks.splice(0)) await write(stream, kept);
    }
  }
  spooling?.stream.end();
  const spooled = await spooling?.done;
  return {
    filename: filenameOf(part),
    contentType: (part.contentType ?? "application/octet-stream").toLowerCase(),
    contentId: part.contentId === undefined || part.contentId === "" ? undefined : bracketed(part.contentId),
    disposition: part.contentDisposition === "inline" ? "inline" : "attachment",
    size,
    sha256: hash.digest("hex"),
    read: spooled?.read ?? (() => Buffer.concat(chunks)),
  };
}

async function write(stream: PassThrough, chunk: Buffer): Promise<void> {
  if (!stream.write(chunk)) await new Promise((resolve) => stream.once("drain", resolve));
}

function bracketed(contentId: string): string {
  return `<${cleanLine(contentId).replace(/[<>\s]/g, "")}>`;
}

/** A name as one word of a file system's: what leads out of a folder is taken away. */
function filenameOf({ filename, contentType }: AttachmentPart): string {
  const name = cleanLine(filename || "").replace(/[/\\]/g, "_");
  if (name !== "") return name;
  return contentType === "message/rfc822" ? "message.eml" : "unnamed";
}
