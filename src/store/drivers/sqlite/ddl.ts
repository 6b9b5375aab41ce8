/** SQLite's form of the schema: few types, foreign keys inside the table. */
import type { Column, ColumnKind, ForeignKey, Key } from "../../schema/model.ts";
import { type Ddl, literal } from "../driver.ts";

const types: Readonly<Record<ColumnKind, string>> = {
  integer: "INTEGER",
  smallint: "INTEGER",
  bigint: "INTEGER",
  decimal: "NUMERIC",
  varchar: "VARCHAR",
  text: "TEXT",
  datetime: "TEXT",
  blob: "BLOB",
  bytes: "BLOB",
};

function definition(column: Column): string {
  // Only this spelling makes the column an alias of the row id; AUTOINCREMENT never gives an id twice.
  if (column.auto) return `"${column.name}" INTEGER PRIMARY KEY AUTOINCREMENT`;
  const size = column.kind === "varchar" ? `(${column.size})` : "";
  const value = column.defaultValue === undefined ? "" : ` DEFAULT ${literal(column.defaultValue)}`;
  return `"${column.name}" ${types[column.kind]}${size}${value}${column.nullable ? "" : " NOT NULL"}`;
}

/** A column, or `lower(column)`. */
function indexed(column: string): string {
  return column.replace(/\w+(?=\)?$)/, '"$&"');
}

function list(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}

function reference({ column, table, target }: ForeignKey): string {
  return `FOREIGN KEY ("${column}") REFERENCES "${table}" ("${target}")`;
}

function createIndex(table: string, key: Key, unique: boolean): string {
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX "${key.name}" ON "${table}" (${list(key.columns)})`;
}

export const ddl: Ddl = {
  // The transaction is the only writer already; rows that refer to each other may come in any order until its end.
  before: ["PRAGMA defer_foreign_keys = ON"],
  after: [],
  createTable(table) {
    const counted = table.columns.some((column) => column.auto);
    const parts = [
      ...table.columns.map(definition),
      ...(counted || table.primary.length === 0 ? [] : [`PRIMARY KEY (${list(table.primary)})`]),
      ...table.foreign.map(reference),
    ];
    return [
      `CREATE TABLE "${table.name}" (\n  ${parts.join(",\n  ")}\n)`,
      ...table.unique.map((key) => createIndex(table.name, key, true)),
      ...table.indexes.map((key) => createIndex(table.name, key, false)),
    ];
  },
  foreignKeys: () => [],
  addIndex: (table, { name, columns }) =>
    `CREATE INDEX IF NOT EXISTS "${name}" ON "${table}" (${columns.map(indexed).join(", ")})`,
  dropIndex: (_table, name) => `DROP INDEX IF EXISTS "${name}"`,
  indexedAs: (column) => column,
  addColumn: (table, column) => `ALTER TABLE "${table.name}" ADD COLUMN ${definition(column)}`,
  countOn: () => [],
};
