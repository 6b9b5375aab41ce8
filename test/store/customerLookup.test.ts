/** Finding the sender of a mail among many customers: by an index, whatever the case, on every database. */
import { sql } from "kysely";
import { expect, it } from "vitest";
import { customerByEmail, customerByLogin } from "../../src/store/customers.ts";
import { folded } from "../../src/store/drivers/folded.ts";
import { insertRows } from "../../src/store/insert.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";

const count = 5000;

async function fill(store: Store): Promise<void> {
  const stamp = { create_time: "2026-11-24 10:00:00", create_by: 1, change_time: "2026-11-24 10:00:00", change_by: 1 };
  const row = (login: string, email: string) =>
    ({ login, email, customer_id: "acme", pw: null, first_name: "A", last_name: "B", valid_id: 1, ...stamp }) as const;
  await store.transaction(async (tx) => {
    for (let from = 0; from < count; from += 50) {
      const rows = Array.from({ length: 50 }, (_, at) => row(`c${from + at}`, `person${from + at}@customer.test`));
      await insertRows(tx, "customer_user", rows);
    }
    await insertRows(tx, "customer_user", [
      row("Ann", "Ann.Smith@Customer.test"),
      row("muller", "muller@customer.test"),
      row("accented", "müller@customer.test"),
    ]);
  });
  const analyze = { sqlite: "analyze", postgres: "analyze customer_user", mysql: "analyze table customer_user" };
  await store.transaction((tx) => sql.raw(analyze[store.product]).execute(tx));
}

/** How the database would find it, in its own words. */
async function plan(store: Store, column: "email" | "login"): Promise<string> {
  const query = store.db
    .selectFrom("customer_user")
    .select("id")
    .where(folded(store.db, column), "=", column === "email" ? "ann.smith@customer.test" : "ann");
  const { sql: text, parameters } = query.compile();
  const explain = store.product === "sqlite" ? "explain query plan" : "explain";
  const quoted = parameters.reduce<string>(
    (whole, value, at) => whole.replace(store.product === "postgres" ? `$${at + 1}` : "?", `'${value}'`),
    text,
  );
  return JSON.stringify((await sql.raw(`${explain} ${quoted}`).execute(store.db)).rows);
}

forEachDatabase("looking a customer up", (database) => {
  it("goes by an index for addresses and logins, and takes case for nothing and accents for something", async () => {
    const store = await database.open();
    try {
      await fill(store);
      expect(await plan(store, "email")).toContain("gotrs_customer_user_email");
      expect(await plan(store, "login")).toMatch(/(?:gotrs_)?customer_user_login/);
      expect((await customerByEmail(store.db, "ANN.smith@customer.TEST"))?.login).toBe("Ann");
      expect((await customerByEmail(store.db, "person4321@customer.test"))?.login).toBe("c4321");
      expect((await customerByEmail(store.db, "müller@customer.test"))?.email).toBe("müller@customer.test");
      expect((await customerByEmail(store.db, "muller@customer.test"))?.email).toBe("muller@customer.test");
      expect(await customerByEmail(store.db, "nobody@customer.test")).toBeUndefined();
      expect((await customerByLogin(store.db, "ANN"))?.login).toBe("Ann");
      expect(await customerByLogin(store.db, "ann.smith")).toBeUndefined();
    } finally {
      await store.close();
    }
  });
});
