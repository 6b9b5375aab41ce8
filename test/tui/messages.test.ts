/** The catalogues: every language says everything, with the same values in it. */
import { expect, it } from "vitest";
import { adminWordsOf } from "../../src/messages/administration.ts";
import { languages } from "../../src/messages/catalogue.ts";
import de from "../../src/messages/de.json" with { type: "json" };
import en from "../../src/messages/en.json" with { type: "json" };
import es from "../../src/messages/es.json" with { type: "json" };
import fr from "../../src/messages/fr.json" with { type: "json" };
import { sentencesOf } from "../../src/messages/sentences.ts";
import { languageOf, speak, text } from "../../tui/messages.ts";
import { columnNames, columnsFor } from "../../tui/screens/columns.ts";
import { withColon } from "../../tui/text/colon.ts";
import { widthOf } from "../../tui/text/safe.ts";
import { whenOf } from "../../tui/text/times.ts";

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

it.each(Object.entries({ en, de, es, fr }))(
  "says in %s in one line of 80 columns what an empty page says",
  (_, catalogue) => {
    const alone =
      /^(?:page|access|account)\.no[A-Z]|^admin\.none$|^account\.(?:recoveryCodes|factorSecret|factorUri|enterCode)$/;
    const words = Object.entries(catalogue).filter(([key]) => alone.test(key));
    expect(words.filter(([, said]) => widthOf(said) > 78)).toEqual([]);
  },
);

it.each(languages)("asks in %s what leaves room to type at 80 columns", async (language) => {
  await speak(language);
  const asked = [
    ...(["account.tokenScopes", "account.tokenEnd", "account.tokenName", "account.codeToDisable"] as const),
    ...(["ask.company", "ask.customer", "ask.flagName", "ask.sendAt", "ask.time", "ask.until", "ask.link"] as const),
  ].map((name) => text(name));
  asked.push(text("ask.entries", { thing: "customer-company" }), text("ask.untilAgain", { typed: "soon" }));
  expect(asked.filter((words) => widthOf(` ${withColon(words, "")}`) > 60)).toEqual([]);
  await speak("en");
});

it("writes apostrophes and quotation marks in one way each", () => {
  const wrong: Readonly<Record<string, RegExp>> = { de: /["’«]/, es: /["“„]/, fr: /["’“]/ };
  for (const [language, catalogue] of Object.entries({ de, es, fr })) {
    expect(Object.entries(catalogue).filter(([, words]) => wrong[language]?.test(words))).toEqual([]);
  }
});

it("calls a mail one thing in French, in the terminal and where the daemon says it", async () => {
  const said = { ...fr, ...(await sentencesOf("fr")) };
  expect(Object.entries(said).filter(([, words]) => /\be-mail/.test(words))).toEqual([]);
});

it("sets French signs of two parts with no-break spaces, in words and where code puts a colon", async () => {
  const breakable = /[\p{L}\d)}»…] (?:[:;?!](?:[\s.,)]|$)|»)|« /u;
  const said = [...Object.entries(fr), ...Object.entries(await adminWordsOf("fr"))];
  expect(said.filter(([, words]) => breakable.test(words))).toEqual([]);
  await speak("fr");
  expect(withColon("Tous ouverts", "5")).toBe("Tous ouverts\u00a0: 5");
  await speak("en");
  expect(withColon("All open", "5")).toBe("All open: 5");
});

it.each(Object.entries({ de, es, fr }))("calls keys in %s as its keyboards do, everywhere", (_language, catalogue) => {
  const translated = new Map<string, string>(Object.entries(catalogue));
  const names = Object.entries(en).filter(([key]) => key.startsWith("key."));
  for (const [key] of names) expect(widthOf(translated.get(key) ?? "")).toBeLessThanOrEqual(9);
  const foreign = names.map(([, name]) => name).filter((name) => ![...translated.values()].includes(name));
  const words = new RegExp(`\\b(?:${foreign.filter((name) => /^\w+$/.test(name)).join("|")})\\b`);
  expect([...translated].filter(([, said]) => words.test(said))).toEqual([]);
});

it.each([
  ["en", "25 Nov 10:12", "3 Mar 2025 10:12"],
  ["de", "25. Nov 10:12", "3. Mär 2025 10:12"],
  ["es", "25 nov 10:12", "3 mar 2025 10:12"],
  ["fr", "25 nov. 10:12", "3 mars 2025 10:12"],
] as const)("writes times as they are written in %s, with another year's number", async (language, now, before) => {
  await speak(language);
  const then = new Date("2026-11-25T10:12:00");
  expect([then, new Date("2025-03-03T10:12:00")].map((time) => whenOf(time.toISOString(), then))).toEqual([
    now,
    before,
  ]);
  await speak("en");
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
