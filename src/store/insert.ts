/** The one way to insert a row, with the statement built once per table and set of columns: mail inserts many rows. */
import { CompiledQuery, type Insertable, type QueryResult } from "kysely";
import { execute } from "./execute.ts";
import { countedTables, type Database } from "./schema/tables.gen.ts";
import type { Tx } from "./store.ts";

interface Statement {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly rows: number;
}
/** By the connection's adapter (one a database), then by table; few tables are written with more than one set of columns. */
const statements = new WeakMap<object, Map<string, Statement[]>>();

/**
 * @returns the row's `id` where the database counts it, else 0
 * @throws DuplicateRow when a unique key has these values already
 */
export async function insertRow<Name extends keyof Database & string>(
  tx: Tx,
  table: Name,
  row: Insertable<Database[Name]>,
): Promise<number> {
  const { rows, insertId } = await insert(tx, table, [row]);
  return rows[0]?.id ?? Number(insertId ?? 0);
}

/** Several rows with the same columns in one statement, in order. @throws DuplicateRow as insertRow does; no row is there then */
export async function insertRows<Name extends keyof Database & string>(
  tx: Tx,
  table: Name,
  rows: readonly Insertable<Database[Name]>[],
): Promise<void> {
  if (rows.length > 0) await insert(tx, table, rows);
}

function insert(
  tx: Tx,
  table: keyof Database & string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<QueryResult<{ readonly id: number }>> {
  const { sql, columns } = statementFor(tx, table, rows);
  const values: unknown[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column]);
  return execute(tx, CompiledQuery.raw(sql, values) as CompiledQuery<{ readonly id: number }>);
}

function statementFor(
  tx: Tx,
  table: keyof Database & string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Statement {
  const { adapter } = tx.getExecutor();
  let known = statements.get(adapter);
  if (known === undefined) {
    known = new Map();
    statements.set(adapter, known);
  }
  const columns = Object.keys(rows[0] ?? {});
  const ofTable = known.get(table) ?? [];
  let statement = ofTable.find((one) => one.rows === rows.length && sameColumns(one.columns, columns));
  if (statement === undefined) {
    statement = { sql: compile(tx, table, rows), columns, rows: rows.length };
    known.set(table, [...ofTable, statement]);
  }
  return statement;
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

function compile(tx: Tx, table: keyof Database & string, rows: readonly Readonly<Record<string, unknown>>[]): string {
  // Kysely cannot follow a table chosen at run time; the signatures above have checked the rows.
  const insert = tx.insertInto(table).values(rows as never);
  const returns = countedTables.has(table) && tx.getExecutor().adapter.supportsReturning;
  return (returns ? insert.returning("id" as never) : insert).compile().sql;
}
