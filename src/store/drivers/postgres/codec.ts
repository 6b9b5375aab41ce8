/** OTRS on PostgreSQL has text columns for both: bytes as base64, serialised text as it is. */
import type { Codec } from "../../stored.ts";

export const codec: Codec = {
  toBytes: (stored) => (typeof stored === "string" ? Buffer.from(stored, "base64") : stored),
  fromBytes: (bytes) => bytes.toString("base64"),
  toText: (stored) => stored.toString(),
  fromText: (text) => text,
};
