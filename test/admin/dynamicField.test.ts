/** Dynamic fields lie in the database as OTRS has them, and what reads them finds them at once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { change } from "../../src/admin/administer.ts";
import type { Field } from "../../src/admin/field.ts";
import { dynamicField } from "../../src/admin/modules/dynamicField.ts";
import { parseValue } from "../../src/admin/parse.ts";
import { lineOfValue } from "../../src/admin/shown.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { spoken } from "../../src/said.ts";
import { reference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

forEachDatabase("dynamic fields", (database) => {
  let store: Store;
  let desk: Desk;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
  });
  afterAll(() => store?.close());

  const write = async (mode: "add" | "set", key: string, raw: object) =>
    await change(desk, rootActor, {
      module: dynamicField,
      key,
      mode,
      raw: mode === "add" ? { name: key, ...raw } : { ...raw },
      form: "json",
      where: (field) => field,
    });
  const config = async (name: string): Promise<unknown> => {
    const { db, codec } = store;
    const row = await db
      .selectFrom("dynamic_field")
      .select("config")
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    return parse(codec.toText(row.config ?? ""));
  };

  it("are known to what reads them, in the order in which they were added", async () => {
    expect((await reference(store)).fields.get("room")).toBeUndefined();
    await write("add", "Room", { label: "Room", type: "Dropdown", possibleValues: { a: "First", yes: "Second" } });
    expect((await reference(store)).fields.get("room")).toMatchObject({
      name: "Room",
      object: "Ticket",
      type: "Dropdown",
    });
    const { after } = await write("add", "Due", { label: "Due", object: "Article", type: "Date", yearsInPast: 1 });
    expect(after.order).toBe(2);
    await write("set", "Room", { valid: false });
    expect((await reference(store)).fields.get("room")).toBeUndefined();
    await write("set", "Room", { valid: true });
  });

  it("keep what they may hold as OTRS does, and what gotrs does not know of it", async () => {
    expect(await config("Room")).toEqual({ PossibleValues: { a: "First", yes: "Second" } });
    expect(await config("Due")).toEqual({ YearsInPast: "1", YearsPeriod: "1" });
    const { codec } = store;
    const foreign = "---\nDefaultValue: 1\nPossibleNone: 0\nTooltip: where it is\nPossibleValues:\n  1: One\n  2: ~\n";
    await store.transaction((tx) =>
      tx
        .updateTable("dynamic_field")
        .set({ config: codec.fromText(foreign) })
        .where("name", "=", "Room")
        .execute(),
    );
    const { before, after } = await write("set", "Room", { possibleNone: true });
    expect(before?.values).toMatchObject({
      defaultValue: "1",
      possibleNone: false,
      possibleValues: { 1: "One", 2: "" },
    });
    expect(after).toMatchObject({ defaultValue: "1", possibleNone: true });
    const whole = { DefaultValue: 1, PossibleNone: "1", Tooltip: "where it is", PossibleValues: { 1: "One", 2: null } };
    expect(await config("Room")).toEqual(whole);
  });

  it("tell all that is wrong at once", async () => {
    const wrong = {
      label: "",
      type: "Text",
      possibleValues: { a: "A" },
      rows: 4,
      regularExpressions: [{ pattern: "(", message: "" }],
    };
    const refused = write("add", "Odd", wrong);
    for (const what of [
      "label: it must not be empty",
      "possibleValues: a Text has none. Leave it out; it has: defaultValue, link, linkPreview, regularExpressions",
      "rows: a Text has none",
      'regularExpressions: entry 1: "(" is no regular expression',
    ]) {
      await expect(refused).rejects.toThrow(what);
    }
    await expect(write("add", "Odd", { label: "Odd", type: "Dropdwn" })).rejects.toThrow('Did you mean "Dropdown"?');
    await expect(write("add", "Odd", { label: "Odd", type: "Checkbox", defaultValue: "on" })).rejects.toThrow(
      'defaultValue: "on" does not fit. Write 1 for checked, or 0',
    );
  });
});

it("takes words of the command line for what can be chosen", () => {
  const field = dynamicField.fields.possibleValues as Field;
  const value = { red: "Red wine", white: "white" };
  expect(parseValue(field, ["red=Red wine", "white"], "words")).toEqual({ value });
  expect(parseValue(field, [""], "words")).toEqual({ value: {} });
  const wrong = parseValue(field, ["=x"], "words");
  expect("what" in wrong && [spoken(wrong.what), spoken(wrong.mend)]).toEqual(['"=x" has no key', "Write key=label"]);
  expect(lineOfValue(field, value)).toBe("red=Red wine, white");
});
