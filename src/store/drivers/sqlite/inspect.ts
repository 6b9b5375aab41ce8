/** Reads what tables, columns and indexes an SQLite database has. */
import { sql } from "kysely";
import type { FoundColumn, FoundTable, Inspect } from "../driver.ts";

export const inspect: Inspect = {
  async tables(db) {
    const columns = await sql<{ table: string; name: string; type: string; required: number; key: number }>`
      select m.name as "table", c.name as name, c.type as type, c."notnull" as required, c.pk as "key"
      from sqlite_master m join pragma_table_info(m.name) c
      where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`.execute(db);
    const indexes = await sql<{ table: string; columns: string }>`
      select m.name as "table", (select group_concat(name) from (select name from pragma_index_info(i.name) order by seqno)) as columns
      from sqlite_master m join pragma_index_list(m.name) i where m.type = 'table'`.execute(db);
    const tables = new Map<string, { name: string; columns: Map<string, FoundColumn>; indexes: Set<string> }>();
    for (const { table, name, type, required, key } of columns.rows) {
      const found = tables.get(table) ?? { name: table, columns: new Map(), indexes: new Set() };
      found.columns.set(name, { name, type: type.toLowerCase(), nullable: required === 0 && key === 0 });
      tables.set(table, found);
    }
    for (const { table, columns: list } of indexes.rows) tables.get(table)?.indexes.add(list);
    return tables satisfies ReadonlyMap<string, FoundTable>;
  },
  accepts(column, found) {
    switch (column.kind) {
      case "integer":
      case "smallint":
      case "bigint":
        return found.type === "integer";
      case "decimal":
        return found.type.startsWith("numeric");
      case "varchar":
        return found.type === `varchar(${column.size})`;
      case "text":
      case "datetime":
        return found.type === "text";
      case "blob":
      case "bytes":
        return found.type === "blob";
    }
  },
};
