/** Runs the same tests on SQLite, PostgreSQL and MariaDB, each on scratch databases that are dropped afterwards. */
import { randomBytes } from "node:crypto";
import { afterAll, describe, inject, it } from "vitest";
import { systemClock } from "../src/clock.ts";
import { openStore } from "../src/store/open.ts";
import type { Store } from "../src/store/store.ts";
import { type Server, servers } from "./servers.ts";

export interface TestDatabase {
  readonly product: Store["product"];
  /** A store on a fresh database with the first rows of an installation. */
  open(): Promise<Store>;
  /** Another store on the database that was opened last, as a second daemon has it. */
  reopen(): Promise<Store>;
  /** A fresh database without any table, its URL. */
  empty(): Promise<string>;
  /** URL of the database that was opened last. */
  url(): string;
}

/** Where nothing may be skipped: .ci/run says so. */
const required = process.env.CI === "true";

/** @param products only these, for what others cannot have */
export function forEachDatabase(
  name: string,
  tests: (database: TestDatabase) => void,
  products?: readonly Store["product"][],
): void {
  for (const server of servers.filter(({ product }) => products?.includes(product) ?? true)) {
    describe(`${name} (${server.title})`, async () => {
      if (required || (await server.answers())) {
        tests(scratch(server));
        return;
      }
      it.skip(`skipped: ${server.mend}`, () => {});
    });
  }
}

/** For what has nothing to do with the database's product. */
export function onSqlite(name: string, tests: (database: TestDatabase) => void): void {
  for (const server of servers) if (server.product === "sqlite") describe(name, () => tests(scratch(server)));
}

function scratch(server: Server): TestDatabase {
  const prefix = `gotrs_test_${randomBytes(5).toString("hex")}`;
  const names: string[] = [];
  let current = "";

  const newName = (): string => {
    const name = `${prefix}_${names.length}`;
    names.push(name);
    return name;
  };
  afterAll(async () => {
    for (const name of names) await server.drop(name);
    server.tidy?.();
  });
  return {
    product: server.product,
    url: () => current,
    reopen: () => openStore(current, { clock: systemClock }),
    async open() {
      current = await server.copy(templateOf(server), newName());
      return await openStore(current, { clock: systemClock });
    },
    async empty() {
      current = await server.create(newName());
      return current;
    },
  };
}

function templateOf({ product, title, mend }: Server): string {
  const template = inject("templates")[product];
  if (template === undefined) throw new Error(`${title} did not answer when the tests began: ${mend}`);
  return template;
}
