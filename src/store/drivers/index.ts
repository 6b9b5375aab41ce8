/** The database products, and which one a URL means. A new one is a folder beside these and a line here. */

import type { Codec } from "../codec.ts";
import type { SearchIndex } from "../fullText.ts";
import type { Store } from "../store.ts";
import type { Connected, ConnectOptions, Translate } from "./connection.ts";
import type { Ddl, Inspect } from "./driver.ts";
import { codec as mysqlCodec } from "./mysql/codec.ts";
import { ddl as mysqlDdl } from "./mysql/ddl.ts";
import { connect as connectMysql, translate as translateMysql } from "./mysql/dialect.ts";
import { inspect as inspectMysql } from "./mysql/inspect.ts";
import { search as mysqlSearch } from "./mysql/search.ts";
import { codec as postgresCodec } from "./postgres/codec.ts";
import { ddl as postgresDdl } from "./postgres/ddl.ts";
import { connect as connectPostgres, translate as translatePostgres } from "./postgres/dialect.ts";
import { inspect as inspectPostgres } from "./postgres/inspect.ts";
import { search as postgresSearch } from "./postgres/search.ts";
import { codec as sqliteCodec } from "./sqlite/codec.ts";
import { ddl as sqliteDdl } from "./sqlite/ddl.ts";
import { connect as connectSqlite, translate as translateSqlite } from "./sqlite/dialect.ts";
import { inspect as inspectSqlite } from "./sqlite/inspect.ts";
import { search as sqliteSearch } from "./sqlite/search.ts";

export interface Driver {
  /** What a URL of this product begins with, before the colon. */
  readonly schemes: readonly string[];
  readonly connect: (url: string, options: ConnectOptions) => Promise<Connected>;
  readonly translate: Translate;
  readonly codec: Codec;
  readonly ddl: Ddl;
  readonly inspect: Inspect;
  readonly search: SearchIndex;
}

export const drivers: Readonly<Record<Store["product"], Driver>> = {
  sqlite: {
    schemes: ["sqlite"],
    connect: connectSqlite,
    translate: translateSqlite,
    codec: sqliteCodec,
    ddl: sqliteDdl,
    inspect: inspectSqlite,
    search: sqliteSearch,
  },
  postgres: {
    schemes: ["postgres", "postgresql"],
    connect: connectPostgres,
    translate: translatePostgres,
    codec: postgresCodec,
    ddl: postgresDdl,
    inspect: inspectPostgres,
    search: postgresSearch,
  },
  mysql: {
    schemes: ["mysql", "mariadb"],
    connect: connectMysql,
    translate: translateMysql,
    codec: mysqlCodec,
    ddl: mysqlDdl,
    inspect: inspectMysql,
    search: mysqlSearch,
  },
};

export function productOf(url: string): Store["product"] | undefined {
  const scheme = url.slice(0, url.indexOf(":"));
  if (drivers.sqlite.schemes.includes(scheme)) return "sqlite";
  if (drivers.postgres.schemes.includes(scheme)) return "postgres";
  return drivers.mysql.schemes.includes(scheme) ? "mysql" : undefined;
}
