/**
 * What administration says of its things and fields: the daemon's English words → those of a language. Keyed by the words
 * themselves, so that what a newer daemon says otherwise stays as it says it.
 */
import type { Language } from "./catalogue.ts";

export type AdminWords = Readonly<Record<string, string>>;

const loaders: Readonly<Record<Exclude<Language, "en">, () => Promise<{ readonly default: AdminWords }>>> = {
  de: () => import("./administration/de.json", { with: { type: "json" } }),
  es: () => import("./administration/es.json", { with: { type: "json" } }),
  fr: () => import("./administration/fr.json", { with: { type: "json" } }),
};

export async function adminWordsOf(language: Language): Promise<AdminWords> {
  return language === "en" ? {} : (await loaders[language]()).default;
}
