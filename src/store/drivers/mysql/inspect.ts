/** Reads what tables, columns and indexes a MySQL or MariaDB database has. */
import { sql } from "kysely";
import type { FoundColumn, FoundTable, Inspect } from "../driver.ts";

export const inspect: Inspect = {
  async tables(db) {
    const columns = await sql<{ table: string; name: string; type: string; nullable: string }>`
      select table_name as \`table\`, column_name as name, column_type as type, is_nullable as nullable
      from information_schema.columns where table_schema = database() order by table_name, ordinal_position`.execute(
      db,
    );
    const indexes = await sql<{ table: string; columns: string }>`
      select table_name as \`table\`, group_concat(column_name order by seq_in_index) as columns
      from information_schema.statistics where table_schema = database() group by table_name, index_name`.execute(db);
    const tables = new Map<string, { name: string; columns: Map<string, FoundColumn>; indexes: Set<string> }>();
    for (const { table, name, type, nullable } of columns.rows) {
      const found = tables.get(table) ?? { name: table, columns: new Map(), indexes: new Set() };
      found.columns.set(name, { name, type: type.toLowerCase(), nullable: nullable === "YES" });
      tables.set(table, found);
    }
    for (const { table, columns: list } of indexes.rows) tables.get(table)?.indexes.add(list);
    return tables satisfies ReadonlyMap<string, FoundTable>;
  },
  accepts(column, found) {
    // MariaDB writes a display width, int(11), that means nothing.
    const type = found.type.replace(/^(int|smallint|bigint)\(\d+\)/, "$1");
    switch (column.kind) {
      case "integer":
        return type === "int";
      case "smallint":
      case "bigint":
        return type === column.kind;
      case "decimal":
        return type === `decimal(${column.size})`;
      case "varchar":
        return type === `varchar(${column.size})`;
      case "text":
        return type.endsWith("text") || type.startsWith("varchar");
      case "datetime":
        return type === "datetime";
      case "blob":
      case "bytes":
        return type.endsWith("blob");
    }
  },
};
