/** Opens a database by its URL and gives the store over it. Creates no tables: init.ts does. */
import { hostname } from "node:os";
import { Kysely } from "kysely";
import type { Clock } from "../clock.ts";
import { Exit, UserError } from "../errors.ts";
import { type Change, takeChanges } from "./changes.ts";
import { type Connected, translated } from "./drivers/connection.ts";
import { type Driver, drivers, productOf } from "./drivers/index.ts";
import { StoreFailure } from "./failure.ts";
import { GroupCommit, isDeadlock } from "./grouped.ts";
import { readNames, type TableNames, withNames } from "./schema/names.ts";
import type { Database } from "./schema/tables.gen.ts";
import type { Store } from "./store.ts";

export interface OpenOptions {
  readonly clock: Clock;
  /** Make the file of an embedded database that does not exist yet. */
  readonly create?: boolean;
}

/** How often a transaction is begun anew after a deadlock. */
const maxTries = 5;

/**
 * @param url `sqlite:PATH`, `postgres://…` or `mysql://…`
 * @throws StoreFailure when the database does not answer, does not exist or refuses the login
 * @throws UserError for a URL of no known kind
 */
export async function openStore(url: string, { clock, create = false }: OpenOptions): Promise<Store> {
  const product = productOf(url);
  const where = withoutPassword(url);
  if (product === undefined) {
    throw new UserError(`"${where}" is no database`, {
      where: "database.url",
      mend: "Use sqlite:PATH, postgres://USER:PASSWORD@HOST/NAME or mysql://USER:PASSWORD@HOST/NAME",
      exit: Exit.configuration,
    });
  }
  const driver = drivers[product];
  const { reader, writer } = await connecting(driver, url, where, create);
  const plain = new Kysely<Database>({ dialect: reader });
  const names = await namesOf(plain);
  const db = names.size === 0 ? plain : plain.withPlugin(withNames(names));
  const separate = writer === reader ? undefined : new Kysely<Database>({ dialect: writer });
  const writing = separate === undefined ? db : names.size === 0 ? separate : separate.withPlugin(withNames(names));
  const listeners = new Set<() => void>();
  const watchers = new Set<(changes: readonly Change[]) => void>();
  const committed = (changes: readonly Change[]): void => {
    for (const listener of listeners) listener();
    if (changes.length > 0) for (const watcher of watchers) watcher(changes);
  };
  const groups = new GroupCommit(writing, clock, `${hostname()} ${process.pid}`, where, committed);
  const store: Store = {
    product,
    db,
    codec: driver.codec,
    async transaction(work) {
      const { value, changes } = await retried(() =>
        writing.transaction().execute(async (tx) => ({ value: await work(tx), changes: takeChanges(tx) })),
      );
      committed(changes);
      return value;
    },
    grouped: (work) => groups.add(work),
    announce: () => groups.announce(),
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChange(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    async close() {
      await separate?.destroy();
      await plain.destroy();
    },
  };
  return store;
}

async function connecting(driver: Driver, url: string, where: string, create: boolean): Promise<Connected> {
  try {
    const { reader, writer } = await driver.connect(url, { create });
    const reading = translated(reader, driver.translate, where);
    return { reader: reading, writer: writer === reader ? reading : translated(writer, driver.translate, where) };
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const kind = driver.translate(error);
    throw kind === undefined || kind === "duplicate" ? error : new StoreFailure(kind, where, error);
  }
}

/** The first statement makes the connection, so a database that does not answer is found here. */
async function namesOf(db: Kysely<Database>): Promise<TableNames> {
  try {
    return await readNames(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** For messages: the URL with its password hidden. */
export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, "$1:***@");
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDeadlock(error) || tries === maxTries) throw error;
    }
  }
}
