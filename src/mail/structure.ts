/** Runs mailparser over a message: header lines, text, HTML and attachments, bounded in every direction. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { MailParser } from "mailparser";
import { isExpected } from "../errors.ts";
import { CharsetDecoder } from "./charset.ts";
import { plainFromHtml } from "./html/text.ts";
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
  readonly html?: string;
}

/** Members of mailparser and its nodes that its types leave out. */
interface MimeNode {
  readonly contentType: string | false;
  readonly filename: string | false;
  readonly root: boolean;
  disposition: string | false;
}
interface TextNode {
  readonly contentType: string | false;
  /** Decoded; of a text part that was read to its end. */
  readonly textContent?: string;
  readonly children: readonly TextNode[];
}
interface Internals {
  readonly hasText: boolean;
  readonly hasHtml: boolean;
  /** false before the header was read. */
  readonly tree: TextNode | false;
  decoder: { decodeStream(charset: string): CharsetDecoder };
  createNode(node: MimeNode): { charset?: string };
}

/**
 * @param suspicious a text declared as UTF-8 or ASCII is not: judge it by its bytes too
 * @throws TemporaryError when the spool cannot keep an attachment now
 */
export async function readStructure(raw: RawSource, spool: Spool | undefined, suspicious: boolean): Promise<Structure> {
  const parser = new MailParser({
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    // html/text.ts converts HTML, and knows its limits.
    skipHtmlToText: true,
    keepDeliveryStatus: true,
    // A forwarded message is an attachment to whoever reads the mail, and no recursion to us.
    ignoreEmbedded: true,
    checksumAlgo: false,
  } as object);
  const internals = parser as unknown as Internals;
  adjust(internals, suspicious);

  let headerLines: readonly string[] = [];
  parser.on("headerLines", (lines: readonly { readonly line: string }[]) => {
    headerLines = lines.map(({ line }) => line);
  });
  const attachments: Attachment[] = [];
  let html: string | undefined;
  let failure: string | undefined;
  let current: Readable | undefined;
  // mailparser gives up without ending the attachment it was at; whoever reads that one would wait for ever.
  parser.on("error", (error) => current?.destroy(error));
  feed(raw, parser);
  try {
    for await (const part of parser as AsyncIterable<AttachmentPart | TextPart>) {
      if (part.type === "text") html = part.html;
      else {
        current = part.content;
        attachments.push(await readAttachment(part, spool));
        part.release();
      }
    }
  } catch (error) {
    parser.destroy();
    // A full disk says nothing about the mail.
    if (isExpected(error)) throw error;
    failure = error instanceof Error ? error.message : String(error);
  }
  const texts = internals.hasText && internals.tree !== false ? textsIn(internals.tree, false) : [];
  return {
    headerLines,
    text: texts.length === 0 ? undefined : texts.join("\n"),
    html: html || undefined,
    attachments,
    failure,
  };
}

/** Plain texts in order, and HTML between them that is no other form of a plain text. */
function textsIn({ contentType, textContent, children }: TextNode, alternative: boolean): readonly string[] {
  const own = textContent === undefined || (contentType === "text/html" && alternative) ? [] : [textContent];
  const shown = contentType === "text/html" ? own.map(plainFromHtml) : own;
  const further = alternative || contentType === "multipart/alternative";
  return [...shown, ...children.flatMap((child) => textsIn(child, further))];
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
  const content = part.content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const next = async (): Promise<Buffer | undefined> => {
    const { done, value } = await content.next();
    if (done) return undefined;
    hash.update(value);
    return value;
  };
  const chunks: Buffer[] = [];
  let size = 0;
  let chunk = await next();
  for (; chunk !== undefined && (spool === undefined || size <= keepInMemory); chunk = await next()) {
    chunks.push(chunk);
    size += chunk.length;
  }
  const rest = async function* (): AsyncGenerator<Buffer> {
    yield* chunks.splice(0);
    for (; chunk !== undefined; chunk = await next()) yield chunk;
  };
  const spooled = chunk === undefined ? undefined : await spool?.write(Readable.from(rest()));
  return {
    filename: filenameOf(part),
    contentType: cleanLine(part.contentType ?? "").toLowerCase() || "application/octet-stream",
    contentId: part.contentId === undefined || part.contentId === "" ? undefined : bracketed(part.contentId),
    disposition: part.contentDisposition === "inline" ? "inline" : "attachment",
    size: spooled?.size ?? size,
    sha256: hash.digest("hex"),
    read: () => spooled?.bytes() ?? Buffer.concat(chunks),
    ...(spooled === undefined ? {} : { waiting: spooled }),
  };
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
