/** A database product is a folder with the same five files: dialect (connecting), codec (binary columns), ddl, inspect, search. */
import type { Column, Key, Table } from "../schema/model.ts";
import type { Reader } from "../store.ts";

/** Renders the schema as statements; pure. */
export interface Ddl {
  /** Statements of the first moment of a schema change, on its own connection: turn-taking and what foreign keys need. */
  readonly before: readonly string[];
  /** Their counterpart at the end; also run after a failure. */
  readonly after: readonly string[];
  createTable(table: Table): readonly string[];
  /** Foreign keys that are added once every table and first row exists; none where createTable names them. */
  foreignKeys(table: Table): readonly string[];
  addColumn(table: Table, column: Column): string;
  /** Does nothing where there is one of this name. A column may be `lower(column)`. */
  addIndex(table: string, key: Key): string;
  dropIndex(table: string, name: string): string;
  /** What stands in the index for a column or `lower(column)`, as Inspect names it. */
  indexedAs(column: string): string;
  /** After rows with explicit ids: let the database count on from there. */
  countOn(table: Table): readonly string[];
}

/** A column of a live database, in the words of schema/tables. */
export interface FoundColumn {
  readonly name: string;
  /** As the database names it, for messages. */
  readonly type: string;
  readonly nullable: boolean;
}

export interface FoundTable {
  readonly name: string;
  readonly columns: ReadonlyMap<string, FoundColumn>;
  /** Column lists of every unique or plain index, `a,b`. */
  readonly indexes: ReadonlySet<string>;
}

export interface Inspect {
  /** Every table of the database, by name. */
  tables(db: Reader): Promise<ReadonlyMap<string, FoundTable>>;
  /** Whether a column of that type holds what the schema's column holds. */
  accepts(column: Column, found: FoundColumn): boolean;
}

/** A default value as every product writes it: a whole number, or quoted text. */
export function literal(value: string): string {
  return /^-?\d+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
