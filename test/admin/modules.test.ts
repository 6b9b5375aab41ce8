/** What every administered thing can do, from the table of modules: listed, shown, added, changed, disabled; wrong input refused. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, listEntries, showEntry } from "../../src/admin/administer.ts";
import type { AdminModule } from "../../src/admin/module.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import { viewOf } from "../../src/admin/shown.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { NotFoundError, PermissionError } from "../../src/errors.ts";
import { rootActor } from "../../src/people/administrators.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { samples } from "./samples/index.ts";

const where = (field: string | undefined) => field;

function given(module: AdminModule, key: string, mode: "add" | "set", raw: Readonly<Record<string, unknown>>) {
  const whole = mode === "add" ? { [module.key]: key, ...raw } : raw;
  return { module, key, mode, raw: whole, form: "json", where } as const;
}

it("has a sample of every module", () => {
  expect(Object.keys(samples).toSorted()).toEqual(adminModules.map(({ thing }) => thing).toSorted());
});

forEachDatabase("administration", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
  });
  afterAll(() => store?.close());

  describe.each(adminModules.map((module) => [module.thing, module] as const))("of %s", (thing, module) => {
    const { key, add, set, wrong } = samples[thing] ?? { key: "", add: {}, set: {}, wrong: [] };
    const shown = async (name: string) => viewOf(module, await showEntry(desk, rootActor, module, name));

    it("adds what can be shown and listed then", async () => {
      const { action, after, id } = await change(desk, rootActor, given(module, key, "add", add));
      expect(action).toBe("add");
      const view = await shown(key);
      expect(view).toEqual(viewOf(module, { id, values: after }));
      expect(view).toMatchObject({ ...add, ...(module.canDisable && { valid: true }) });
      const all = await listEntries(desk, rootActor, module);
      expect(all.map((entry) => viewOf(module, entry))).toContainEqual(view);
    });

    it("adds nothing twice, and finds nothing that is not there", async () => {
      await expect(change(desk, rootActor, given(module, key, "add", add))).rejects.toThrow("already");
      const missing = showEntry(desk, rootActor, module, `${key}x`);
      await expect(missing).rejects.toThrow(NotFoundError);
      await expect(missing).rejects.toThrow(`Did you mean "${key}"? See \`gotrs admin ${thing} list\``);
    });

    it.each(wrong)("refuses %j and changes nothing", async (raw, message) => {
      const before = await shown(key);
      await expect(change(desk, rootActor, given(module, key, "set", raw))).rejects.toThrow(message);
      expect(await shown(key)).toEqual(before);
    });

    it("changes what is said and leaves the rest", async () => {
      const before = await shown(key);
      const { action } = await change(desk, rootActor, given(module, key, "set", set));
      expect(action).toBe("set");
      const name = String(set[module.key] ?? key);
      expect(await shown(name)).toEqual({ ...before, ...set });
      expect((await change(desk, rootActor, given(module, name, "set", set))).action).toBe("none");
    });

    it("disables and enables", async () => {
      if (!module.canDisable) return;
      const name = String(set[module.key] ?? key);
      const verb = async (valid: boolean) => await change(desk, rootActor, given(module, name, "set", { valid }));
      if (thing === "auto-response") await change(desk, rootActor, given(module, name, "set", { queues: [] }));
      if (module.rows.remove !== undefined) {
        expect((await verb(false)).action).toBe("remove");
        await expect(shown(name)).rejects.toThrow(NotFoundError);
        return;
      }
      expect((await verb(false)).action).toBe("disable");
      expect(await shown(name)).toMatchObject({ valid: false });
      expect((await verb(true)).action).toBe("enable");
      expect(await shown(name)).toMatchObject({ valid: true });
    });

    it("is nothing for an agent who is no administrator", async () => {
      const nobody: Actor = { userId: 4711, login: "nobody" };
      const refused = [
        () => listEntries(desk, nobody, module),
        () => showEntry(desk, nobody, module, key),
        () => change(desk, nobody, given(module, "new", "add", add)),
        () => change(desk, nobody, given(module, key, "set", set)),
      ];
      for (const one of refused) await expect(one()).rejects.toThrow(PermissionError);
    });
  });
});
