/** Text that is the same but for its case, in the form that the index of ours serves (schema/indexes.yaml). */
import { MysqlAdapter, type RawBuilder, sql } from "kysely";
import type { Reader } from "../db.ts";

/**
 * To be compared with a text in lower case. MySQL and MariaDB compare without regard to case, and to accents, by themselves:
 * who asks looks through what is found.
 */
export function folded(db: Reader, column: string): RawBuilder<string> {
  const bare = db.getExecutor().adapter instanceof MysqlAdapter;
  return bare ? sql<string>`${sql.ref(column)}` : sql<string>`lower(${sql.ref(column)})`;
}
