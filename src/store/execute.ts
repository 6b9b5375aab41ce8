/** Runs a statement that is built already; in a transaction straight on its connection, without Kysely's turns in between. */
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { Reader } from "./db.ts";

/** Of open transactions; each has one connection until it ends. */
const connections = new WeakMap<Reader, DatabaseConnection>();

export function execute<Row>(db: Reader, query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  const connection = connections.get(db);
  if (connection !== undefined) return connection.executeQuery<Row>(query);
  return db.isTransaction ? executeFirst(db, query) : db.executeQuery<Row>(query);
}

async function executeFirst<Row>(tx: Reader, query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  await tx.getExecutor().provideConnection(async (own) => void connections.set(tx, own));
  return await execute(tx, query);
}
