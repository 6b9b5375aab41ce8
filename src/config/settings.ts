/** The settings as the program uses them: the keys' values nested by the dots of their names, nothing else. */
import type { Surroundings } from "./key.ts";
import { keyNames, keys, type Values } from "./keys.ts";

type Head<Name> = Name extends `${infer First}.${string}` ? First : Name;
type Below<Flat, First extends string> = {
  [Name in keyof Flat as Name extends `${First}.${infer Rest}` ? Rest : never]: Flat[Name];
};
type Nested<Flat> = {
  readonly [First in Head<keyof Flat & string>]: First extends keyof Flat ? Flat[First] : Nested<Below<Flat, First>>;
};

export type Settings = Nested<Values>;

export function settingsOf(values: Values): Settings {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const sections = name.split(".");
    const last = sections.pop() ?? name;
    let place = settings;
    for (const section of sections) {
      place[section] ??= {};
      // Sections are made here and nowhere else, so each is such a record.
      place = place[section] as Record<string, unknown>;
    }
    place[last] = value;
  }
  return settings as Settings;
}

/** What an empty gotrs.yaml means. */
export function defaultSettings(surroundings: Surroundings): Settings {
  const values = Object.fromEntries(keyNames.map((name) => [name, keys[name].default(surroundings)]));
  return settingsOf(values as unknown as Values);
}
