/** MySQL and MariaDB keep both kinds in binary columns. */
import { sql } from "kysely";
import type { Codec } from "../../codec.ts";
import type { Tx } from "../../db.ts";

/** Octets beside a value in the packet that carries its row. */
const packetOverhead = 64 * 1024;

async function largestPacket(tx: Tx): Promise<number> {
  const { rows } = await sql<{ readonly octets: number }>`select @@max_allowed_packet as octets`.execute(tx);
  return Number(rows[0]?.octets ?? 0);
}

export const codec: Codec = {
  toBytes: (stored) => (typeof stored === "string" ? Buffer.from(stored) : stored),
  fromBytes: (bytes) => bytes,
  toText: (stored) => stored.toString(),
  fromText: (text) => Buffer.from(text),
  async join(tx, { table, column, id, name }, size) {
    if (size + packetOverhead > (await largestPacket(tx))) return false;
    await sql`set session group_concat_max_len = 4294967295`.execute(tx);
    await sql`update ${sql.table(table)} set ${sql.ref(column)} =
      (select group_concat(content order by id separator '') from gotrs_piece where place = ${name} and row_id = ${id})
      where id = ${id}`.execute(tx);
    return true;
  },
};
