import { afterAll, beforeAll, expect, it } from "vitest";
import { toDbTime } from "../../src/clock.ts";
import type { Desk } from "../../src/desk.ts";
import { companies, company, customer, customers } from "../../src/people/directory.ts";
import { insertRow } from "../../src/store/insert.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

forEachDatabase("directory", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    const time = toDbTime(desk.clock.now());
    const stamp = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    await store.transaction(async (tx) => {
      for (const [customer_id, name, city, valid_id] of [
        ["ACME", "Acme & Sons", "Zürich", 1],
        ["a/b c", "Slash", "Bern", 1],
        ["OLD", "Old Company", "", 2],
      ] as const) {
        await insertRow(tx, "customer_company", { customer_id, name, city, valid_id, ...stamp });
      }
      for (const [login, first_name, last_name, email, customer_id, valid_id] of [
        ["ann", "Ann", "Ärmel", "ann@acme.test", "ACME", 1],
        ["Bob.B", "Bob", "Armel", "bob@100%.test", "nobody's", 1],
        ["gone", "Gone", "Smith", "gone@acme.test", "ACME", 2],
      ] as const) {
        await insertRow(tx, "customer_user", {
          login,
          email,
          customer_id,
          first_name,
          last_name,
          valid_id,
          phone: login === "ann" ? "+41 1 234" : null,
          ...stamp,
        });
      }
      await insertRow(tx, "customer_user_customer", { user_id: "ann", customer_id: "OLD", ...stamp });
    });
  });
  afterAll(() => store.close());

  it.each([
    ["ärmel", ["ann"]],
    ["ÄRMEL", ["ann"]],
    ["armel", ["Bob.B"]],
    ["acme gone", ["gone"]],
    ["sons ann", ["ann"]],
    ["100%", ["Bob.B"]],
    ["annärmel", []],
    ["bob armel nobody", ["Bob.B"]],
  ])("finds customers with %s", async (search, logins) => {
    const found = await customers(desk, { search });
    expect(found.customers.map(({ login }) => login)).toEqual(logins);
    expect(found.total).toBe(logins.length);
  });

  it("lists all, who is gone too, and counts what it leaves out", async () => {
    const all = await customers(desk, {});
    expect(new Set(all.customers.map(({ login }) => login))).toEqual(new Set(["ann", "Bob.B", "gone"]));
    expect(all.customers.find(({ login }) => login === "gone")).toMatchObject({ valid: false, company: "Acme & Sons" });
    const some = await customers(desk, { limit: 2 });
    expect(some.customers).toHaveLength(2);
    expect(some.total).toBe(3);
  });

  it("tells what is known of a customer, by the login in any case", async () => {
    expect(await customer(desk, "ANN")).toMatchObject({
      login: "ann",
      name: "Ann Ärmel",
      phone: "+41 1 234",
      mobile: "",
      customerId: "ACME",
      company: "Acme & Sons",
      companies: ["OLD"],
      valid: true,
    });
    expect(await customer(desk, "bob.b")).toMatchObject({ company: null, customerId: "nobody's", companies: [] });
    await expect(customer(desk, "nobody")).rejects.toThrow('there is no customer "nobody"');
  });

  it("finds companies, and who belongs to one", async () => {
    expect((await companies(desk, { search: "ZÜR" })).companies.map(({ customerId }) => customerId)).toEqual(["ACME"]);
    expect(await companies(desk, { limit: 1 })).toMatchObject({ total: 3 });
    const acme = await company(desk, "ACME");
    expect(acme).toMatchObject({ name: "Acme & Sons", city: "Zürich", url: "" });
    expect(new Set(acme.customers.map(({ login }) => login))).toEqual(new Set(["ann", "gone"]));
    expect(await company(desk, "a/b c")).toMatchObject({ name: "Slash", customers: [] });
    await expect(company(desk, "acm")).rejects.toThrow('there is no company "acm"');
  });
});
