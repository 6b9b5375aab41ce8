/** SQL of gotrs_setting: facts about this database that no configuration file may know or change. */
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export async function settingValue(db: Reader, name: string): Promise<string | undefined> {
  return (await db.selectFrom("gotrs_setting").select("value").where("name", "=", name).executeTakeFirst())?.value;
}

/** Keeps the value that is there already. */
export async function addSetting(tx: Tx, name: string, value: string): Promise<void> {
  if ((await settingValue(tx, name)) === undefined) await insertRow(tx, "gotrs_setting", { name, value });
}
