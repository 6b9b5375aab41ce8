/** Runs a statement that is built already; in a transaction straight on its connection, without Kysely's turns in between. */
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { Reader } from "./db.ts";

/** Of open transactions; each has one connection until it ends. */
const connections = new WeakMap<Reader, DatabaseConnection>();

export async function execute<Row>(db: Reader, query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  const connection = connections.get(db);
  if (connection !== undefined) return await connection.executeQuery<Row>(query);
  if (db.isTransaction) {
    await db.getExecutor().provideConnection(async (own) => void connections.set(db, own));
    return await execute(db, query);
  }
  return await db.executeQuery<Row>(query);
}
