/** Columns in which OTRS keeps YAML: as one value, or a field for each of its keys. */
import { parse, stringify } from "yaml";
import { type Cells, readCells, type TableName, updateCells } from "../store/adminRows.ts";
import type { Id, OwnPlace, Reading, Value } from "./field.ts";

type Content = Readonly<Record<string, Value>>;

/** What is no YAML is shown as the text that it is. */
export function yamlValue(text: string): Value {
  try {
    return (parse(text, { logLevel: "error" }) ?? null) as Value;
  } catch {
    return text;
  }
}

/** As OTRS writes it. */
export function yamlText(value: Value): string {
  return `---\n${stringify(value, { lineWidth: 0 })}`;
}

/**
 * A key of the YAML in a column. Keys that no field has stay as they are.
 * @param from of what is stored, undefined where the key is not there
 * @param to gives undefined for a key that is to be taken out
 * @param beside keys that OTRS wants together with what is stored
 */
export function yamlKey(
  table: TableName,
  column: string,
  key: string,
  from: (stored: Value | undefined) => Value,
  to: (value: Value) => Value | undefined,
  beside: Content = {},
): OwnPlace {
  return {
    async read(reading, ids) {
      const rows = await readCells(reading.db, table, ["id", column], { column: "id", values: ids });
      return new Map(rows.map((row): [Id, Value] => [row.id as Id, from(contentOf(reading, row, column)[key])]));
    },
    async write(writing, id, value) {
      const [row = {}] = await readCells(writing.tx, table, ["id", column], { column: "id", values: [id] });
      const { [key]: _, ...others } = contentOf(writing, row, column);
      const stored = to(value);
      const content = stored === undefined ? others : { ...others, ...beside, [key]: stored };
      await updateCells(writing.tx, table, { id }, { [column]: writing.codec.fromText(yamlText(content)) });
    },
  };
}

function contentOf({ codec }: Reading, row: Cells, column: string): Content {
  const stored = row[column];
  const value = stored === null || stored === undefined ? null : yamlValue(codec.toText(stored as Buffer | string));
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Content) : {};
}
