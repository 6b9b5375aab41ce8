/** What people are told in their language, by the terminal and by pages: one file a language; the English one names the keys. */
import en from "./en.json" with { type: "json" };

export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Record<MessageKey, string>>;
/** What stands in braces → what is put there. */
export type Values = Readonly<Record<string, string | number>>;

export const languages = ["en", "de", "es", "fr"] as const;
export type Language = (typeof languages)[number];

const loaders: Readonly<Record<Exclude<Language, "en">, () => Promise<{ readonly default: Catalogue }>>> = {
  de: () => import("./de.json", { with: { type: "json" } }),
  es: () => import("./es.json", { with: { type: "json" } }),
  fr: () => import("./fr.json", { with: { type: "json" } }),
};

/** There without waiting, and for whoever asks for no other. */
export const english: Catalogue = en;

/** Only this language is loaded. */
export async function catalogueOf(language: Language): Promise<Catalogue> {
  return language === "en" ? english : (await loaders[language]()).default;
}

/** A message with its values; what no value is given for stays as it is, braces and all. */
export function filled(message: string, values: Values): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
