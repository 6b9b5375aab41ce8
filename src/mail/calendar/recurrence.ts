/** A recurrence rule (RFC 5545 §3.3.10) in words: `every 2 weeks on Monday and Friday, 10 times`. */

const units: Readonly<Record<string, string>> = {
  SECONDLY: "second",
  MINUTELY: "minute",
  HOURLY: "hour",
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};
const days: Readonly<Record<string, string>> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};
const monthNames = "January February March April May June July August September October November December".split(" ");
const ordinals: Readonly<Record<string, string>> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "5": "fifth",
  "-1": "last",
  "-2": "second last",
};

/** A rule that no words are known for is shown as it is written. */
export function recurrence(rule: string): string {
  const parts = new Map(
    rule
      .slice(0, 1000)
      .split(";")
      .map((part) => part.split("=", 2))
      .map(([name = "", value = ""]) => [name.toUpperCase(), value] as const),
  );
  const unit = entry(units, parts.get("FREQ") ?? "");
  if (unit === undefined) return rule;
  const interval = Number(parts.get("INTERVAL") ?? "1");
  const every = interval > 1 ? `every ${interval} ${unit}s` : `every ${unit}`;
  return [every, onDays(parts), inMonths(parts), end(parts)].join("");
}

/** What somebody else's word names in a table, though the word be `constructor`. */
function entry(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function onDays(parts: ReadonlyMap<string, string>): string {
  const position = parts.get("BYSETPOS");
  const byDay = listOf(parts.get("BYDAY")).map((one) => {
    const [, ordinal = "", name = ""] = /^([+-]?\d{0,3})([A-Z]{2})$/.exec(one) ?? [];
    const which = ordinals[(ordinal || position || "").replace("+", "")];
    return which === undefined ? (days[name] ?? one) : `the ${which} ${days[name] ?? one}`;
  });
  const byDate = listOf(parts.get("BYMONTHDAY")).map((one) => (one.startsWith("-") ? "the last day" : `day ${one}`));
  const all = [...byDay, ...byDate];
  return all.length === 0 ? "" : ` on ${joined(all)}`;
}

function inMonths(parts: ReadonlyMap<string, string>): string {
  const named = listOf(parts.get("BYMONTH")).map((one) => monthNames[Number(one) - 1] ?? one);
  return named.length === 0 ? "" : ` in ${joined(named)}`;
}

function end(parts: ReadonlyMap<string, string>): string {
  const count = parts.get("COUNT");
  if (count !== undefined) return `, ${count} times`;
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(parts.get("UNTIL") ?? "") ?? [];
  return year === undefined ? "" : `, until ${Number(day)} ${monthNames[Number(month) - 1] ?? month} ${year}`;
}

function listOf(value: string | undefined): readonly string[] {
  return (value ?? "").split(",").filter((one) => one !== "");
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
