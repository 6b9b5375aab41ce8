/** SQL of administration: rows of a table by the names of its columns. Which there are and what they mean is src/admin's. */
import { sql } from "kysely";
import { insertRow } from "./insert.ts";
import { hasWords } from "./like.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Reader, Tx } from "./store.ts";

export type TableName = keyof Database & string;
export type Cells = Readonly<Record<string, unknown>>;

/** Values of one `in`. */
const atOnce = 500;

export interface Condition {
  readonly column: string;
  readonly values: readonly (string | number)[];
  readonly ignoreCase?: boolean;
}

/** @param columns each once. @returns in the order of the first column */
export async function readCells(
  db: Reader,
  table: TableName,
  columns: readonly string[],
  condition?: Condition,
): Promise<readonly Cells[]> {
  // The names come from modules, which were checked against the schema where they are written down; any table stands in here.
  const query = db
    .selectFrom(table as "queue")
    .select(columns as readonly "id"[])
    .orderBy((columns[0] ?? "id") as "id");
  if (condition === undefined) return await query.execute();
  const { column, values, ignoreCase = false } = condition;
  const rows: Cells[] = [];
  for (let at = 0; at < values.length; at += atOnce) {
    const some = values.slice(at, at + atOnce);
    const exact = some as readonly number[];
    const lower = some.map((value) => String(value).toLowerCase());
    const narrowed = query.where((where) =>
      ignoreCase
        ? // SQLite folds ASCII alone: what is written as it is stored is found all the same, by an index as well.
          where.or([where(sql<string>`lower(${sql.ref(column)})`, "in", lower), where(column as "id", "in", exact)])
        : where(column as "id", "in", exact),
    );
    rows.push(...(await narrowed.execute()));
  }
  return rows;
}

export interface Wanted {
  /** Each has to stand in one of these columns; all rows where there is none. */
  readonly words: readonly string[];
  readonly among: readonly string[];
  readonly limit: number;
}

/** What a column holds in those rows, in order, and how many there are in all. */
export async function findCells(
  db: Reader,
  table: TableName,
  column: string,
  { words, among, limit }: Wanted,
): Promise<{ readonly found: readonly string[]; readonly total: number }> {
  // As above.
  const query = db.selectFrom(table as "queue").where(hasWords(db, among, words));
  const rows = await query
    .select(column as "name")
    .orderBy(column as "name")
    .limit(limit)
    .execute();
  const found = rows.map((row) => String(row[column as "name"]));
  if (found.length < limit) return { found, total: found.length };
  const { count } = await query.select(({ fn }) => fn.countAll().as("count")).executeTakeFirstOrThrow();
  return { found, total: Number(count) };
}

/** @returns the row's number, 0 where the database counts none */
export async function insertCells(tx: Tx, table: TableName, cells: Cells): Promise<number> {
  return await insertRow(tx, table, cells as never);
}

/** @param where every one of these columns has to have its value */
export async function updateCells(tx: Tx, table: TableName, where: Cells, cells: Cells): Promise<number> {
  let query = tx.updateTable(table as "queue").set(cells);
  for (const [column, value] of Object.entries(where)) query = query.where(column as "id", "=", value as number);
  return Number((await query.executeTakeFirstOrThrow()).numUpdatedRows);
}

/** @param where every one of these columns has to have its value; a list stands for any of its values */
export async function deleteCells(tx: Tx, table: TableName, where: Cells): Promise<void> {
  let query = tx.deleteFrom(table as "queue");
  for (const [column, value] of Object.entries(where)) {
    query = Array.isArray(value)
      ? query.where(column as "id", "in", value)
      : query.where(column as "id", "=", value as number);
  }
  await query.execute();
}
