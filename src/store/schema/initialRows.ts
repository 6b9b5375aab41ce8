/** Reads schema/initial/*.yaml: the rows of a fresh database, with the columns that every row has alike filled in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { toDbTime, toEpoch } from "../../clock.ts";
import { packageRoot } from "../../packageRoot.ts";
import type { Codec } from "../codec.ts";
import type { Table } from "./model.ts";

type Value = string | number | null | Buffer;
export interface InitialRows {
  readonly table: Table;
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/** The acting user of every first row. */
const rootUser = 1;
const epochColumns = new Set(["incoming_time", "timeout"]);

/**
 * @param codec gives serialised text the form of the database
 * @throws Error naming the file that names an unknown table or column
 */
export function initialRows(tables: readonly Table[], codec: Codec, now: Date): readonly InitialRows[] {
  const folder = join(packageRoot, "schema", "initial");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return files.sort().flatMap((file) => {
    const content = parse(readFileSync(join(folder, file), "utf8")) as Record<
      string,
      Record<string, string | number>[]
    >;
    return Object.entries(content).map(([name, rows]) => {
      const table = tables.find((one) => one.name === name);
      if (table === undefined) throw new Error(`schema/initial/${file}: there is no table ${name}`);
      return { table, rows: rows.map((row) => complete(table, row, codec, now, file)) };
    });
  });
}

function complete(
  table: Table,
  given: Record<string, string | number>,
  codec: Codec,
  now: Date,
  file: string,
): Readonly<Record<string, Value>> {
  const unknown = Object.keys(given).find((name) => !table.columns.some((column) => column.name === name));
  if (unknown !== undefined) throw new Error(`schema/initial/${file}: table ${table.name} has no column ${unknown}`);
  const row: Record<string, Value> = {};
  for (const column of table.columns) {
    const value = given[column.name];
    if (value === undefined) {
      const filled = fill(column.name, now);
      if (filled !== undefined) row[column.name] = filled;
      else if (column.nullable) row[column.name] = null;
    } else if (column.kind === "blob") row[column.name] = codec.fromText(String(value));
    else if (column.kind === "bytes") row[column.name] = codec.fromBytes(Buffer.from(String(value)));
    else row[column.name] = epochColumns.has(column.name) && value === 0 ? toEpoch(now) : value;
  }
  return row;
}

function fill(column: string, now: Date): Value | undefined {
  switch (column) {
    case "create_time":
    case "change_time":
      return toDbTime(now);
    case "create_by":
    case "change_by":
      return rootUser;
    case "valid_id":
      return 1;
    default:
      return undefined;
  }
}
