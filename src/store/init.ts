/** Creates the schema in an empty database, or verifies an existing one and adds what is missing. Safe to run again. */
import { CompiledQuery } from "kysely";
import { type Clock, toDbTime } from "../clock.ts";
import { randomPassword } from "../randomPassword.ts";
import { drivers } from "./drivers/index.ts";
import { insertRow } from "./insert.ts";
import { migrations as allMigrations, type Migration } from "./migrations/index.ts";
import type { Difference } from "./schema/differences.ts";
import { ownPrefix } from "./schema/model.ts";
import { nameSettings, type TableNames } from "./schema/names.ts";
import { appliedMigrations, look, refuseNewer } from "./schemaState.ts";
import type { Reader, Store, Tx } from "./store.ts";

export interface InitReport {
  /** The database was empty and is a complete fresh installation now. */
  readonly fresh: boolean;
  /** Migrations applied by this call, `1 base`. */
  readonly applied: readonly string[];
  /** How an existing database differed from the schema before anything was added. */
  readonly differences: readonly Difference[];
  /** Our name of a table → the name it has in this database, where they differ. */
  readonly renamed: Readonly<Record<string, string>>;
  /** The first agent's login; undefined unless fresh. Not stored in clear anywhere. */
  readonly credentials: { readonly login: string; readonly password: string } | undefined;
}

export interface InitOptions {
  readonly clock: Clock;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly migrations?: readonly Migration[];
}

/** gotrs_setting row: `fresh` while and after gotrs made the database itself, `attached` for an OTRS's. */
const origin = "origin";

/**
 * @throws UserError when the database is a newer gotrs's, an OTRS's before 6 or another program's
 * @throws StoreFailure when the database cannot take it
 */
export async function initialize(
  store: Store,
  { clock, hashPassword, migrations = allMigrations }: InitOptions,
): Promise<InitReport> {
  const password = randomPassword();
  const hash = await hashPassword(password);
  const { ddl } = drivers[store.product];
  return await store.transaction(async (tx) => {
    const run = async (statements: readonly string[]): Promise<void> => {
      for (const statement of statements) await tx.executeQuery(CompiledQuery.raw(statement));
    };
    await run(ddl.before);
    try {
      const before = await look(store, tx);
      const done = before.tables.has("gotrs_migration") ? await appliedMigrations(tx) : new Set<number>();
      refuseNewer(done, migrations);
      // An interrupted first run leaves tables where each CREATE commits by itself; its mark says who began.
      const fresh =
        [...before.tables].every((name) => name.startsWith(ownPrefix)) ||
        (done.size === 0 && before.tables.has("gotrs_setting") && (await readOrigin(tx)) === "fresh");
      const applied: string[] = [];
      for (const migration of migrations.filter(({ id }) => !done.has(id))) {
        await migration.apply({
          store,
          tx,
          run,
          fresh,
          names: before.names,
          now: clock.now(),
          rootPasswordHash: hash,
          markOrigin,
        });
        await insertRow(tx, "gotrs_migration", {
          id: migration.id,
          name: migration.name,
          create_time: toDbTime(clock.now()),
        });
        applied.push(`${migration.id} ${migration.name}`);
      }
      const created = fresh && applied.length > 0;
      return {
        fresh: created,
        applied,
        differences: fresh ? [] : before.differences,
        renamed: Object.fromEntries(before.names),
        credentials: created ? { login: "root@localhost", password } : undefined,
      };
    } finally {
      await run(ddl.after);
    }
  });
}

async function readOrigin(db: Reader): Promise<string | undefined> {
  return (await db.selectFrom("gotrs_setting").select("value").where("name", "=", origin).executeTakeFirst())?.value;
}

/** Notes whose database it is, and the names it uses, before any other table is made. */
async function markOrigin(tx: Tx, fresh: boolean, names: TableNames): Promise<void> {
  for (const row of [{ name: origin, value: fresh ? "fresh" : "attached" }, ...nameSettings(names)]) {
    const known = await tx.selectFrom("gotrs_setting").select("name").where("name", "=", row.name).executeTakeFirst();
    if (known === undefined) await insertRow(tx, "gotrs_setting", row);
  }
}
