/** What a database is and how it differs from the schema. Looks only: init.ts changes it. */
import { Exit, UserError } from "../errors.ts";
import { drivers } from "./drivers/index.ts";
import { StoreFailure } from "./failure.ts";
import { migrations as allMigrations, type Migration } from "./migrations/index.ts";
import { type Difference, differences } from "./schema/differences.ts";
import { readSchema } from "./schema/model.ts";
import { detectNames, type TableNames } from "./schema/names.ts";
import type { Reader, Store } from "./store.ts";

/** empty: no tables; foreign: an OTRS that gotrs has not been attached to; behind: migrations are to be applied. */
export type SchemaState = "empty" | "current" | "behind" | "foreign";

export interface Inspection {
  readonly state: SchemaState;
  /** Migrations that `gotrs init` would apply, `1 base`. */
  readonly pending: readonly string[];
  readonly differences: readonly Difference[];
  /** Our name of a table → the name it has in this database, where they differ. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** @throws UserError when the database is a newer gotrs's, an OTRS's before 6 or another program's */
export async function schemaState(store: Store): Promise<SchemaState> {
  try {
    const done = await appliedMigrations(store.db);
    refuseNewer(done, allMigrations);
    return allMigrations.every(({ id }) => done.has(id)) ? "current" : "behind";
  } catch (error) {
    if (!(error instanceof StoreFailure && error.kind === "missingTable")) throw error;
    const { tables } = await look(store, store.db);
    return tables.size === 0 ? "empty" : tables.has("gotrs_setting") ? "behind" : "foreign";
  }
}

/** What `gotrs init` would find and do. @throws UserError as schemaState does */
export async function inspectDatabase(store: Store): Promise<Inspection> {
  const state = await schemaState(store);
  const { names, differences } = await look(store, store.db);
  const done = state === "current" || state === "behind" ? await appliedOrNone(store.db) : new Set<number>();
  return {
    state,
    pending: allMigrations.filter(({ id }) => !done.has(id)).map(({ id, name }) => `${id} ${name}`),
    differences: state === "empty" ? [] : differences,
    renamed: Object.fromEntries(names),
  };
}

export interface Look {
  readonly tables: ReadonlySet<string>;
  readonly names: TableNames;
  readonly differences: readonly Difference[];
}

/** @throws UserError when the tables are no OTRS's that gotrs can work with */
export async function look(store: Store, db: Reader): Promise<Look> {
  const { inspect } = drivers[store.product];
  const schema = readSchema();
  const found = await inspect.tables(db);
  const tables = new Set(found.keys());
  refuseOthers(tables);
  const names = detectNames(schema, tables);
  return { tables, names, differences: differences(schema, found, inspect, names) };
}

/** @throws StoreFailure `missingTable` where gotrs never was */
export async function appliedMigrations(db: Reader): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom("gotrs_migration").select("id").execute();
  return new Set(rows.map(({ id }) => id));
}

async function appliedOrNone(db: Reader): Promise<ReadonlySet<number>> {
  return await appliedMigrations(db).catch((error: unknown) => {
    // Interrupted before the table was made.
    if (error instanceof StoreFailure && error.kind === "missingTable") return new Set<number>();
    throw error;
  });
}

export function refuseNewer(done: ReadonlySet<number>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ id }) => id));
  const newer = [...done].find((id) => !known.has(id));
  if (newer === undefined) return;
  throw new UserError(`the database was upgraded by a newer gotrs (migration ${newer})`, {
    where: "database.url",
    mend: "Install that version of gotrs, or restore a backup made before the upgrade",
    exit: Exit.configuration,
  });
}

/** Tables that every OTRS since version 6 has; one of ours alone is a first run that was interrupted. */
const ofEveryOtrs = ["ticket", "article_data_mime", "queue", "users"];

function refuseOthers(tables: ReadonlySet<string>): void {
  if (tables.size === 0 || tables.has("gotrs_setting") || ofEveryOtrs.every((name) => tables.has(name))) return;
  if (tables.has("ticket") && tables.has("article") && tables.has("article_plain")) {
    throw new UserError("the database is an OTRS's older than version 6, which kept articles in other tables", {
      where: "database.url",
      mend: "Upgrade that OTRS to 6, Znuny or OTOBO first",
      exit: Exit.configuration,
    });
  }
  const some = [...tables].toSorted().slice(0, 3).join(", ");
  throw new UserError(`the database belongs to another program: it has ${tables.size} tables (${some} …), no OTRS's`, {
    where: "database.url",
    mend: "Name an empty database, or the one of an OTRS, Znuny or OTOBO",
    exit: Exit.configuration,
  });
}
