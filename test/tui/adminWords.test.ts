/** What administration says of its things and fields, in every language. */
import { afterEach, expect, it } from "vitest";
import type { Described, Field } from "../../src/admin/field.ts";
import { adminModules } from "../../src/admin/modules/index.ts";
import { queue } from "../../src/admin/modules/queue.ts";
import { adminWordsOf } from "../../src/messages/administration.ts";
import type { Thing } from "../../tui/client/administration.ts";
import { speak } from "../../tui/messages.ts";
import { aboutField, aboutThing, loadAdminWords } from "../../tui/pages/adminWords.ts";

function toldOf(field: Described & Partial<Pick<Field, "fixed">>): readonly string[] {
  const inner = "inner" in field ? Object.values(field.inner?.fields ?? {}) : [];
  const form = "form" in field ? [field.form ?? ""] : [];
  return [field.about, ...form, field.fixed ?? "", ...inner.flatMap(toldOf)].filter((words) => words !== "");
}

const told = [
  ...new Set(adminModules.flatMap(({ about, fields }) => [about, ...Object.values(fields).flatMap(toldOf)])),
];
const languages = ["de", "es", "fr"] as const;

afterEach(() => speak("en"));

it.each(languages)("says all of it in %s, and nothing that is said no more", async (language) => {
  expect(Object.keys(await adminWordsOf(language)).toSorted()).toEqual(told.toSorted());
});

/** What stays as it is: examples, tags, and the names of fields, events and header lines. */
const literal = /\{.*\}|<\w+>|X-OTRS-|\b[A-Z]+[@:] ?[A-Z]+\b|\b[A-Za-z]+[a-z][A-Z]\w+|\b[a-z]+_[a-z]+\b|\d+(?:-\d+)*/g;
const literals = (words: string) => [...words.matchAll(literal)].map(String).toSorted();

it.each(languages)("has translated it in %s, and left its examples as they are", async (language) => {
  for (const [english, words] of Object.entries(await adminWordsOf(language))) {
    expect(words).not.toBe(english);
    expect(literals(words)).toEqual(literals(english));
    expect(words).not.toMatch(/[.!]$/);
  }
});

it("tells things and fields in the agent's language, and as the daemon does where it is a newer one", async () => {
  const fields = Object.entries(queue.fields).map(([name, { kind, about }]) => ({ name, kind, about, required: true }));
  const thing: Thing = { ...queue, canDisable: true, fields };
  const field = fields.find(({ name }) => name === "salutation");
  if (field === undefined) throw new Error("a queue has no salutation");
  const fromNewer = { ...field, about: "how its replies begin, and where" };
  expect(aboutThing(thing)).toBe(queue.about);
  await speak("de");
  await loadAdminWords();
  expect(aboutThing(thing)).toBe("wo Tickets liegen, wer sie sieht und wie ihre Mail aussieht");
  expect(aboutField(field)).toBe("wie ihre Antworten beginnen");
  expect(aboutField(fromNewer)).toBe("how its replies begin, and where");
});
