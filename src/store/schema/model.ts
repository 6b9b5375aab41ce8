/** The schema as values: reads schema/tables/*.yaml into tables, columns and keys. Renders nothing; drivers do. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { packageRoot } from "../../packageRoot.ts";

export type ColumnKind =
  | "integer"
  | "smallint"
  | "bigint"
  | "varchar"
  | "text"
  | "decimal"
  | "datetime"
  | "blob"
  | "bytes";

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** `200` of varchar(200), `10,2` of decimal(10,2). */
  readonly size: string | undefined;
  readonly nullable: boolean;
  readonly auto: boolean;
  readonly defaultValue: string | undefined;
}

export interface Key {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly target: string;
}

export interface Table {
  readonly name: string;
  /** The area file that describes it, without `.yaml`. */
  readonly area: string;
  /** Other names under which an existing OTRS or OTOBO database may hold it. */
  readonly formerly: readonly string[];
  readonly columns: readonly Column[];
  readonly primary: readonly string[];
  readonly unique: readonly Key[];
  readonly indexes: readonly Key[];
  readonly foreign: readonly ForeignKey[];
}

interface YamlTable {
  formerly?: string[];
  columns: Record<string, string>;
  primary?: string[];
  unique?: Record<string, string[]>;
  index?: Record<string, string[]>;
  foreign?: Record<string, string>;
}

/**
 * Whether a table that rows are in already can take the column, and programs that do not know it go on: it says itself
 * what stands in it.
 */
export function isAddable({ nullable, auto, defaultValue }: Column): boolean {
  return !auto && (nullable || defaultValue !== undefined);
}

/** The product's own tables carry this prefix; everything else is OTRS's. */
export const ownPrefix = "gotrs_";

const columnForm =
  /^(integer|smallint|bigint|varchar|text|decimal|datetime|blob|bytes)(?:\(([\d,]+)\))?( null)?( auto)?(?: default (.+))?$/;

function column(name: string, form: string, where: string): Column {
  const match = columnForm.exec(form);
  if (match === null) throw new Error(`${where}.${name}: "${form}" is not TYPE [null] [auto] [default VALUE]`);
  return {
    name,
    kind: match[1] as ColumnKind,
    size: match[2],
    nullable: match[3] !== undefined,
    auto: match[4] !== undefined,
    defaultValue: match[5],
  };
}

function keys(named: Record<string, string[]> | undefined): Key[] {
  return Object.entries(named ?? {}).map(([name, columns]) => ({ name, columns }));
}

function foreignKey(from: string, to: string, where: string): ForeignKey {
  const [table, target] = to.split(".");
  if (table === undefined || target === undefined) throw new Error(`${where}.${from}: "${to}" is not TABLE.COLUMN`);
  return { column: from, table, target };
}

function table(name: string, area: string, yaml: YamlTable): Table {
  const where = `schema/tables/${area}.yaml: ${name}`;
  return {
    name,
    area,
    formerly: yaml.formerly ?? [],
    columns: Object.entries(yaml.columns).map(([columnName, form]) => column(columnName, form, where)),
    primary: yaml.primary ?? [],
    unique: keys(yaml.unique),
    indexes: keys(yaml.index),
    foreign: Object.entries(yaml.foreign ?? {}).map(([from, to]) => foreignKey(from, to, where)),
  };
}

/** An index of ours on a table of OTRS's, which it may drop. */
export interface OwnIndex extends Key {
  readonly table: string;
}

/** @throws Error when the file cannot be read */
export function readOwnIndexes(file: string = join(packageRoot, "schema", "indexes.yaml")): readonly OwnIndex[] {
  const content = parse(readFileSync(file, "utf8")) as Record<string, Record<string, string[]>>;
  return Object.entries(content).flatMap(([table, named]) => keys(named).map((key) => ({ ...key, table })));
}

/** Every table, area by area in alphabetical order. @throws Error naming the file and column that cannot be read */
export function readSchema(folder: string = join(packageRoot, "schema", "tables")): readonly Table[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  return files.sort().flatMap((file) => {
    const area = file.slice(0, -".yaml".length);
    const content = parse(readFileSync(join(folder, file), "utf8")) as { tables: Record<string, YamlTable> };
    return Object.entries(content.tables).map(([name, yaml]) => table(name, area, yaml));
  });
}
