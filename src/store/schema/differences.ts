/** Compares a live database with the schema, table by table and column by column. Changes nothing. */
import type { FoundTable, Inspect } from "../drivers/driver.ts";
import { isAddable, ownPrefix, type Table } from "./model.ts";
import type { TableNames } from "./names.ts";

export interface Difference {
  readonly kind:
    | "missing table"
    | "missing column"
    | "other type"
    | "other nullability"
    | "missing index"
    | "extra table"
    | "extra column";
  readonly table: string;
  readonly column: string | null;
  /** What `gotrs init` does about it: nothing that is there is ever changed. */
  readonly action: "add" | "leave";
  /** One sentence for a person. */
  readonly text: string;
}

export function differences(
  tables: readonly Table[],
  found: ReadonlyMap<string, FoundTable>,
  inspect: Inspect,
  names: TableNames,
): readonly Difference[] {
  const known = new Set(tables.map(({ name }) => names.get(name) ?? name));
  // The drivers make the full-text index, which no YAML can tell of.
  const extra = [...found.keys()].filter((name) => !known.has(name) && !name.startsWith(`${ownPrefix}search_text`));
  return [
    ...tables.flatMap((table) => {
      const name = names.get(table.name) ?? table.name;
      const live = found.get(name);
      return live === undefined ? [missingTable(table)] : differencesOfTable(table, name, live, inspect);
    }),
    ...extra.map(
      (table): Difference => ({
        kind: "extra table",
        table,
        column: null,
        action: "leave",
        text: `table ${table} is not OTRS's: left as it is`,
      }),
    ),
  ];
}

function missingTable({ name }: Table): Difference {
  const whose = name.startsWith(ownPrefix) ? "gotrs's own" : "one of OTRS's";
  return {
    kind: "missing table",
    table: name,
    column: null,
    action: "add",
    text: `table ${name} is missing (${whose})`,
  };
}

function differencesOfTable(table: Table, name: string, live: FoundTable, inspect: Inspect): readonly Difference[] {
  const list: Difference[] = [];
  const add = (
    kind: Difference["kind"],
    column: string | null,
    text: string,
    action: Difference["action"] = "leave",
  ): void => {
    list.push({ kind, table: name, column, action, text: `${name}${column === null ? "" : `.${column}`} ${text}` });
  };
  for (const column of table.columns) {
    const there = live.columns.get(column.name);
    const wanted = column.size === undefined ? column.kind : `${column.kind}(${column.size})`;
    if (there === undefined) {
      if (isAddable(column)) add("missing column", column.name, `is missing (${wanted})`, "add");
      else add("missing column", column.name, `is missing (${wanted}): left out, this OTRS would not fill it`);
    } else {
      if (!inspect.accepts(column, there)) add("other type", column.name, `is ${there.type}, OTRS has ${wanted}`);
      if (there.nullable !== column.nullable) {
        add(
          "other nullability",
          column.name,
          there.nullable ? "may be null, in OTRS not" : "may not be null, in OTRS it may",
        );
      }
    }
  }
  const ours = new Set(table.columns.map((column) => column.name));
  for (const column of live.columns.keys())
    if (!ours.has(column)) add("extra column", column, "is not OTRS's: left as it is");
  for (const key of [...table.unique, ...table.indexes]) {
    const columns = key.columns.join(",");
    if (!live.indexes.has(columns)) add("missing index", null, `has no index on ${columns}`);
  }
  return list;
}
