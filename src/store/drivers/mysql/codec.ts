/** MySQL and MariaDB keep both kinds in binary columns. */
import type { Codec } from "../../stored.ts";

export const codec: Codec = {
  toBytes: (stored) => (typeof stored === "string" ? Buffer.from(stored) : stored),
  fromBytes: (bytes) => bytes,
  toText: (stored) => stored.toString(),
  fromText: (text) => Buffer.from(text),
};
