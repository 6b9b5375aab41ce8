/** What the screens say, in the agent's language: one language at a time, from the catalogue of the whole product. */
import {
  type Catalogue,
  catalogueOf,
  english,
  filled,
  type Language,
  languages,
  type MessageKey,
  type Values,
} from "../src/messages/catalogue.ts";

export type { Language, MessageKey } from "../src/messages/catalogue.ts";

let catalogue: Catalogue = english;
let current: Language = "en";

/** Before anything is drawn; only this language is loaded. */
export async function speak(language: Language): Promise<void> {
  catalogue = await catalogueOf(language);
  current = language;
}

export function language(): Language {
  return current;
}

/** @param values for what stands in braces */
export function text(key: MessageKey, values: Values = {}): string {
  return filled(catalogue[key], values);
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(english, key);
}

/** The language that the environment asks for, as programs in a terminal are told: LC_ALL, LC_MESSAGES, LANG. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const asked = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return languages.find((name) => asked.toLowerCase().startsWith(name)) ?? "en";
}
