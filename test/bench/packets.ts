/** MariaDB takes no statement longer than max_allowed_packet (16 MB unless set): raised while the bench runs. */
import mysql from "mysql2/promise";
import { mysqlUrl, type Server } from "../servers.ts";

const needed = 134_217_728;

interface Packets extends AsyncDisposable {
  /** What was changed, for the output; empty when nothing was. */
  readonly note: string;
}

export async function allowLargePackets({ product }: Server): Promise<Packets> {
  if (product !== "mysql") return { note: "", [Symbol.asyncDispose]: async () => {} };
  const before = await setPacket();
  return {
    note: before === undefined ? "" : " (max_allowed_packet raised meanwhile)",
    [Symbol.asyncDispose]: async () => void (before !== undefined && (await setPacket(before))),
  };
}

/** @returns the value before, undefined when it was enough */
async function setPacket(octets?: number): Promise<number | undefined> {
  const connection = await mysql.createConnection({ uri: mysqlUrl });
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[]>("select @@global.max_allowed_packet as octets");
    const before = Number(rows[0]?.octets);
    if (octets === undefined && before >= needed) return undefined;
    await connection.query("set global max_allowed_packet = ?", [octets ?? needed]);
    return before;
  } finally {
    await connection.end();
  }
}
