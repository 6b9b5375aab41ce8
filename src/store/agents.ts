/** SQL about agents as owners of tickets: valid, and in office. Permissions and logins are people's. */

import type { Codec } from "./codec.ts";
import type { Reader } from "./store.ts";

/** @param today `YYYY-MM-DD` in the system's time zone */
export async function canOwn(db: Reader, userId: number, today: string): Promise<boolean> {
  const user = await db.selectFrom("users").select("valid_id").where("id", "=", userId).executeTakeFirst();
  if (user === undefined || user.valid_id !== 1) return false;
  const rows = await db
    .selectFrom("user_preferences")
    .select(["preferences_key as key", "preferences_value as value"])
    .where("user_id", "=", userId)
    .where("preferences_key", "like", "OutOfOffice%")
    .execute();
  const preferences = new Map(rows.map((row) => [row.key, String(row.value ?? "")]));
  if (preferences.get("OutOfOffice") !== "1") return true;
  return today < outOfOfficeDay(preferences, "Start") || today > outOfOfficeDay(preferences, "End");
}

export async function agentLogin(db: Reader, userId: number): Promise<string | undefined> {
  return (await db.selectFrom("users").select("login").where("id", "=", userId).executeTakeFirst())?.login;
}

/** OTRS keeps year, month and day in a row each. */
function outOfOfficeDay(preferences: ReadonlyMap<string, string>, edge: "Start" | "End"): string {
  const part = (name: string, width: number): string =>
    (preferences.get(`OutOfOffice${edge}${name}`) ?? "").padStart(width, "0");
  return `${part("Year", 4)}-${part("Month", 2)}-${part("Day", 2)}`;
}

export interface Agent {
  readonly id: number;
  readonly login: string;
  /** Bare, as its owner wrote it; undefined when there is none. */
  readonly email: string | undefined;
}

/** All valid agents with the addresses that OTRS keeps among their preferences. */
export async function agentDirectory(db: Reader, codec: Codec): Promise<readonly Agent[]> {
  const rows = await db
    .selectFrom("users as u")
    .leftJoin("user_preferences as p", (join) =>
      join.onRef("p.user_id", "=", "u.id").on("p.preferences_key", "=", "UserEmail"),
    )
    .select(["u.id", "u.login", "p.preferences_value as email"])
    .where("u.valid_id", "=", 1)
    .orderBy("u.id")
    .execute();
  return rows.map(({ id, login, email }) => {
    const address = email === null ? "" : codec.toText(email).trim();
    return { id, login, email: address === "" ? undefined : address };
  });
}
