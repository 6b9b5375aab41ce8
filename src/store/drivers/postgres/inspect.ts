/** Reads what tables, columns and indexes a PostgreSQL database has, in the schema that comes first. */
import { sql } from "kysely";
import type { FoundColumn, FoundTable, Inspect } from "../driver.ts";

export const inspect: Inspect = {
  async tables(db) {
    const columns = await sql<{ table: string; name: string; type: string; nullable: boolean }>`
      select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`.execute(db);
    const indexes = await sql<{ table: string; columns: string }>`
      select c.relname as "table", string_agg(a.attname, ',' order by k.place) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid
      cross join lateral unnest(i.indkey::int2[]) with ordinality k (number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      where c.relnamespace = current_schema()::regnamespace group by i.indexrelid, c.relname`.execute(db);
    const tables = new Map<string, { name: string; columns: Map<string, FoundColumn>; indexes: Set<string> }>();
    for (const { table, name, type, nullable } of columns.rows) {
      const found = tables.get(table) ?? { name: table, columns: new Map(), indexes: new Set() };
      found.columns.set(name, { name, type, nullable });
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
        return found.type === column.kind;
      case "decimal":
        return found.type.startsWith("numeric");
      case "varchar":
        return found.type === `character varying(${column.size})`;
      // OTRS declares long texts as character varying without or with a large size.
      case "text":
      case "blob":
      case "bytes":
        return found.type === "text" || found.type.startsWith("character varying");
      case "datetime":
        return found.type.startsWith("timestamp") && found.type.endsWith("without time zone");
    }
  },
};
