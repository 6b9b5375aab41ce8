import { afterAll, beforeAll, expect, it } from "vitest";
import { toDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { recipients } from "../../src/people/recipients.ts";
import { insertRow } from "../../src/store/insert.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

forEachDatabase("recipients", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    const time = toDbTime(desk.clock.now());
    const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    const people = [
      ["ann.smith", "Ann", "Smith", "ann@acme.test", "ACME", 1],
      ["bob", "Bob", "Annandale", "bob@100%.test", "other", 1],
      ["gone", "Ann", "Gone", "gone@acme.test", "ACME", 2],
    ] as const;
    await store.transaction(async (tx) => {
      for (const [login, first_name, last_name, email, customer_id, valid_id] of people) {
        await insertRow(tx, "customer_user", {
          login,
          email,
          customer_id,
          pw: null,
          first_name,
          last_name,
          valid_id,
          ...stamp,
        });
      }
    });
  });
  afterAll(() => store.close());

  it.each([
    ["ann", ["bob", "ann.smith"]],
    ["SMITH an", ["ann.smith"]],
    ["acme", ["ann.smith"]],
    ["0%.", ["bob"]],
    ["%", ["bob"]],
    ["_", []],
    ["  ", []],
    ["nobody", []],
  ])("%j finds %j, valid ones alone, by last name", async (search, logins) => {
    expect((await recipients(desk, { search })).map(({ login }) => login)).toEqual(logins);
  });

  it("gives name, address and company, and no more than asked for", async () => {
    expect(await recipients(desk, { search: "ann", limit: 1 })).toEqual([
      { login: "bob", name: "Bob Annandale", email: "bob@100%.test", customerId: "other" },
    ]);
  });
});
