/** Address lists of header fields to values and back (RFC 5322 §3.4), tolerant of what people and programs write. */
import addressparser from "nodemailer/lib/addressparser";
import { decodeWords } from "./headers.ts";
import type { Address } from "./message.ts";
import { cleanLine } from "./text.ts";

/** Most mails of a desk go to the same few addresses, and From is asked for twice: so many short fields are kept as read. */
const read = new Map<string, readonly Address[]>();
const kept = { fields: 500, length: 300 };

/** Groups are flattened; an entry without an address keeps its words as name. */
export function parseAddresses(text: string): readonly Address[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  const addresses = addressesIn(text);
  if (read.size >= kept.fields) read.clear();
  if (text.length <= kept.length) read.set(text, addresses);
  return addresses;
}

function addressesIn(text: string): readonly Address[] {
  return addressparser(text, { flatten: true }).map(({ name, address }) => ({
    name: cleanLine(decodeWords(name ?? "")),
    address: bare(address ?? ""),
  }));
}

/** Decoded words may not smuggle a second address or a line into the first. */
function bare(address: string): string {
  const text = cleanLine(decodeWords(address)).replace(/[\s<>]/g, "");
  // RFC 5321 §4.1.2: a local part that needs no quotes means the same without them.
  return text.replace(/^"([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"@/, "$1@");
}

/** As a header shows it, without MIME encoding: `"Smith, Ann" <ann@customer.test>`. */
export function formatAddress({ name, address }: Address): string {
  if (name === "") return address;
  const shown = /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/[\\"]/g, "\\$&")}"` : name;
  return address === "" ? shown : `${shown} <${address}>`;
}

/** Whether two bare addresses mean the same mailbox; like OTRS without regard to case in either half. */
export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
