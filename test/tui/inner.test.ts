/** Structures as rows of forms: every sample goes there and back, faults find their place, and each change can be had back. */
import { expect, it } from "vitest";
import { descriptionOf } from "../../src/admin/jsonSchema.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import type { Thing } from "../../tui/client/administration.ts";
import { type Form, formOf, heldIn, isChanged, toSend, withValues } from "../../tui/form/form.ts";
import { hasForm, innerOf, rowsIn, structureOf } from "../../tui/form/inner.ts";
import { checked, refused } from "../../tui/form/judging.ts";
import {
  changedHere,
  entered,
  enteredRow,
  left,
  leftAll,
  movedRow,
  movedTo,
  type OpenForm,
  shownOf,
  withNewRow,
  withoutLast,
  withoutRow,
} from "../../tui/form/levels.ts";
import { wordsOf } from "../../tui/form/values.ts";
import { samples } from "../admin/samples/index.ts";

// What the daemon sends is what the terminal reads: checked by tui/client/shapes.
const things = adminModules.map((module) => descriptionOf(module) as Thing);

const structures = things.flatMap((thing) =>
  [samples[thing.thing]?.add, samples[thing.thing]?.set].flatMap((values = {}) =>
    thing.fields
      .filter((field) => hasForm(field) && values[field.name] !== undefined)
      .map((field) => ({ name: `${thing.thing} ${field.name}`, field, value: values[field.name] })),
  ),
);

