/** MySQL and MariaDB through mysql2: a pool in strict mode and UTC, times as text, large values as binary parameters. */
import { CompiledQuery, MysqlDialect, type MysqlPool, type MysqlPoolConnection } from "kysely";
import type mysql from "mysql2";
import { codeOf, isNetworkFailure } from "../../failure.ts";
import type { Connected, Translation } from "../connection.ts";

const maxConnections = 10;

/** READ COMMITTED, so that what another daemon committed a moment ago is seen; strict, so that nothing is cut silently. */
const session = [
  "set session transaction isolation level read committed",
  "set session sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'",
];

/** @param url `mysql://user:password@host:port/database` */
export async function connect(url: string): Promise<Connected> {
  // Loaded where it is needed: a pipe delivery into another database waits for no driver it does not use.
  const { createPool } = await import("mysql2");
  const pool = createPool({
    uri: url,
    connectionLimit: maxConnections,
    charset: "utf8mb4_unicode_ci",
    dateStrings: true,
    decimalNumbers: true,
    connectTimeout: 10_000,
    enableKeepAlive: true,
    timezone: "Z",
  });
  const dialect = new MysqlDialect({
    pool: binary(pool),
    onCreateConnection: async (connection) => {
      for (const statement of session) await connection.executeQuery(CompiledQuery.raw(statement));
    },
  });
  return { reader: dialect, writer: dialect };
}

function binary(pool: mysql.Pool): MysqlPool {
  const connections = new WeakMap<mysql.PoolConnection, MysqlPoolConnection>();
  return {
    end: (done) => pool.end(done),
    getConnection: (done) =>
      pool.getConnection((error, connection) => {
        if (error) return done(error, connection as never);
        const known = connections.get(connection) ?? wrap(connection);
        connections.set(connection, known);
        done(undefined, known);
      }),
  };
}

function wrap(connection: mysql.PoolConnection): MysqlPoolConnection {
  const query = (
    text: string,
    parameters: readonly unknown[],
    done: (error: unknown, result: unknown) => void,
  ): unknown => {
    // The text protocol would write a mail's bytes as twice as many hexadecimal digits.
    return parameters.some((parameter) => Buffer.isBuffer(parameter))
      ? connection.execute(text, [...parameters] as mysql.ExecuteValues, done)
      : connection.query(text, [...parameters], done);
  };
  // mysql2 and Kysely describe the same callbacks in types that do not meet.
  return {
    config: connection.config,
    threadId: connection.threadId,
    connect: () => connection.connect(),
    destroy: () => connection.destroy(),
    release: () => connection.release(),
    query,
  } as unknown as MysqlPoolConnection;
}

export function translate(error: unknown): Translation {
  if (isNetworkFailure(error)) return "unavailable";
  switch (codeOf(error)) {
    case "ER_DUP_ENTRY":
      return "duplicate";
    case "ER_LOCK_DEADLOCK":
    // MariaDB: a row changed under a transaction that had read it.
    case "ER_CHECKREAD":
      return "deadlock";
    case "ER_LOCK_WAIT_TIMEOUT":
      return "busy";
    case "ER_DISK_FULL":
    case "ER_RECORD_FILE_FULL":
    case "ER_ERROR_ON_WRITE":
      return "full";
    case "ER_OPTION_PREVENTS_STATEMENT":
    case "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION":
    case "ER_READ_ONLY_MODE":
      return "readOnly";
    case "ER_NET_PACKET_TOO_LARGE":
    case "ER_WARN_ALLOWED_PACKET_OVERFLOWED":
      return "tooLarge";
    case "ER_BAD_DB_ERROR":
      return "missingDatabase";
    case "ER_NO_SUCH_TABLE":
      return "missingTable";
    case "ER_ACCESS_DENIED_ERROR":
    case "ER_DBACCESS_DENIED_ERROR":
    case "ER_TABLEACCESS_DENIED_ERROR":
      return "denied";
    case "ER_CON_COUNT_ERROR":
    case "ER_SERVER_SHUTDOWN":
    case "ER_CONNECTION_KILLED":
    case "PROTOCOL_CONNECTION_LOST":
    case "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR":
      return "unavailable";
    default:
      return undefined;
  }
}
