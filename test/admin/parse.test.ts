/** What is said of a value that cannot be: the place in it, what stands there, what is allowed and the nearest name. */
import { expect, it } from "vitest";
import { flagOf } from "../../src/admin/flag.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import { type Form, parseValue } from "../../src/admin/parse.ts";
import { sentencesOf } from "../../src/messages/sentences.ts";
import { spoken } from "../../src/said.ts";

const said = (thing: string, name: string, raw: unknown, form: Form): string => {
  const field = adminModules.find((module) => module.thing === thing)?.fields[name];
  if (field === undefined) throw new Error(`${thing} has no ${name}`);
  const parsed = parseValue(field, raw, form);
  return "value" in parsed ? JSON.stringify(parsed.value) : `${spoken(parsed.what)}. ${spoken(parsed.mend)}`;
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

it.each([
  ["postmaster-filter", "matches", [{ key: "From" }, { key: "To", value: "a", nt: 1 }], [[0, "value"], [1]]],
  ["acl", "change", { Possible: { Tickets: {} }, Maybe: {} }, [["Possible", "Tickets"], ["Maybe"]]],
  ["acl", "change", { Possible: { Ticket: { State: "open" } } }, [["Possible", "Ticket"]]],
  ["notification", "messages", { en: { subject: "", text: "x" } }, [["en", "subject"]]],
  ["notification", "filters", { QueueID: ["1"] }, [["QueueID"]]],
  ["dynamic-field", "regularExpressions", [{ pattern: "(", message: "" }], [[0, "pattern"]]],
  ["working-time", "hours", { Mon: [24] }, [["Mon", 0]]],
  ["working-time", "hours", "text", []],
] as const)("tells the places in %s %s of %j", (thing, name, raw, paths) => {
  const field = adminModules.find((module) => module.thing === thing)?.fields[name];
  const parsed = field && parseValue(field, raw, "json");
  expect(parsed && "what" in parsed ? (parsed.within ?? []).map(({ path }) => path) : parsed).toEqual(paths);
});

it("has no option that hides one of every command", () => {
  const taken = new Set(["--config", "--version", "--help", "--json"]);
  const fields = adminModules.flatMap(({ thing, fields }) => Object.keys(fields).map((name) => [thing, flagOf(name)]));
  expect(fields.filter(([, flag = ""]) => taken.has(flag))).toEqual([]);
});

it.each([
  ["working-time", "hours", { Mon: [24] }, "Mon: entrée 1: 24 n'est pas utilisable. Donnez des heures de 0 à 23"],
  [
    "notification",
    "messages",
    { en: { subject: "", text: "x" } },
    'en: subject: "" n\'est pas utilisable. Donnez un texte',
  ],
  ["notification", "recipients", ["Custmer"], "« Custmer » n'existe pas. Vouliez-vous dire « Customer » ?"],
  [
    "acl",
    "change",
    { Possible: { Tickets: {} } },
    "Possible: « Tickets » n'existe pas. Vouliez-vous dire « Ticket » ?",
  ],
  ["generic-agent", "times", { closed: { from: "1.1.26", to: "2026-01-31" } }, "Écrire les jours comme 2026-12-31"],
  [
    "web-service",
    "configuration",
    { Debugger: {} },
    "DebugThreshold: il manque. Utilisez l'un de : debug, info, notice, error",
  ],
  ["token", "scopes", [], "un jeton sans portée n'ouvre rien"],
] as const)("says it in the agent's language: %s %s %j", async (thing, name, raw, message) => {
  const field = adminModules.find((module) => module.thing === thing)?.fields[name];
  const parsed = field && parseValue(field, raw, "json");
  if (parsed === undefined || "value" in parsed) throw new Error(`${thing} ${name} takes it`);
  const french = await sentencesOf("fr");
  expect(`${spoken(parsed.what, french)}. ${spoken(parsed.mend, french)}`.replaceAll("\u00a0", " ")).toContain(message);
});
