/**
 * What the helpdesk says to people by `said`: its English sentences → those of a language, the words of administration among
 * them. Keyed by the sentences themselves: one that lacks a translation is said in English.
 */
import type { Sentences } from "../said.ts";
import { adminWordsOf } from "./administration.ts";
import type { Language } from "./catalogue.ts";

const loaders: Readonly<Record<Exclude<Language, "en">, () => Promise<{ readonly default: Sentences }>>> = {
  de: () => import("./sentences/de.json", { with: { type: "json" } }),
  es: () => import("./sentences/es.json", { with: { type: "json" } }),
  fr: () => import("./sentences/fr.json", { with: { type: "json" } }),
};

const made = new Map<Language, Promise<Sentences>>();

/** Only this language is loaded, and put together once. */
export async function sentencesOf(language: Language): Promise<Sentences> {
  if (language === "en") return {};
  const sentences = made.get(language) ?? together(language);
  made.set(language, sentences);
  return await sentences;
}

async function together(language: keyof typeof loaders): Promise<Sentences> {
  return { ...(await adminWordsOf(language)), ...(await loaders[language]()).default };
}
