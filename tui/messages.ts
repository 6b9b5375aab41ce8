/** What the screens say, in the agent's language: one catalogue a language in locales/, the English one names the keys. */
import en from "./locales/en.json" with { type: "json" };

export type MessageKey = keyof typeof en;
type Catalogue = Readonly<Record<MessageKey, string>>;

export const languages = ["en", "de", "es", "fr"] as const;
export type Language = (typeof languages)[number];

const loaders: Readonly<Record<Exclude<Language, "en">, () => Promise<{ readonly default: Catalogue }>>> = {
  de: () => import("./locales/de.json", { with: { type: "json" } }),
  es: () => import("./locales/es.json", { with: { type: "json" } }),
  fr: () => import("./locales/fr.json", { with: { type: "json" } }),
};

let catalogue: Catalogue = en;
let current: Language = "en";

/** Before anything is drawn; only this language is loaded. */
export async function speak(language: Language): Promise<void> {
  catalogue = language === "en" ? en : (await loaders[language]()).default;
  current = language;
}

export function language(): Language {
  return current;
}

/** @param values for what stands in braces */
export function text(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The language that the environment asks for, as programs in a terminal are told: LC_ALL, LC_MESSAGES, LANG. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const asked = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return languages.find((name) => asked.toLowerCase().startsWith(name)) ?? "en";
}
