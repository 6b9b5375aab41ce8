/** MAPI properties as TNEF writes them (MS-OXTNEF §2.1.3.4): by identifier, the first value of each. */

/** Text is decoded where it is Unicode; octets where it is of the sender's code page. */
export type Properties = ReadonlyMap<number, string | Buffer | number>;

const fixed: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const string8 = 0x1e;
const unicode = 0x1f;
const binary = 0x102;
const object = 0x0d;
const several = 0x1000;
const maxProperties = 5000;

/** What cannot be read ends the list; what came before counts. */
export function readProperties(bytes: Buffer): Properties {
  const found = new Map<number, string | Buffer | number>();
  const cursor = new Cursor(bytes);
  const count = Math.min(cursor.number(), maxProperties);
  for (let at = 0; at < count && cursor.sound; at += 1) {
    const type = cursor.short();
    const id = cursor.short();
    if (id >= 0x8000) skipName(cursor);
    const value = readValue(cursor, type);
    if (value !== undefined && cursor.sound && !found.has(id)) found.set(id, value);
  }
  return found;
}

function skipName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.number() === 0) cursor.take(4);
  else cursor.take(padded(cursor.number()));
}

function readValue(cursor: Cursor, type: number): string | Buffer | number | undefined {
  const base = type & ~several;
  const size = fixed[base];
  if (size !== undefined) {
    const count = type & several ? cursor.number() : 1;
    const bytes = cursor.take(size * count);
    return size === 4 && count === 1 && bytes.length === 4 ? bytes.readUInt32LE(0) : bytes;
  }
  if (![string8, unicode, binary, object].includes(base)) {
    cursor.fail();
    return undefined;
  }
  const count = cursor.number();
  let first: Buffer | undefined;
  for (let at = 0; at < count && cursor.sound; at += 1) {
    const length = cursor.number();
    const bytes = cursor.take(padded(length)).subarray(0, length);
    first ??= bytes;
  }
  if (first === undefined) return undefined;
  return base === unicode ? first.toString("utf16le").replace(/\0+$/, "") : first;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** Reads forward and never beyond the end. */
class Cursor {
  readonly #bytes: Buffer;
  #at = 0;
  sound = true;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) this.fail();
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }
  short(): number {
    const bytes = this.take(2);
    return bytes.length === 2 ? bytes.readUInt16LE(0) : 0;
  }
  number(): number {
    const bytes = this.take(4);
    return bytes.length === 4 ? bytes.readUInt32LE(0) : 0;
  }
  fail(): void {
    this.sound = false;
  }
}
