/** What a driver's `dialect.ts` gives: connected Kysely dialects, and the translation of its errors. */
import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from "kysely";
import type { FailureKind } from "../failure.ts";
import { DuplicateRow, StoreFailure } from "../failure.ts";

export interface Connected {
  /** For reading outside transactions. */
  readonly reader: Dialect;
  /** For transactions; the same as `reader` where one pool serves both. */
  readonly writer: Dialect;
}

export interface ConnectOptions {
  /** Make the database where it does not exist and the product can (an embedded file). */
  readonly create: boolean;
}

/** undefined: neither the database's refusal nor a duplicate, so a bug of ours. */
export type Translation = FailureKind | "duplicate" | undefined;
export type Translate = (error: unknown) => Translation;

/** The dialect with every error of its connections translated. @param where the database as a person knows it */
export function translated(dialect: Dialect, translate: Translate, where: string): Dialect {
  const thrown = (error: unknown): unknown => {
    const kind = translate(error);
    if (kind === undefined) return error;
    if (kind === "duplicate")
      return new DuplicateRow(error instanceof Error ? error.message : String(error), { cause: error });
    return new StoreFailure(kind, where, error);
  };
  const fail = (error: unknown): never => {
    throw thrown(error);
  };
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => translatedDriver(dialect.createDriver(), fail),
  };
}

function translatedDriver(driver: Driver, fail: (error: unknown) => never): Driver {
  const outer = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const wrap = (connection: DatabaseConnection): DatabaseConnection => {
    const known = outer.get(connection);
    if (known !== undefined) return known;
    const wrapped: DatabaseConnection = {
      executeQuery: <R>(query: CompiledQuery) => connection.executeQuery<R>(query).catch(fail),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
    outer.set(connection, wrapped);
    inner.set(wrapped, connection);
    return wrapped;
  };
  const unwrap = (connection: DatabaseConnection): DatabaseConnection => inner.get(connection) ?? connection;
  return {
    init: () => driver.init().catch(fail),
    acquireConnection: () => driver.acquireConnection().then(wrap, fail),
    beginTransaction: (connection, settings) => driver.beginTransaction(unwrap(connection), settings).catch(fail),
    commitTransaction: (connection) => driver.commitTransaction(unwrap(connection)).catch(fail),
    rollbackTransaction: (connection) => driver.rollbackTransaction(unwrap(connection)).catch(fail),
    releaseConnection: (connection) => driver.releaseConnection(unwrap(connection)),
    destroy: () => driver.destroy(),
  };
}
