/** Which languages agents and customers may have: those that there are, however OTRS writes them. */
import { expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { isLanguage } from "../../src/admin/language.ts";
import { customerUser } from "../../src/admin/modules/customerUser.ts";
import { user } from "../../src/admin/modules/user.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { insertRow } from "../../src/store/insert.ts";
import { onSqlite } from "../databases.ts";
import { testDesk } from "../desk.ts";

it.each(["de", "en", "pt_BR", "pt-BR", "zh_CN", "sr_Latn", "nb_NO", "es_MX", "fil"])("knows %s", (name) => {
  expect(isLanguage(name)).toBe(true);
});

it.each(["xx", "de_XX", "sr_Abcd", "german", "DE", "de_", "", "d", "de_DE_x"])("knows no %j", (name) => {
  expect(isLanguage(name)).toBe(false);
});

onSqlite("the language of a person", (database) => {
  it("is one that there is; what an OTRS has left is kept until it is changed", async () => {
    const store = await database.open();
    const desk = testDesk(store);
    const set = (module: typeof user | typeof customerUser, key: string, mode: "add" | "set", raw: object) =>
      change(desk, rootActor, { module, key, mode, raw: { ...raw }, form: "json", where: (field) => field });
    const names = { firstName: "Bea", lastName: "B", email: "bea@desk.test" };
    await expect(set(user, "bea", "add", { login: "bea", ...names, language: "xx" })).rejects.toThrow(
      'language: there is no language "xx". Write it like de or pt_BR',
    );
    const ann = { login: "ann", ...names, customerId: "acme", language: "xx" };
    await expect(set(customerUser, "ann", "add", ann)).rejects.toThrow('there is no language "xx"');
    await set(customerUser, "ann", "add", { ...ann, language: "pt_BR" });
    await store.transaction((tx) =>
      insertRow(tx, "user_preferences", {
        ...{ user_id: 1, preferences_key: "UserLanguage" },
        preferences_value: store.codec.fromText("xx"),
      }),
    );
    await set(user, "root@localhost", "set", { mobile: "+49 228 1" });
    await store.close();
  });
});
