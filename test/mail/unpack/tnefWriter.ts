/** Writes winmail.dat as Exchange does (MS-OXTNEF), for tests. */

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** A text as Unicode, octets as binary, a number as long. */
export function properties(values: Readonly<Record<number, string | Buffer | number>>): Buffer {
  const entries = Object.entries(values);
  return Buffer.concat([
    u32(entries.length),
    ...entries.flatMap(([id, value]) => {
      if (typeof value === "number") return [u16(3), u16(Number(id)), u32(value)];
      const bytes = typeof value === "string" ? Buffer.from(`${value}\0`, "utf16le") : value;
      const type = typeof value === "string" ? 0x1f : 0x102;
      return [u16(type), u16(Number(id)), u32(1), u32(bytes.length), padded(bytes)];
    }),
  ]);
}

export function attribute(level: 1 | 2, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, octet) => (total + octet) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

export function tnef(...attributes: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(0x223e9f78), u16(1), attribute(1, 0x00089006, u32(0x00010000)), ...attributes]);
}

export function file(
  name: string,
  content: Buffer,
  more: Readonly<Record<number, string | Buffer | number>> = {},
): Buffer {
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from("SHORT~1.TXT\0", "latin1")),
    attribute(2, 0x0006800f, content),
    attribute(2, 0x00069005, properties({ 14087: name, 14085: 1, ...more })),
  ]);
}
