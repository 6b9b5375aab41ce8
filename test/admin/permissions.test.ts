/** The matrix of permissions: given to users and roles, seen as a whole, and what agents may do in the end. */
import { expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { role } from "../../src/admin/modules/role.ts";
import { user } from "../../src/admin/modules/user.ts";
import { effectivePermissions, listPermissions, setPermission } from "../../src/admin/permissions.ts";
import { PermissionError } from "../../src/errors.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { actorByLogin, permissionsOf } from "../../src/people/permissions.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const where = () => "keys";

forEachDatabase("permissions", (database) => {
  it("are set one by one, shown as a whole, and hold for the agent", async () => {
    const store = await database.open();
    const desk = testDesk(store);
    const add = (module: typeof user, key: string, raw: object) =>
      change(desk, rootActor, { module, key, raw: { [module.key]: key, ...raw }, form: "json", mode: "add", where });
    await add(role, "second level", {});
    await add(user, "ann", { firstName: "Ann", lastName: "Agent", roles: ["second level"] });
    await setPermission(desk, rootActor, { role: "second level", group: "users", keys: ["note", "ro"] }, where);
    await setPermission(desk, rootActor, { user: "ann", group: "users", keys: ["move_into"] }, where);
    await setPermission(desk, rootActor, { user: "ann", group: "stats", keys: ["ro", "rw"] }, where);
    expect(await listPermissions(desk, rootActor, { group: "users" })).toEqual([
      { kind: "user", name: "root@localhost", group: "users", keys: ["rw"] },
      { kind: "user", name: "ann", group: "users", keys: ["move_into"] },
      { kind: "role", name: "second level", group: "users", keys: ["note", "ro"] },
    ]);
    expect(await effectivePermissions(desk, rootActor, "ann")).toEqual([
      { group: "users", keys: ["move_into", "note", "ro"], from: ["user ann", "role second level"] },
      { group: "stats", keys: ["rw"], from: ["user ann"] },
    ]);
    const ann = await actorByLogin(desk, "ann");
    const may = await permissionsOf(desk, ann);
    expect([may.may(2, "note"), may.may(2, "rw")]).toEqual([true, false]);
    await setPermission(desk, rootActor, { role: "second level", group: "users", keys: [] }, where);
    expect(await listPermissions(desk, rootActor, { role: "second level" })).toEqual([]);
    expect((await permissionsOf(desk, ann)).may(2, "note")).toBe(false);

    const wrong = (wanted: object) =>
      setPermission(desk, rootActor, { user: "ann", group: "users", keys: ["ro"], ...wanted }, where);
    await expect(wrong({ keys: ["read"] })).rejects.toThrow('keys: "read" is no permission. Name one exactly: ro,');
    await expect(wrong({ group: "user" })).rejects.toThrow('there is no group "user". Did you mean "users"?');
    await expect(wrong({ user: "anne" })).rejects.toThrow('there is no user "anne". Did you mean "ann"?');
    await expect(wrong({ role: "second level" })).rejects.toThrow("either a user's or a role's");
    for (const one of [
      () => listPermissions(desk, ann, {}),
      () => effectivePermissions(desk, ann, "ann"),
      () => setPermission(desk, ann, { user: "ann", group: "admin", keys: ["rw"] }, where),
    ]) {
      await expect(one()).rejects.toThrow(PermissionError);
    }
    await store.close();
  });
});
