/** MySQL's and MariaDB's form of the schema: InnoDB, utf8mb4, foreign keys inside the table. */
import type { Column, ColumnKind, ForeignKey, Key, Table } from "../../schema/model.ts";
import { type Ddl, literal } from "../driver.ts";

const types: Readonly<Record<ColumnKind, string>> = {
  integer: "INTEGER",
  smallint: "SMALLINT",
  bigint: "BIGINT",
  decimal: "DECIMAL",
  varchar: "VARCHAR",
  text: "LONGTEXT",
  datetime: "DATETIME",
  blob: "LONGBLOB",
  bytes: "LONGBLOB",
};

function definition(column: Column): string {
  const size = column.size === undefined ? "" : `(${column.size})`;
  const value = column.defaultValue === undefined ? "" : ` DEFAULT ${literal(column.defaultValue)}`;
  const auto = column.auto ? " AUTO_INCREMENT" : "";
  return `\`${column.name}\` ${types[column.kind]}${size}${value}${column.nullable ? " NULL" : " NOT NULL"}${auto}`;
}

/** Text is compared without regard to case here, so that an index of the column serves `lower(column)` too. */
function indexedAs(column: string): string {
  return /^lower\((\w+)\)$/.exec(column)?.[1] ?? column;
}

function list(columns: readonly string[]): string {
  return columns.map((column) => `\`${column}\``).join(", ");
}

function short(name: string): string {
  return name.length <= 64 ? name : name.slice(0, 64);
}

/** InnoDB indexes the beginning of a long text only, and asks to be told how much. */
const longestIndexed = 150;

function index(table: Table, key: Key, unique: boolean): string {
  const parts = key.columns.map((name) => {
    const kind = table.columns.find((column) => column.name === name)?.kind;
    return kind === "text" || kind === "blob" ? `\`${name}\`(${longestIndexed})` : `\`${name}\``;
  });
  return `${unique ? "UNIQUE " : ""}INDEX \`${short(key.name)}\` (${parts.join(", ")})`;
}

function reference(table: string, { column, table: other, target }: ForeignKey): string {
  return `CONSTRAINT \`${short(`fk_${table}_${column}`)}\` FOREIGN KEY (\`${column}\`) REFERENCES \`${other}\` (\`${target}\`)`;
}

export const ddl: Ddl = {
  // Each CREATE commits here, so turns are taken by a named lock; tables and first rows refer to each other in rings.
  before: ["DO GET_LOCK(CONCAT('gotrs init ', DATABASE()), 120)", "SET SESSION foreign_key_checks = 0"],
  after: ["SET SESSION foreign_key_checks = 1", "DO RELEASE_LOCK(CONCAT('gotrs init ', DATABASE()))"],
  createTable(table) {
    const parts = [
      ...table.columns.map(definition),
      ...(table.primary.length === 0 ? [] : [`PRIMARY KEY (${list(table.primary)})`]),
      ...table.unique.map((key) => index(table, key, true)),
      ...table.indexes.map((key) => index(table, key, false)),
      ...table.foreign.map((key) => reference(table.name, key)),
    ];
    return [
      `CREATE TABLE \`${table.name}\` (\n  ${parts.join(",\n  ")}\n) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    ];
  },
  foreignKeys: () => [],
  addIndex: (table, { name, columns }) =>
    `CREATE INDEX \`${short(name)}\` ON \`${table}\` (${list(columns.map(indexedAs))})`,
  dropIndex: (table, name) => `DROP INDEX \`${short(name)}\` ON \`${table}\``,
  indexedAs,
  addColumn: (table, column) => `ALTER TABLE \`${table.name}\` ADD COLUMN ${definition(column)}`,
  countOn: () => [],
};
