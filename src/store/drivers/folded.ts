/** Text that is the same but for its case, in the form that the index of ours serves (schema/indexes.yaml). */
import { MysqlAdapter, type RawBuilder, SqliteAdapter, sql } from "kysely";
import type { Reader } from "../db.ts";

/**
 * To be compared with a text in lower case. MySQL and MariaDB compare without regard to case, and to accents, by themselves:
 * who asks looks through what is found.
 */
export function folded(db: Reader, column: string): RawBuilder<string> {
  return isMysql(db) ? sql<string>`${sql.ref(column)}` : sql<string>`lower(${sql.ref(column)})`;
}

/** SQLite's own lower() folds ASCII alone. */
export const sqliteLower = "gotrs_lower";

/** To be compared with a text or pattern in lower case, letter by letter, on each product alike; by no index. */
export function lowered(db: Reader, column: string): RawBuilder<string> {
  return loweredText(db, sql.ref(column));
}

/** The same of what is made of columns. */
export function loweredText(db: Reader, text: RawBuilder<unknown>): RawBuilder<string> {
  if (isMysql(db)) return binary(sql`lower(${text})`);
  const lower = db.getExecutor().adapter instanceof SqliteAdapter ? sqliteLower : "lower";
  return sql`${sql.raw(lower)}(${text})`;
}

/** That a column has one of these values, with their case and accents on each product; by an index of the column. */
export function isOneOf(db: Reader, column: string, values: readonly string[]): RawBuilder<boolean> {
  const wanted = sql.join(values);
  const found = sql<boolean>`${sql.ref(column)} in (${wanted})`;
  return isMysql(db) ? sql`(${found} and ${binary(sql.ref(column))} in (${wanted}))` : found;
}

function isMysql(db: Reader): boolean {
  return db.getExecutor().adapter instanceof MysqlAdapter;
}

/** Converted, for a database that an OTRS made may have another character set. */
function binary(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql`convert(${text} using utf8mb4) collate utf8mb4_bin`;
}
