/** The bytes of a message as they came, in memory or wherever an edge has put them. */
import { Readable } from "node:stream";

export interface RawSource {
  /** Octets. */
  readonly size: number;
  /** The whole message; call it as late as possible, a large one may wait in a file. */
  bytes(): Buffer;
  stream(): Readable;
}

export function rawFromBuffer(bytes: Buffer): RawSource {
  return { size: bytes.length, bytes: () => bytes, stream: () => Readable.from([bytes]) };
}
