/** A module whose entries are rows of a table: its fields say which columns, preferences and links they are. */
import { toDbTime } from "../clock.ts";
import { type Cells, findCells, insertCells, readCells, type TableName, updateCells } from "../store/adminRows.ts";
import type { Database } from "../store/schema/tables.gen.ts";
import { readBeside, writeBeside } from "./beside.ts";
import { cellFor, readCell } from "./cell.ts";
import type { ColumnPlace, Field, Fields, Id, Reading, Value, Values, Writing } from "./field.ts";
import type { AdminModule, Entry, Rows } from "./module.ts";

type ColumnOf<Table extends TableName> = keyof Database[Table] & string;

type Definition<Table extends TableName> = Omit<
  AdminModule,
  "fields" | "rows" | "target" | "canDisable" | "key" | "columns"
> & {
  readonly table: Table;
  /** What links and references hold of a row; `id` where it is not said. */
  readonly id?: ColumnOf<Table>;
  readonly key?: string;
  readonly columns?: readonly string[];
  readonly fields: Fields<ColumnOf<Table>>;
  /** Columns that no field has and that take no null. */
  readonly constants?: Cells;
  readonly stamps?: "both" | "create" | "none";
};

const valid: Field<"valid_id"> = {
  kind: "boolean",
  about: "whether it can be used",
  default: true,
  at: {
    column: "valid_id",
    from: (stored) => Number(stored) === 1,
    to: (value) => (value === false ? 2 : 1),
  },
};

export function tableModule<Table extends TableName>(definition: Definition<Table>): AdminModule {
  const { table, id = "id", key = "name", columns = [], constants, stamps = "both", ...rest } = definition;
  const fields: Fields = { ...definition.fields, valid };
  const place = fields[key]?.at;
  const rows = tableRows({ table, id, fields, constants: constants ?? {}, stamps });
  return {
    ...rest,
    key,
    columns,
    fields,
    canDisable: true,
    rows: {
      ...rows,
      ...(definition.large && { find: findIn(rows, { table, fields, key, columns }) }),
    },
    ...(place !== undefined && "column" in place && { target: { table, id, name: place.column } }),
  };
}

interface Table {
  readonly table: TableName;
  readonly id: string;
  readonly fields: Fields;
  readonly constants: Cells;
  readonly stamps: "both" | "create" | "none";
}

interface Columned {
  readonly name: string;
  readonly field: Field;
  readonly at: ColumnPlace;
}

function columned(fields: Fields): readonly Columned[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const { at } = field;
    return "column" in at ? [{ name, field, at }] : [];
  });
}

/** Looked for in what names an entry and what a list shows of it. */
function findIn(
  rows: Rows,
  { table, fields, key, columns }: Pick<Table, "table" | "fields"> & Pick<AdminModule, "key" | "columns">,
): NonNullable<Rows["find"]> {
  const among = columned(fields)
    .filter(({ name }) => name === key || columns.includes(name))
    .map(({ name, at }) => ({ name, column: at.column }));
  const named = among.find(({ name }) => name === key)?.column ?? key;
  return async (reading, { words, limit }) => {
    const wanted = { words, limit, among: among.map(({ column }) => column) };
    const { found, total } = await findCells(reading.db, table, named, wanted);
    return { entries: await rows.read(reading, { field: key, values: found }), total };
  };
}

function tableRows(own: Table): Rows {
  const { table, id, fields, constants } = own;
  const inRow = columned(fields);
  const beside = Object.entries(fields).filter(([, { at }]) => !("column" in at));
  const names = [...new Set([id, ...inRow.map(({ at }) => at.column)])];

  const cells = async (writing: Writing, values: Values, isNew: boolean): Promise<Cells> => {
    const row: Record<string, unknown> = {};
    for (const { name, field, at } of inRow) {
      const value = values[name];
      if (value === undefined) continue;
      if (field.late === undefined) row[at.column] = await cellFor(writing, field, at, value);
      else if (isNew) row[at.column] = field.late;
    }
    return row;
  };
  const stamped = (writing: Writing, isNew: boolean): Cells => {
    const time = toDbTime(writing.now);
    const created = isNew ? { create_time: time, create_by: writing.userId } : {};
    if (own.stamps === "none") return {};
    return own.stamps === "create" ? created : { ...created, change_time: time, change_by: writing.userId };
  };

  return {
    async read(reading, only) {
      const found = only === undefined ? undefined : inRow.find(({ name }) => name === only.field);
      if (only !== undefined && found === undefined) throw new Error(`${table} cannot be searched by ${only.field}`);
      const condition =
        only === undefined || found === undefined
          ? undefined
          : { column: found.at.column, values: only.values, ignoreCase: true };
      const rows = await readCells(reading.db, table, names, condition);
      const ids = rows.map((row) => row[id] as Id);
      const further = new Map<string, ReadonlyMap<Id, Value>>();
      for (const [name, field] of beside)
        further.set(name, await readBeside(reading, field, ids, condition !== undefined));
      return await Promise.all(rows.map((row) => entryOf(reading, row, further)));
    },
    async insert(writing, values) {
      const row = { ...constants, ...(await cells(writing, values, true)), ...stamped(writing, true) };
      const number = await insertCells(writing.tx, table, row);
      return id === "id" ? number : (row[id as keyof typeof row] as Id);
    },
    async update(writing, key, changed) {
      const row = { ...(await cells(writing, changed, false)), ...stamped(writing, false) };
      if (Object.keys(row).length > 0) await updateCells(writing.tx, table, { [id]: key }, row);
    },
    async relate(writing, key, changed) {
      for (const [name, field] of beside) {
        const value = changed[name];
        if (value !== undefined) await writeBeside(writing, field, key, value);
      }
      for (const { name, field, at } of inRow) {
        const value = changed[name];
        if (field.late === undefined || value === undefined) continue;
        await updateCells(writing.tx, table, { [id]: key }, { [at.column]: await cellFor(writing, field, at, value) });
      }
    },
  };

  async function entryOf(
    reading: Reading,
    row: Cells,
    further: ReadonlyMap<string, ReadonlyMap<Id, Value>>,
  ): Promise<Entry> {
    const key = row[id] as Id;
    const values: Record<string, Value> = {};
    for (const [name, field] of Object.entries(fields)) {
      const { at } = field;
      values[name] =
        "column" in at
          ? await readCell(reading, field, row[at.column], at)
          : (further.get(name)?.get(key) ?? emptyOf(field));
    }
    return { id: key, values };
  }
}

function emptyOf({ kind, ...field }: Field): Value {
  if (kind === "references") return [];
  if (kind === "grants") return {};
  return kind === "structure" && "list" in field && field.list === true ? [] : null;
}
