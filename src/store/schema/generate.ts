/** Writes tables.gen.ts from schema/tables/*.yaml, so that a column that does not exist does not compile. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../packageRoot.ts";
import { type Column, type ColumnKind, readSchema, type Table } from "./model.ts";

const kinds: Record<ColumnKind, string> = {
  integer: "number",
  smallint: "number",
  bigint: "number",
  decimal: "number",
  varchar: "string",
  text: "string",
  datetime: "DbTime",
  blob: "StoredBlob",
  bytes: "StoredBytes",
};

function typeOf(column: Column): string {
  const base = column.nullable ? `${kinds[column.kind]} | null` : kinds[column.kind];
  return column.auto || column.defaultValue !== undefined ? `Generated<${base}>` : base;
}

function typeName(table: string): string {
  return table.replace(/(^|_)([a-z0-9])/g, (_, _gap, letter: string) => letter.toUpperCase());
}

function render(tables: readonly Table[]): string {
  const interfaces = tables.map((table) => {
    const columns = table.columns.map((column) => `  ${column.name}: ${typeOf(column)};`);
    return `export interface ${typeName(table.name)} {\n${columns.join("\n")}\n}\n`;
  });
  const all = tables.map((table) => `  ${table.name}: ${typeName(table.name)};`);
  return [
    "// Generated from schema/tables/*.yaml by src/store/schema/generate.ts; edit the YAML instead.",
    'import type { Generated } from "kysely";',
    'import type { DbTime } from "../../clock.ts";',
    'import type { StoredBlob, StoredBytes } from "../stored.ts";',
    "",
    ...interfaces,
    `export interface Database {\n${all.join("\n")}\n}\n`,
    "/** Tables whose `id` the database counts. */",
    `export const countedTables: ReadonlySet<string> = new Set([\n${counted(tables)}\n]);\n`,
  ].join("\n");
}

function counted(tables: readonly Table[]): string {
  const names = tables.filter((table) => table.columns.some((column) => column.name === "id" && column.auto));
  return names.map((table) => `  "${table.name}",`).join("\n");
}

const target = join(packageRoot, "src", "store", "schema", "tables.gen.ts");
const content = render(readSchema());
if (!existsSync(target) || readFileSync(target, "utf8") !== content) writeFileSync(target, content);
