/** The catalogues: every language says everything, with the same values in it. */
import { expect, it } from "vitest";
import { languages } from "../../src/messages/catalogue.ts";
import de from "../../src/messages/de.json" with { type: "json" };
import en from "../../src/messages/en.json" with { type: "json" };
import es from "../../src/messages/es.json" with { type: "json" };
import fr from "../../src/messages/fr.json" with { type: "json" };
import { languageOf, speak, text } from "../../tui/messages.ts";
import { columnNames, columnsFor } from "../../tui/screens/columns.ts";
import { widthOf } from "../../tui/text/safe.ts";

const values = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(String).toSorted();

it.each(Object.entries({ de, es, fr }))("says everything in %s, with the same values", (_language, catalogue) => {
  expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(en).toSorted());
  const translated = new Map(Object.entries(catalogue));
  for (const [key, words] of Object.entries(en)) expect(values(translated.get(key) ?? "")).toEqual(values(words));
});

it.each(Object.entries({ en, de, es, fr }))(
  "has help that fits its column at 80 cells in %s",
  (_language, catalogue) => {
    const tooLong = Object.entries(catalogue).filter(([key, words]) => key.startsWith("help.") && widthOf(words) > 29);
    expect(tooLong.filter(([key]) => key !== "help.title")).toEqual([]);
  },
);

const titles = ["open", "unread"] as const;
const labels = [
  "thread.to",
  "thread.cc",
  "thread.subject",
  "compose.from",
  "compose.attached",
  "compose.customer",
] as const;

it.each(languages)("has titles and labels in %s that fit their columns", async (language) => {
  await speak(language);
  const columns = columnsFor(400, columnNames, true, true);
  expect(columns.filter(({ title, cells }) => widthOf(text(title)) > cells).map(({ title }) => text(title))).toEqual(
    [],
  );
  for (const title of titles) expect(widthOf(text(`column.${title}`))).toBeLessThanOrEqual(9);
  for (const label of labels) expect(widthOf(text(label))).toBeLessThanOrEqual(8);
  await speak("en");
});

it("writes apostrophes and quotation marks in one way each", () => {
  const wrong: Readonly<Record<string, RegExp>> = { de: /["’«]/, es: /["“„]/, fr: /["’“]/ };
  for (const [language, catalogue] of Object.entries({ de, es, fr })) {
    expect(Object.entries(catalogue).filter(([, words]) => wrong[language]?.test(words))).toEqual([]);
  }
});

it.each(Object.entries({ de, es, fr }))("calls keys in %s as its keyboards do, everywhere", (_language, catalogue) => {
  const translated = new Map<string, string>(Object.entries(catalogue));
  const names = Object.entries(en).filter(([key]) => key.startsWith("key."));
  for (const [key] of names) expect(widthOf(translated.get(key) ?? "")).toBeLessThanOrEqual(9);
  const foreign = names.map(([, name]) => name).filter((name) => ![...translated.values()].includes(name));
  const words = new RegExp(`\\b(?:${foreign.filter((name) => /^\w+$/.test(name)).join("|")})\\b`);
  expect([...translated].filter(([, said]) => words.test(said))).toEqual([]);
});

it("speaks the language of the environment, or English", async () => {
  expect(languageOf({ LANG: "de_AT.UTF-8" })).toBe("de");
  expect(languageOf({ LANG: "de_AT.UTF-8", LC_ALL: "fr_FR.UTF-8" })).toBe("fr");
  expect(languageOf({ LANG: "pt_BR.UTF-8" })).toBe("en");
  await speak("de");
  expect(text("say.moved", { queue: "Junk" })).toBe("verschoben nach Junk");
  await speak("en");
  expect(text("say.moved", { queue: "Junk" })).toBe("moved to Junk");
});
