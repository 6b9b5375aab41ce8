/** Bytes to text when the declared charset may lie, be unknown or be missing. */
import { Transform, type TransformCallback } from "node:stream";
import iconv from "iconv-lite";
import { decode as decodeCharset } from "libmime/lib/charset";
import { detectCharset, utf16, windowsForm } from "./detect.ts";

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
/** Tells nothing: what programs write that do not know. */
const noCharset = /^(?:|(?:us-?)?ascii|utf-?8|unknown.*|x-unknown|default|_autodetect.*|ansi_x3.*)$/i;

/** The declared charset unless the bytes say otherwise; then UTF-8 if they are that, else what they look like. Never throws. */
export function decodeBytes(bytes: Buffer, declared: string | undefined): string {
  const charset = nameOf(declared);
  if (sevenBit.test(charset)) return decodeDeclared(bytes, charset);
  if (isAscii(bytes)) return decodeSevenBit(bytes, charset);
  const wide = /^(?:utf-?16|utf-?32|ucs)/i.test(charset);
  // Text in any other charset is practically never well-formed UTF-8 by accident.
  const utf8 = wide ? undefined : asUtf8(bytes);
  if (utf8 !== undefined && !isRuined(utf8)) return utf8;
  if (noCharset.test(charset)) return decodeDeclared(bytes, charsetInHtml(bytes) ?? detectCharset(bytes));
  return wide ? decodeDeclared(bytes, charset) : decodeDoubted(bytes, charset);
}

function nameOf(declared: string | undefined): string {
  const name = (declared ?? "").trim().replace(/^["']|["']$/g, "");
  // Their successors hold all that these hold, and what programs send under their names.
  if (/^(?:gb_?2312(?:-80)?|gbk|x-gbk|csgb2312)$/i.test(name)) return "gb18030";
  if (/^(?:ks_c_5601-19\d\d|euc-kr|ksc5601)$/i.test(name)) return "cp949";
  if (/^(?:shift[_-]?jis|x-sjis|ms_kanji)$/i.test(name)) return "cp932";
  return name;
}

/** ASCII octets may still be UTF-16, or ISO-2022 that nobody declared. */
function decodeSevenBit(bytes: Buffer, charset: string): string {
  if (bytes.includes(0)) {
    const wide = /^(?:utf-?16|utf-?32|ucs)/i.test(charset) ? charset : utf16(bytes);
    if (wide !== undefined) return decodeDeclared(bytes, wide);
  }
  const text = bytes.toString("latin1");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences switch the character set (RFC 1468)
  return noCharset.test(charset) && /\x1b\$(?:[@B]|\([DQ])/.test(text) ? decodeDeclared(bytes, "iso-2022-jp") : text;
}

/** A single-byte charset of ISO has no characters where Windows has; and what the charset cannot have shows that it lies. */
function decodeDoubted(bytes: Buffer, charset: string): string {
  const text = decodeDeclared(bytes, charset);
  const windows = windowsForm(charset);
  if (windows !== undefined && /[\u0080-\u009f]/.test(text)) return decodeDeclared(bytes, windows);
  if (!text.includes("\ufffd")) return text;
  const detected = decodeDeclared(bytes, detectCharset(bytes));
  return countOf(detected, "\ufffd") < countOf(text, "\ufffd") ? detected : text;
}

function countOf(text: string, character: string): number {
  return text.split(character).length;
}

/** `<meta charset=…>`: HTML whose mail declares nothing may do so itself. */
function charsetInHtml(bytes: Buffer): string | undefined {
  const beginning = bytes.toString("latin1", 0, 4096);
  const name = /<meta[^<>]{1,200}charset\s*=\s*["']?([\w:-]{2,40})/i.exec(beginning)?.[1];
  return name !== undefined && !noCharset.test(name) && iconv.encodingExists(name) ? name : undefined;
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
