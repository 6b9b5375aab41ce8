/** MySQL and MariaDB keep both kinds in binary columns. */
import { sql } from "kysely";
import type { Codec } from "../../codec.ts";

export const codec: Codec = {
  toBytes: (stored) => (typeof stored === "string" ? Buffer.from(stored) : stored),
  fromBytes: (bytes) => bytes,
  toText: (stored) => stored.toString(),
  fromText: (text) => Buffer.from(text),
  async join(tx, { table, column, id, name }) {
    await sql`set session group_concat_max_len = 4294967295`.execute(tx);
    await sql`update ${sql.table(table)} set ${sql.ref(column)} =
      (select group_concat(content order by id separator '') from gotrs_piece where place = ${name} and row_id = ${id})
      where id = ${id}`.execute(tx);
  },
};
