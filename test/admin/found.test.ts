/** Very many entries are looked for, on every database: by what a list shows of them, as many as are asked for. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { change, findEntries, listEntries, showEntry } from "../../src/admin/administer.ts";
import { customerCompany } from "../../src/admin/modules/customerCompany.ts";
import { customerUser } from "../../src/admin/modules/customerUser.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

forEachDatabase("very many entries", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    const add = async (module: typeof customerUser, key: string, raw: Readonly<Record<string, unknown>>) =>
      await change(desk, rootActor, { module, key, raw, form: "json", mode: "add", where: (field) => field });
    for (const [customerId, name] of Object.entries({ "100%": "Percent", B_P: "Zürich AG", C: "Under" })) {
      await add(customerCompany, customerId, { customerId, name, permissions: { users: ["ro"] } });
    }
    for (const login of ["Éva", "ann", "bob"]) {
      const name = { firstName: login, lastName: "Émile", email: `${login.replace("É", "e")}@customer.test` };
      const more = { companies: ["C"], permissions: { users: ["rw"] }, language: "de", comment: "hidden words" };
      await add(customerUser, login, { login, ...name, customerId: "C", ...more });
    }
  });
  afterAll(() => store?.close());
  const found = async (module: typeof customerUser, search: string, limit = 200) => {
    const { entries, total } = await findEntries(desk, rootActor, module, { search, limit });
    return { keys: entries.map(({ values }) => values[module.key]), total, entries };
  };

  it("are the same as in the whole list, with all that lies beside them", async () => {
    for (const module of [customerUser, customerCompany]) {
      const { entries, total } = await found(module, "");
      const all = await listEntries(desk, rootActor, module);
      expect(total).toBe(3);
      const sorted = (some: typeof all) => some.toSorted((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
      expect(sorted(entries)).toEqual(sorted(all));
    }
    expect(await showEntry(desk, rootActor, customerUser, "Éva")).toMatchObject({ id: "Éva" });
    const [first] = (await found(customerUser, "bob")).entries;
    expect(first?.values).toMatchObject({ companies: ["C"], permissions: { users: ["rw"] }, language: "de" });
  });

  it("are as many as asked for, and all are counted", async () => {
    expect(await found(customerUser, "ÉMILE", 2)).toMatchObject({ keys: { length: 2 }, total: 3 });
    expect(await found(customerUser, "", 1)).toMatchObject({ keys: { length: 1 }, total: 3 });
  });

  it("are found by each word in what the list shows, letter by letter but for case", async () => {
    expect((await found(customerUser, "émile ANN")).keys).toEqual(["ann"]);
    expect((await found(customerUser, "hidden")).keys).toEqual([]);
    expect((await found(customerCompany, "%")).keys).toEqual(["100%"]);
    expect((await found(customerCompany, "_")).keys).toEqual(["B_P"]);
    expect((await found(customerCompany, "zürich")).keys).toEqual(["B_P"]);
  });
});
