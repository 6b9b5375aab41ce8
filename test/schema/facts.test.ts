/** schema/tables has every table, column and key of the OTRS family, and every database makes them so. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";
import { drivers } from "../../src/store/drivers/index.ts";
import { type Column, ownPrefix, readSchema, type Table } from "../../src/store/schema/model.ts";
import { forEachDatabase } from "../databases.ts";

const folder = join(packageRoot, "..", "shared", "data");
const absent = !existsSync(join(folder, "otrs-columns.tsv"));

/** Rows of a table of facts as records by its first line. The old name of one table stands there beside the new one. */
function facts(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readFileSync(join(folder, file), "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines
    .map((line) => Object.fromEntries(line.split("\t").map((value, index) => [names[index] ?? "", value])))
    .filter(({ table }) => table !== "groups");
}

const ofTables = (rows: readonly Readonly<Record<string, string>>[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...Map.groupBy(rows, ({ table = "" }) => table)].map(([table, some]) => [table, some.map(factLine).toSorted()]),
  );

/** `name varchar(200) null auto default 1`, or `unique a,b`, `foreign a → users.id`. */
function factLine(row: Readonly<Record<string, string>>): string {
  const { column, type, size, nullable, auto_increment: auto, default: value, kind, name_or_target: target } = row;
  if (kind === "foreign") return `foreign ${row.columns} → ${target?.replace(/^groups\./, "permission_groups.")}`;
  if (kind !== undefined) return `${kind} ${row.columns}`;
  return columnLine({
    name: column ?? "",
    kind: type ?? "",
    size: size || undefined,
    nullable: nullable === "yes",
    auto: auto === "auto",
    defaultValue: value || undefined,
  });
}

type Told = Omit<Column, "kind"> & { readonly kind: string };
function columnLine({ name, kind, size, nullable, auto, defaultValue }: Told): string {
  return [
    name,
    `${kind === "bytes" ? "blob" : kind}${size === undefined ? "" : `(${size})`}`,
    ...(nullable ? ["null"] : []),
    ...(auto ? ["auto"] : []),
    ...(defaultValue === undefined ? [] : [`default ${defaultValue}`]),
  ].join(" ");
}

function keyLines({ primary, unique, indexes, foreign }: Table): readonly string[] {
  return [
    ...(primary.length === 0 ? [] : [`primary ${primary.join(",")}`]),
    ...unique.map(({ columns }) => `unique ${columns.join(",")}`),
    ...indexes.map(({ columns }) => `index ${columns.join(",")}`),
    ...foreign.map(({ column, table, target }) => `foreign ${column} → ${table}.${target}`),
  ].toSorted();
}

describe.skipIf(absent)(`the OTRS family's schema ${absent ? `skipped: ${folder} is not there` : ""}`, () => {
  const tables = readSchema().filter(({ name }) => !name.startsWith(ownPrefix));
  const columnFacts = absent ? new Map<string, readonly string[]>() : ofTables(facts("otrs-columns.tsv"));
  const keyFacts = absent ? new Map<string, readonly string[]>() : ofTables(facts("otrs-keys.tsv"));

  it("is complete: 127 tables, of which one has two names", () => {
    expect(tables.map(({ name }) => name).toSorted()).toEqual([...columnFacts.keys()].toSorted());
    expect(tables).toHaveLength(126);
    expect(tables.find(({ name }) => name === "permission_groups")?.formerly).toContain("groups");
  });

  it.each(tables.map((table) => [table.name, table] as const))("%s has its columns and keys", (name, table) => {
    expect(table.columns.map(columnLine).toSorted()).toEqual(columnFacts.get(name));
    expect(keyLines(table)).toEqual(keyFacts.get(name) ?? []);
  });

  forEachDatabase("the tables that gotrs makes", (database) => {
    it("have every column of its kind, and every key", async () => {
      await using store = await opened();
      const { inspect, ddl } = drivers[store.product];
      const found = await inspect.tables(store.db);
      const problems = tables.flatMap((table) => {
        const live = found.get(table.name);
        if (live === undefined) return [`${table.name} is missing`];
        const statements = ddl.createTable(table).join("\n");
        return [
          ...table.columns.flatMap((column) => {
            const there = live.columns.get(column.name);
            const good = there !== undefined && inspect.accepts(column, there) && there.nullable === column.nullable;
            return good ? [] : [`${table.name}.${columnLine(column)}: ${JSON.stringify(there)}`];
          }),
          ...[...table.unique, ...table.indexes]
            .map(({ columns }) => columns.join(","))
            .filter((columns) => !live.indexes.has(columns))
            .map((columns) => `${table.name} has no index on ${columns}`),
          ...(statements.match(/\bUNIQUE\b/gi)?.length === (table.unique.length || undefined)
            ? []
            : [`${table.name} has other unique keys`]),
        ];
      });
      expect(problems).toEqual([]);
      expect([...found.keys()].filter((name) => !name.startsWith(ownPrefix))).toHaveLength(126);
    });

    async function opened() {
      const store = await database.open();
      return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
    }
  });
});
