/** PostgreSQL's form of the schema, as OTRS lays it out there: binary columns are text. */
import type { Column, ColumnKind, Key } from "../../schema/model.ts";
import { type Ddl, literal } from "../driver.ts";

const types: Readonly<Record<ColumnKind, string>> = {
  integer: "INTEGER",
  smallint: "SMALLINT",
  bigint: "BIGINT",
  decimal: "NUMERIC",
  varchar: "VARCHAR",
  text: "TEXT",
  datetime: "TIMESTAMP(0)",
  blob: "TEXT",
  bytes: "TEXT",
};
const serials: Readonly<Partial<Record<ColumnKind, string>>> = {
  integer: "SERIAL",
  smallint: "SMALLSERIAL",
  bigint: "BIGSERIAL",
};

function definition(column: Column): string {
  const size = column.size === undefined ? "" : `(${column.size})`;
  const type = (column.auto ? serials[column.kind] : undefined) ?? `${types[column.kind]}${size}`;
  const value = column.defaultValue === undefined ? "" : ` DEFAULT ${literal(column.defaultValue)}`;
  return `"${column.name}" ${type}${value}${column.nullable ? "" : " NOT NULL"}`;
}

/** A column, or `lower(column)`. */
function indexed(column: string): string {
  return column.replace(/\w+(?=\)?$)/, '"$&"');
}

function list(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}

/** Names longer than 63 octets would be cut by the server and could meet. */
function short(name: string): string {
  return name.length <= 63 ? name : name.slice(0, 63);
}

function createIndex(table: string, key: Key, unique: boolean): string {
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX "${short(key.name)}" ON "${table}" (${list(key.columns)})`;
}

export const ddl: Ddl = {
  before: ["SELECT pg_advisory_xact_lock(7165839)"],
  after: [],
  createTable(table) {
    const primary = table.primary.length === 0 ? [] : [`PRIMARY KEY (${list(table.primary)})`];
    return [
      `CREATE TABLE "${table.name}" (\n  ${[...table.columns.map(definition), ...primary].join(",\n  ")}\n)`,
      ...table.unique.map((key) => createIndex(table.name, key, true)),
      ...table.indexes.map((key) => createIndex(table.name, key, false)),
    ];
  },
  // One statement a table: the server checks and locks each table once.
  foreignKeys(table) {
    if (table.foreign.length === 0) return [];
    const added = table.foreign.map(
      ({ column, table: other, target }) =>
        `ADD CONSTRAINT "${short(`fk_${table.name}_${column}`)}" FOREIGN KEY ("${column}") REFERENCES "${other}" ("${target}")`,
    );
    return [`ALTER TABLE "${table.name}" ${added.join(", ")}`];
  },
  addIndex: (table, { name, columns }) =>
    `CREATE INDEX IF NOT EXISTS "${short(name)}" ON "${table}" (${columns.map(indexed).join(", ")})`,
  dropIndex: (_table, name) => `DROP INDEX IF EXISTS "${short(name)}"`,
  indexedAs: (column) => column,
  addColumn: (table, column) => `ALTER TABLE "${table.name}" ADD COLUMN ${definition(column)}`,
  countOn: (table) =>
    table.columns
      .filter((column) => column.auto)
      .map(
        ({ name }) =>
          `SELECT setval(pg_get_serial_sequence('${table.name}', '${name}'), max("${name}")) FROM "${table.name}" HAVING max("${name}") IS NOT NULL`,
      ),
};
