/** The bytes of a message or of a part of it as they came, in memory or wherever an edge has put them. */
import { Readable } from "node:stream";

/** What is stored, whole or piece by piece: a large one may wait in a file and need never be in memory as a whole. */
export interface Content {
  /** Octets. */
  readonly size: number;
  bytes(): Buffer;
  /** In order, each of `length` octets but the last. A piece is valid until the next one is taken. */
  pieces(length: number): Iterable<Buffer>;
}

export interface RawSource extends Content {
  stream(): Readable;
}

export function contentOf(bytes: Buffer): Content {
  return { size: bytes.length, bytes: () => bytes, pieces: (length) => slices(bytes, length) };
}

/** The first octets of what may be too large to be read as a whole. */
export function beginning(content: Content, octets: number): Buffer {
  for (const piece of content.pieces(octets)) return Buffer.from(piece);
  return Buffer.alloc(0);
}

export function rawFromBuffer(bytes: Buffer): RawSource {
  return { ...contentOf(bytes), stream: () => Readable.from([bytes]) };
}

function* slices(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
