/** The one way to insert a row, with the statement built once per table and set of columns: mail inserts many rows. */
import { CompiledQuery, type Insertable } from "kysely";
import { execute } from "./execute.ts";
import { countedTables, type Database } from "./schema/tables.gen.ts";
import type { Tx } from "./store.ts";

interface Statement {
  readonly sql: string;
  readonly columns: readonly string[];
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
  const values: Readonly<Record<string, unknown>> = row;
  const { sql, columns } = statementFor(tx, table, values);
  const query = CompiledQuery.raw(
    sql,
    columns.map((column) => values[column]),
  );
  const { rows, insertId } = await execute<{ readonly id: number }>(
    tx,
    query as CompiledQuery<{ readonly id: number }>,
  );
  return rows[0]?.id ?? Number(insertId ?? 0);
}

function statementFor(tx: Tx, table: keyof Database & string, row: Readonly<Record<string, unknown>>): Statement {
  const { adapter } = tx.getExecutor();
  let known = statements.get(adapter);
  if (known === undefined) {
    known = new Map();
    statements.set(adapter, known);
  }
  const columns = Object.keys(row);
  const ofTable = known.get(table) ?? [];
  let statement = ofTable.find((one) => sameColumns(one.columns, columns));
  if (statement === undefined) {
    statement = { sql: compile(tx, table, row), columns };
    known.set(table, [...ofTable, statement]);
  }
  return statement;
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

function compile(tx: Tx, table: keyof Database & string, row: Readonly<Record<string, unknown>>): string {
  // Kysely cannot follow a table chosen at run time; insertRow's own signature has checked the row.
  const insert = tx.insertInto(table).values(row as never);
  const returns = countedTables.has(table) && tx.getExecutor().adapter.supportsReturning;
  return (returns ? insert.returning("id" as never) : insert).compile().sql;
}
