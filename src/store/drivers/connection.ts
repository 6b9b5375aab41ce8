/** What a driver's `dialect.ts` gives: connected Kysely dialects, and the translation of its errors. */
import type { DatabaseConnection, Dialect, Driver } from "kysely";
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
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw thrown(error);
    }
  };
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => translatedDriver(dialect.createDriver(), attempt),
  };
}

type Attempt = <T>(work: () => Promise<T>) => Promise<T>;

function translatedDriver(driver: Driver, attempt: Attempt): Driver {
  const outer = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const wrap = (connection: DatabaseConnection): DatabaseConnection => {
    const known = outer.get(connection);
    if (known !== undefined) return known;
    const wrapped: DatabaseConnection = {
      executeQuery: (query) => attempt(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
    outer.set(connection, wrapped);
    inner.set(wrapped, connection);
    return wrapped;
  };
  const unwrap = (connection: DatabaseConnection): DatabaseConnection => inner.get(connection) ?? connection;
  return {
    init: () => attempt(() => driver.init()),
    acquireConnection: async () => wrap(await attempt(() => driver.acquireConnection())),
    beginTransaction: (connection, settings) => attempt(() => driver.beginTransaction(unwrap(connection), settings)),
    commitTransaction: (connection) => attempt(() => driver.commitTransaction(unwrap(connection))),
    rollbackTransaction: (connection) => attempt(() => driver.rollbackTransaction(unwrap(connection))),
    releaseConnection: (connection) => driver.releaseConnection(unwrap(connection)),
    destroy: () => driver.destroy(),
  };
}
