/** SQLite keeps bytes as they are and serialised text as text. */
import type { Codec } from "../../codec.ts";

export const codec: Codec = {
  toBytes: (stored) => (typeof stored === "string" ? Buffer.from(stored) : stored),
  fromBytes: (bytes) => bytes,
  toText: (stored) => stored.toString(),
  fromText: (text) => text,
  join: async () => false,
};
