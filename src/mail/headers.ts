/** Header lines as they came to names and values: unfolded, decoded (RFC 2047), free of control characters. */
import { decodeBytes } from "./charset.ts";
import { cleanLine } from "./text.ts";

export type HeaderField = readonly [name: string, value: string];

/** A header with so many octets says nothing more that a person or a rule would read. */
const maxValue = 64 * 1024;
const maxFields = 2000;

/** @param lines one string an unfolded-or-folded field, each character one octet */
export function decodeHeaders(lines: readonly string[], charset: string | undefined): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (const line of lines.slice(0, maxFields)) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim();
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name)) continue;
    fields.push([name, decodeValue(line.slice(colon + 1, colon + 1 + maxValue), charset)]);
  }
  return fields;
}

/** The value before RFC 2047 decoding, for structured fields, whose syntax must be read before their words. */
export function rawValue(lines: readonly string[], name: string, charset: string | undefined): string | undefined {
  const prefix = `${name}:`;
  const line = lines.find((one) => one.slice(0, prefix.length).toLowerCase() === prefix);
  return line === undefined
    ? undefined
    : octetsToText(unfold(line.slice(prefix.length, prefix.length + maxValue)), charset).trim();
}

function decodeValue(octets: string, charset: string | undefined): string {
  const text = octetsToText(unfold(octets), charset);
  return cleanLine(text.includes("=?") ? decodeWords(text) : text);
}

const encodedWord = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([QqBb])\?([^?]*)\?=/g;

/** RFC 2047 words to text; a character that a sender split over two words is made whole again. */
export function decodeWords(text: string): string {
  let decoded = "";
  let end = 0;
  let pending: { readonly charset: string; readonly octets: Buffer[] } | undefined;
  const flush = (): void => {
    if (pending !== undefined) decoded += decodeBytes(Buffer.concat(pending.octets), pending.charset);
    pending = undefined;
  };
  for (const { 0: word, 1: charset = "", 2: encoding = "", 3: content = "", index } of text.matchAll(encodedWord)) {
    const between = text.slice(end, index);
    // §6.2: white space between encoded words is not shown.
    const adjacent = pending !== undefined && between.trim() === "";
    if (!adjacent) {
      flush();
      decoded += between;
    } else if (pending?.charset !== charset.toLowerCase()) flush();
    pending ??= { charset: charset.toLowerCase(), octets: [] };
    pending.octets.push(encoding.toUpperCase() === "B" ? Buffer.from(content, "base64") : quotedOctets(content));
    end = index + word.length;
  }
  flush();
  return decoded + text.slice(end);
}

function quotedOctets(content: string): Buffer {
  const text = content.replaceAll("_", " ");
  const octets = text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, "latin1");
}

function unfold(octets: string): string {
  return octets.includes("\n") || octets.includes("\r")
    ? octets.replace(/\r?\n(?=[ \t])/g, "").replace(/[\r\n]+/g, " ")
    : octets;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the question is whether all octets are ASCII
const ascii = /^[\x00-\x7f]*$/;

function octetsToText(octets: string, charset: string | undefined): string {
  return ascii.test(octets) ? octets : decodeBytes(Buffer.from(octets, "latin1"), charset);
}

/** Each id in the text of Message-ID, In-Reply-To or References, with its brackets; as written where there are none. */
export function messageIds(text: string): readonly string[] {
  const bracketed = text.match(/<[^<>\s]+>/g);
  if (bracketed !== null) return bracketed;
  return text.split(/\s+/).filter((word) => word !== "");
}
