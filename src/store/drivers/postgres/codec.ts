/** OTRS on PostgreSQL has text columns for both: bytes as base64, serialised text as it is. */
import { sql } from "kysely";
import type { Codec } from "../../codec.ts";

export const codec: Codec = {
  toBytes: (stored) => (typeof stored === "string" ? Buffer.from(stored, "base64") : stored),
  fromBytes: (bytes) => bytes.toString("base64"),
  toText: (stored) => stored.toString(),
  fromText: (text) => text,
  async join(tx, { table, column, id, name }) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} =
      (select string_agg(content, '' order by id) from gotrs_piece where place = ${name} and row_id = ${id})
      where id = ${id}`.execute(tx);
    return true;
  },
};
