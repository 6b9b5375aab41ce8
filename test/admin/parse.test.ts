/** What is said of a value that cannot be: the place in it, what stands there, what is allowed and the nearest name. */
import { expect, it } from "vitest";
import { flagOf } from "../../src/admin/flag.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import { type Form, parseValue } from "../../src/admin/parse.ts";

const said = (thing: string, name: string, raw: unknown, form: Form): string => {
  const field = adminModules.find((module) => module.thing === thing)?.fields[name];
  if (field === undefined) throw new Error(`${thing} has no ${name}`);
  const parsed = parseValue(field, raw, form);
  return "value" in parsed ? JSON.stringify(parsed.value) : `${parsed.what}. ${parsed.mend}`;
};

it.each([
  ["user", "permissions", ["users=ro,note"], '{"users":["note","ro"]}'],
  ["user", "permissions", ["a=b=rw"], '{"a=b":["rw"]}'],
  ["user", "permissions", ["users=r0,foo"], '"r0" is no permission. Did you mean "ro"?'],
  ["user", "permissions", ["stats=ro", "users"], '"users" names no group with permissions. Write GROUP=ro,move_into'],
  ["notification", "messages", '{"en":', '"{\\"en\\":" is no JSON. Unexpected end of JSON input'],
  ["notification", "messages", '{"en":{"subject":5}}', "en: subject: 5 is no text; en: text: it is missing"],
  [
    "notification",
    "messages",
    '{"en":{"subjct":"a","text":"b"}}',
    'en: subject: it is missing; en: there is no "subjct". Did you mean "subject"?',
  ],
  ["working-time", "hours", '{"Mo":[8]}', 'there is no "Mo". Did you mean "Mon"?'],
  ["working-time", "hours", '{"Mon":[8,25]}', "Mon: entry 2: 25 cannot be used. Give hours from 0 to 23"],
  ["generic-agent", "times", '{"closd":{}}', 'there is no "closd". Did you mean "closed"?'],
  ["generic-agent", "scheduleDays", ["1", "x"], 'entry 2: "x" is no number. Give whole numbers from 0 to 6'],
  ["acl", "match", "[", '"[" is no JSON. '],
] as const)("%s %s %j", (thing, name, raw, message) => {
  expect(said(thing, name, raw, "words")).toContain(message);
});

it("says the same of JSON over the API and in files", () => {
  expect(said("user", "permissions", { users: 7 }, "json")).toContain('{"users":7} names no group with permissions');
  expect(said("acl", "match", "text", "file")).toContain('"text" is no JSON');
});

it("has no option that hides one of every command", () => {
  const taken = new Set(["--config", "--version", "--help", "--json"]);
  const fields = adminModules.flatMap(({ thing, fields }) => Object.keys(fields).map((name) => [thing, flagOf(name)]));
  expect(fields.filter(([, flag = ""]) => taken.has(flag))).toEqual([]);
});
