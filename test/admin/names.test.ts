/** What references can be chosen from, on every database: names alone, also of those with thousands of entries. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { change, foundNames, namesOf } from "../../src/admin/administer.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

forEachDatabase("names to choose from", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    for (const [key, valid] of [
      ["zeta", true],
      ["acme", false],
    ] as const) {
      const module = adminModules.find(({ thing }) => thing === "customer-company");
      if (module === undefined) throw new Error("there is no such module");
      const raw = { customerId: key, name: key, valid };
      await change(desk, rootActor, { module, key, raw, form: "json", mode: "add", where: (field) => field });
    }
  });
  afterAll(() => store?.close());

  it("are there for all that fields refer to", async () => {
    const targets = new Set(
      adminModules.flatMap(({ fields }) => Object.values(fields).flatMap((field) => ("to" in field ? [field.to] : []))),
    );
    for (const to of targets) {
      for (const { name } of await namesOf(desk, rootActor, to)) expect(name).not.toBe("");
    }
    expect(targets).toContain("auto-response-type");
  });

  it("has those that can be used first", async () => {
    expect(await namesOf(desk, rootActor, "customer-company")).toEqual([
      { name: "zeta", valid: true },
      { name: "acme", valid: false },
    ]);
  });

  it("are found by words, of very many the first with what lists show of them", async () => {
    expect(await foundNames(desk, rootActor, "customer-company", { search: "", limit: 1 })).toEqual({
      names: [{ name: "acme", valid: false, about: "acme" }],
      total: 2,
    });
    expect(await foundNames(desk, rootActor, "customer-company", { search: "ZET", limit: undefined })).toEqual({
      names: [{ name: "zeta", valid: true, about: "zeta" }],
      total: 1,
    });
    expect(await foundNames(desk, rootActor, "queue", { search: "RA w", limit: undefined })).toEqual({
      names: [{ name: "Raw", valid: true }],
      total: 1,
    });
  });
});
