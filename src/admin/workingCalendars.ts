/** The settings of OTRS in which working time and holidays lie: one ordinary calendar, and others by number. */
import { changeSetting, settingsLike } from "../store/sysconfig.ts";
import type { Reading, Value, Writing } from "./field.ts";
import { yamlText, yamlValue } from "./yaml.ts";

/** The calendar of whatever names no other. */
export const ordinary = "default";

export type Tree = Readonly<Record<string, Value>>;

/** Setting → value, of all whose names begin so. */
export async function settings({ db, codec }: Reading, prefix: string): Promise<ReadonlyMap<string, Value>> {
  const found = await settingsLike(db, codec, prefix);
  return new Map(Array.from(found, ([name, text]) => [name, yamlValue(text)]));
}

export async function setSetting(writing: Writing, name: string, value: Value): Promise<void> {
  const { tx, codec, now, userId } = writing;
  const calendar = /::(Calendar\d+)/.exec(name)?.[1];
  const navigation = calendar === undefined ? "Core::Time" : `Core::Time::${calendar}`;
  await changeSetting(tx, codec, { name, value: yamlText(value), navigation }, now, userId);
}

/** `TimeWorkingHours::Calendar1`. */
export function settingOf(name: string, calendar: string): string {
  return calendar === ordinary ? name : `${name}::Calendar${calendar}`;
}

/** The calendar that a setting is about. @param name without it */
export function calendarOf(setting: string, name: string): string | undefined {
  if (setting === name) return ordinary;
  return setting.startsWith(`${name}::Calendar`) ? /^(\d+)$/.exec(setting.slice(name.length + 10))?.[1] : undefined;
}

export function treeIn(value: Value | undefined): Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}
