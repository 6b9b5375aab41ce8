/** An entry of administration while it is filled in: what is changed, what is wrong, what is sent and how it is taken back. */
import { expect, it } from "vitest";
import type { AdminEntry, Thing, ThingField } from "../../tui/client/administration.ts";
import {
  emptied,
  formOf,
  heldIn,
  isChanged,
  isFixed,
  newForm,
  rebased,
  restored,
  toBeMade,
  toSend,
  withValues,
} from "../../tui/form/form.ts";
import { checked, refused, wrongFields } from "../../tui/form/judging.ts";
import { rowsOf, toldOf } from "../../tui/form/rows.ts";
import { editorText, fromEditorText, startOf, typedValue, wordsOf } from "../../tui/form/values.ts";

function field(name: string, kind: string, more: Partial<ThingField> = {}): ThingField {
  return { name, kind, about: `about ${name}`, required: false, default: null, ...more };
}

const login = field("login", "text", { required: true, fixed: "tickets refer to it" });
const thing: Thing = {
  thing: "user",
  plural: "users",
  about: "agents",
  key: "login",
  canDisable: true,
  fields: [
    login,
    field("group", "reference", { required: true, presumed: true, to: "group" }),
    field("minutes", "integer", { default: 0, min: 0, max: 90, unit: "minutes" }),
    field("roles", "references", { default: null }),
    field("match", "structure"),
    field("password", "secret", { generated: true }),
    field("valid", "boolean", { default: true }),
  ],
};
const named = (name: string): ThingField => thing.fields.find((one) => one.name === name) ?? login;
const kim = { id: 7, login: "kim", group: "users", minutes: 5, roles: ["a"], match: null, valid: true };

it("sends of an entry what was changed, and nothing that was changed back", () => {
  const form = withValues(formOf(thing, kim), { minutes: 6, roles: ["a", "b"], valid: false });
  expect(toSend(form)).toEqual({ minutes: 6, roles: ["a", "b"], valid: false });
  const back = withValues(restored(form, "valid"), { roles: ["a"] });
  expect(toSend(back)).toEqual({ minutes: 6 });
  expect([isChanged(back), isChanged(back, "roles"), isChanged(back, "minutes")]).toEqual([true, false, true]);
  expect(toSend(withValues(formOf(thing, kim), { password: toBeMade }))).toEqual({ generatePassword: true });
});

it("empties a field as its kind is empty, and what has a default to that", () => {
  const empty = (name: string): unknown => heldIn(emptied(formOf(thing, kim), named(name)), name);
  expect(["group", "minutes", "roles"].map(empty)).toEqual([null, 0, []]);
  const typed = withValues(formOf(thing, kim), { password: "secret" });
  expect(isChanged(emptied(typed, named("password")))).toBe(false);
});

it("tells at once what needs no daemon: what is missing, no number, out of range, no JSON", () => {
  const wrong = (values: AdminEntry) => Object.keys(withValues(formOf(thing, kim), values).faults);
  expect(wrong({ minutes: "six", match: '{"a":' })).toEqual(["minutes", "match"]);
  expect(withValues(formOf(thing, kim), { minutes: 91 }).faults).toEqual({ minutes: "It must be from 0 to 90." });
  expect(wrong({ minutes: 90, match: { a: 1 } })).toEqual([]);
  // Of a new one the daemon may find what is presumed.
  expect(Object.keys(checked(newForm(thing)).faults)).toEqual(["login"]);
  expect(wrong({ group: null })).toEqual(["group"]);
});

it("has the daemon's faults at their fields, and those of no field at the one that names the entry", () => {
  const form = refused(withValues(formOf(thing, kim), { minutes: 3 }), [
    { field: "group", what: "there is none", mend: "Name one" },
    { field: null, what: "taken", mend: null },
    { field: "login", what: "too long", mend: null },
  ]);
  expect(form.faults).toEqual({ group: "there is none. Name one", login: "taken. too long" });
  expect(wrongFields(form)).toEqual([0, 1]);
  expect(toSend(form)).toEqual({ minutes: 3 });
  expect(rowsOf(form, 80).map((row) => [row.field, row.isFault])).toEqual([
    ...[
      [0, false],
      [0, true],
      [1, false],
      [1, true],
    ],
    ...[2, 3, 4, 5, 6].map((index) => [index, false]),
  ]);
  expect(Object.keys(withValues(form, { group: "users" }).faults)).toEqual(["login"]);
});

it("keeps what was typed on an entry that is another now, and knows what stays as it is", () => {
  const form = rebased(withValues(formOf(thing, kim), { minutes: 6 }), { ...kim, login: "kimberly", minutes: 1 });
  expect([form.key, form.before.minutes, heldIn(form, "minutes")]).toEqual(["kimberly", 1, 6]);
  expect([isFixed(form, login), isFixed(newForm(thing), login)]).toEqual([true, false]);
  expect(toldOf(form, login)).toContain("tickets refer to it");
  expect(toldOf(form, named("minutes"))).toBe("minutes: about minutes · 0 to 90 minutes");
});

it("says values in a line, and takes what was typed for them", () => {
  expect(wordsOf(named("valid"), false)).toBe("no");
  expect(wordsOf({ kind: "grants" }, { users: ["ro", "note"], stats: ["rw"] })).toBe("users=ro,note stats=rw");
  expect(wordsOf({ kind: "longText" }, "\nDear \u001b[31mAnn\n\nBye\n")).toBe("Dear ␛[31mAnn … (4 lines)");
  expect(wordsOf({ kind: "structure" }, { a: ["b"] })).toBe('{"a":["b"]}');
  expect(wordsOf({ kind: "file" }, Buffer.from("hello").toString("base64"))).toBe("5 B");
  expect(typedValue(named("minutes"), " 12 ")).toBe(12);
  expect(typedValue(named("minutes"), "12h")).toBe("12h");
  expect(typedValue(login, "  ")).toBe(null);
  expect(typedValue(field("hours", "structure", { items: "integer" }), "6, 7,x,")).toEqual([6, 7, "x"]);
  const hours = field("hours", "structure", { items: "integer" });
  expect(typedValue(hours, "8-12, 14,20 – 22, 9-8, 1-5000")).toEqual([
    8,
    9,
    10,
    11,
    12,
    14,
    20,
    21,
    22,
    "9-8",
    "1-5000",
  ]);
  expect(wordsOf(hours, [8, 9, 10, 12, 13, 20])).toBe("8-10, 12, 13, 20");
  expect(typedValue(hours, startOf(hours, [8, 9, 10, 12, 13, 20]))).toEqual([8, 9, 10, 12, 13, 20]);
  expect(fromEditorText(editorText("match: what", { a: 1 }))).toEqual({ a: 1 });
  expect(fromEditorText(editorText("match: what", null))).toBe(null);
  expect(fromEditorText("# what\n{oops")).toBe("{oops");
});
