/** Bytes to text when the declared charset may lie, be unknown or be missing. */
import { Transform, type TransformCallback } from "node:stream";
import iconv from "iconv-lite";
import { decode as decodeCharset } from "libmime/lib/charset";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function asUtf8(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Nothing but replacement characters beyond ASCII: what it was is lost, and it proves nothing about the charset. */
function isRuined(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is which characters are not ASCII
  return /^[\x00-\x7f\ufffd]*$/.test(text);
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((octet) => octet < 0x80);
}

/** Charsets whose every text is also plain ASCII octets, so that octets alone tell nothing. */
const sevenBit = /^(?:utf-?7|iso-2022|hz)/i;

/** The declared charset unless the bytes say otherwise; then UTF-8 if they are that, else Windows-1252. Never throws. */
export function decodeBytes(bytes: Buffer, declared: string | undefined): string {
  const charset = (declared ?? "").trim().replace(/^["']|["']$/g, "");
  if (sevenBit.test(charset)) return decodeDeclared(bytes, charset);
  if (isAscii(bytes)) return bytes.toString("latin1");
  // Text in any other charset is practically never well-formed UTF-8 by accident.
  const utf8 = /^(?:utf-?16|utf-?32|ucs)/i.test(charset) ? undefined : asUtf8(bytes);
  if (utf8 !== undefined && !isRuined(utf8)) return utf8;
  return /^(?:|(?:us-?)?ascii|utf-?8|unknown.*)$/i.test(charset)
    ? iconv.decode(bytes, "windows-1252")
    : decodeDeclared(bytes, charset);
}

function decodeDeclared(bytes: Buffer, charset: string): string {
  try {
    if (iconv.encodingExists(charset)) return iconv.decode(bytes, charset);
    return decodeCharset(bytes, charset);
  } catch {
    return iconv.decode(bytes, "windows-1252");
  }
}

/** Collects a part's bytes and gives its text as UTF-8: a charset is judged by the whole text. */
export class CharsetDecoder extends Transform {
  readonly #declared: string;
  readonly #chunks: Buffer[] = [];
  constructor(declared: string) {
    super();
    this.#declared = declared;
  }
  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#chunks.push(chunk);
    done();
  }
  override _flush(done: TransformCallback): void {
    done(null, decodeBytes(Buffer.concat(this.#chunks), this.#declared));
  }
}
