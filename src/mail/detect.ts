/** Guesses the charset of bytes that nobody declared, or declared wrongly. Asked only when they are not UTF-8. */
import { analyse } from "chardet";
import iconv from "iconv-lite";

/** Octets; more of a text says nothing more about its charset. */
const sample = 32 * 1024;
const fallback = "windows-1252";

/** Of the detector's names those that write Latin letters: they differ by a few letters only, and guess badly by one. */
const latin = new Set(["ISO-8859-1", "windows-1252", "ISO-8859-2", "windows-1250", "ISO-8859-9", "windows-1254"]);
/** What Windows calls the charset that a mail means when it names the one of ISO: the same, and more letters. */
const onWindows: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  "iso-8859-2": "windows-1250",
  "iso-8859-5": "windows-1251",
  "iso-8859-6": "windows-1256",
  "iso-8859-7": "windows-1253",
  "iso-8859-8": "windows-1255",
  "iso-8859-9": "windows-1254",
  "iso-8859-13": "windows-1257",
  "iso-8859-15": "windows-1252",
  latin1: "windows-1252",
  "us-ascii": "windows-1252",
  ascii: "windows-1252",
};

export function windowsForm(charset: string): string | undefined {
  return onWindows[charset.toLowerCase().replace("_", "-")];
}

/** @param bytes neither ASCII nor UTF-8 */
export function detectCharset(bytes: Buffer): string {
  const wide = utf16(bytes);
  if (wide !== undefined) return wide;
  const first = bytes.findIndex((octet) => octet >= 0x80);
  const part = bytes.subarray(Math.max(first - sample / 4, 0), first + sample);
  const found = analyse(part).filter(
    ({ name }) => !/^(?:UTF|ASCII|ISO-2022)/i.test(name) && iconv.encodingExists(name),
  );
  return writesLatin(part) ? latinCharset(part, found) : foreignCharset(part, found);
}

/** A byte order mark, or a NUL in every second octet of Latin text. */
export function utf16(bytes: Buffer): string | undefined {
  if (bytes.length >= 2 && bytes.length % 2 === 0) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  }
  const part = bytes.subarray(0, 1024);
  const nuls = [0, 0];
  for (const [at, octet] of part.entries()) if (octet === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (part.length >= 8 && odd > part.length / 4 && even < odd / 20) return "utf-16le";
  return part.length >= 8 && even > part.length / 4 && odd < even / 20 ? "utf-16be" : undefined;
}

/** Letters with accents stand alone between ASCII letters; those of another script stand together. */
function writesLatin(bytes: Buffer): boolean {
  let high = 0;
  let together = 0;
  let letters = 0;
  let run = 0;
  let longest = 0;
  for (const octet of bytes) {
    run = octet >= 0x80 ? run + 1 : 0;
    if (run > 0) high += 1;
    if (run > 1) together += 1;
    if (run > longest) longest = run;
    if ((octet | 0x20) >= 0x61 && (octet | 0x20) <= 0x7a) letters += 1;
  }
  return letters > high && (longest <= 3 || together < high * 0.3);
}

type Guess = ReturnType<typeof analyse>[number];

/** Western European unless many letters speak for a neighbour. */
function latinCharset(bytes: Buffer, found: readonly Guess[]): string {
  const high = bytes.reduce((count, octet) => count + Number(octet >= 0x80), 0);
  const [best, ...others] = found.filter(({ name }) => latin.has(name));
  if (best === undefined || high < 5) return fallback;
  const western = [best, ...others].find(({ name }) => /8859-1$|1252$/.test(name))?.confidence ?? 0;
  if (best.confidence < 30 || best.confidence <= western) return fallback;
  return windowsIfNeeded(bytes, best.name);
}

/** The octets that ISO leaves to control characters are letters and quotation marks of Windows. */
function windowsIfNeeded(bytes: Buffer, charset: string): string {
  return bytes.some((octet) => octet >= 0x80 && octet < 0xa0) ? (windowsForm(charset) ?? charset) : charset;
}

function foreignCharset(bytes: Buffer, found: readonly Guess[]): string {
  const sound = found.filter(
    ({ name }) => !latin.has(name) && !iconv.decode(bytes, name).slice(0, -2).includes("\ufffd"),
  );
  const [best] = sound;
  return best === undefined || best.confidence < 5 ? fallback : windowsIfNeeded(bytes, best.name);
}