it.each(structures)("holds $name as rows and gives the same value back", ({ field, value }) => {
  const inner = innerOf(field, value);
  expect(structureOf(inner, rowsIn(inner, value))).toEqual(value);
  if (Object.keys(value as object).length > 0) expect(wordsOf(field, value)).not.toMatch(/^$|^[[{]/);
});

it("has described every structure but what OTRS's programs keep as they please", () => {
  const undescribed = things.flatMap(({ thing, fields }) =>
    fields.filter((field) => hasForm(field) && field.inner === undefined).map(({ name }) => `${thing} ${name}`),
  );
  expect(undescribed).toEqual([]);
});

function open(thing: string, values: Readonly<Record<string, unknown>>): OpenForm {
  const found = things.find((one) => one.thing === thing);
  if (found === undefined) throw new Error(`there is no ${thing}`);
  return { form: formOf(found, values), at: 0, levels: [], past: [], made: [], leave: async () => {} };
}

/** Into the rows of a field of what is shown. */
function into(before: OpenForm, name: string): OpenForm {
  const field = shownOf(before).form.thing.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`there is no ${name}`);
  return entered(before, field);
}

const put = (form: OpenForm, values: Readonly<Record<string, unknown>>): OpenForm =>
  changedHere(form, (one) => withValues(one, values));
const spam = { key: "Subject", value: "casino", not: false };
const filter = { name: "10 spam", stop: false, matches: [spam], sets: [{ key: "X-OTRS-Queue", value: "Junk" }] };

it("changes, adds, takes away and has back, and sends the whole structure", () => {
  const rows = into(open("postmaster-filter", filter), "matches");
  const second = left(put(withNewRow(rows), { key: "From", value: "@spam.example" }));
  const both = [spam, { key: "From", value: "@spam.example", not: false }];
  expect(toSend(second.form)).toEqual({ matches: both });
  const changed = left(put(enteredRow(movedTo(second, 1)), { not: true }));
  expect(heldIn(changed.form, "matches")).toEqual([{ ...spam, not: true }, both[1]]);
  const gone = withoutRow(movedTo(changed, 1));
  expect(heldIn(gone.form, "matches")).toEqual([both[1]]);
  expect(heldIn(withoutLast(gone).form, "matches")).toEqual([{ ...spam, not: true }, both[1]]);
  expect(toSend(withoutLast(withoutLast(gone)).form)).toEqual({ matches: both });
  // What was added and never filled in is nothing.
  expect(isChanged(left(withNewRow(rows)).form)).toBe(false);
  const none = into(open("acl", { match: null }), "match");
  expect(shownOf(none).rows?.forms).toEqual([]);
  expect(isChanged(left(withNewRow(none)).form)).toBe(false);
  // Who takes back an addition is among the rows again.
  expect(shownOf(withoutLast(withNewRow(rows))).rows?.forms).toHaveLength(1);
});

it("moves what has an order, and nothing beyond the ends", () => {
  const [a, b] = [
    { pattern: "^a", message: "" },
    { pattern: "b$", message: "no b" },
  ];
  const rows = into(open("dynamic-field", { name: "Room", regularExpressions: [a, b] }), "regularExpressions");
  const moved = movedRow(movedTo(rows, 1), 1);
  expect([heldIn(moved.form, "regularExpressions"), shownOf(moved).at]).toEqual([[b, a], 2]);
  expect(movedRow(moved, 1)).toEqual(moved);
  expect(isChanged(movedRow(moved, -1).form)).toBe(false);
});

/** The faults of rows, in their order. */
const faultsIn = (form: Form, name: string) => form.inner[name]?.map(({ faults }) => faults);

it("tells in a row what it lacks, and two that are found by the same", () => {
  const rows = into(open("dynamic-field", { name: "Room", possibleValues: { a: "First" } }), "possibleValues");
  const lacking = left(put(withNewRow(rows), { label: "Second" }));
  expect(faultsIn(lacking.form, "possibleValues")).toEqual([{}, { key: "It must not be empty." }]);
  expect(lacking.form.faults).toEqual({ possibleValues: "Something in it is wrong: open it." });
  const twice = left(put(enteredRow(movedTo(lacking, 2)), { key: "a" }));
  expect(faultsIn(twice.form, "possibleValues")).toEqual([{}, { key: "There is one like this already." }]);
  expect(Object.keys(checked(leftAll(twice).form).faults)).toEqual(["possibleValues"]);
  const mended = left(put(enteredRow(movedTo(twice, 2)), { key: "b" }));
  expect(checked(mended.form).faults).toEqual({});
  expect(heldIn(mended.form, "possibleValues")).toEqual({ a: "First", b: "Second" });
  // A list that ends where another goes on would lose what is below.
  const acl = into(open("acl", { match: { Properties: { Ticket: { Queue: ["Raw"] } } } }), "match");
  const ends = left(put(withNewRow(acl), { branch: "Properties", thing: "Ticket", values: ["x"] }));
  expect(faultsIn(ends.form, "match")?.[1]).toEqual({ attribute: "There is one like this already." });
});

it("has the daemon's faults at the inner fields, at any depth, as well as at the outer one", () => {
  const within = (path: readonly (string | number)[], what: string) => ({ path, what, mend: null });
  const told = (form: Form, field: string, ...parts: readonly ReturnType<typeof within>[]) =>
    refused(form, [{ field, what: "as a whole", mend: "Mend it", within: parts }]);
  const lists = told(open("postmaster-filter", filter).form, "matches", within([0, "value"], "no expression"));
  expect(lists.faults).toEqual({ matches: "as a whole. Mend it" });
  expect(faultsIn(lists, "matches")).toEqual([{ value: "no expression" }]);
  const { form: rules } = open("acl", { match: { Properties: { Ticket: { Queue: ["Raw"], State: ["new"] } } } });
  const trees = told(rules, "match", within(["Properties", "Ticket", "State", 0], "no text"), within(["Odd"], "none"));
  expect(faultsIn(trees, "match")).toEqual([{}, { values: "no text" }]);
  const road = { Transport: { Type: "HTTP::REST", Config: { Auth: { User: "u" } } } };
  const { form: service } = open("web-service", { name: "ERP", configuration: { Provider: road } });
  const deep = told(service, "configuration", within(["Provider", "Transport", "Type"], "unknown"));
  const side = deep.inner.configuration?.[0]?.inner.Provider?.[0];
  expect(side?.inner.Transport?.[0]?.faults).toEqual({ Type: "unknown" });
});

it("keeps what nobody has described, and lets it be changed", () => {
  const create = { Type: "Ticket::TicketCreate", MappingInbound: { Type: "Simple", Config: { Keys: ["a", "b"] } } };
  const configuration = { Debugger: { DebugThreshold: "error" }, Provider: { Operation: { Create: create } } };
  const operations = into(
    into(into(open("web-service", { name: "ERP", configuration }), "configuration"), "Provider"),
    "Operation",
  );
  const create1 = enteredRow(movedTo(operations, 1));
  expect(shownOf(create1).form.thing.fields.map(({ name }) => name)).toEqual(["name", "Type", "MappingInbound"]);
  const config = into(enteredRow(movedTo(into(create1, "MappingInbound"), 2)), "value");
  const keys = into(enteredRow(movedTo(config, 1)), "value");
  const way = [
    "configuration",
    "Provider",
    "Operation",
    "Create",
    "MappingInbound",
    "Config",
    "value",
    "Keys",
    "value",
  ];
  expect(shownOf(keys).title).toEqual(way);
  const more = leftAll(put(withNewRow(keys), { value: "c" }));
  const after = structuredClone(configuration);
  after.Provider.Operation.Create.MappingInbound.Config.Keys.push("c");
  expect(toSend(more.form)).toEqual({ configuration: after });
});
