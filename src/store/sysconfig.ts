/** SQL of OTRS's system configuration: what a setting holds, from its default and its change. Which there are is src/admin's. */
import { toDbTime } from "../clock.ts";
import type { Codec } from "./codec.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

/** Setting → its value as YAML, of those that are in force. */
export async function settingsLike(db: Reader, codec: Codec, prefix: string): Promise<ReadonlyMap<string, string>> {
  const defaults = await db
    .selectFrom("sysconfig_default")
    .select(["name", "effective_value as value", "is_valid"])
    .where("name", "like", `${prefix}%`)
    .execute();
  const changes = await db
    .selectFrom("sysconfig_modified")
    .select(["name", "effective_value as value", "is_valid"])
    .where("name", "like", `${prefix}%`)
    .where("user_id", "is", null)
    .where("reset_to_default", "=", 0)
    .execute();
  const changed = new Map(changes.map((row) => [row.name, row]));
  const rows = defaults.map((row) => changed.get(row.name) ?? row).filter((row) => row.is_valid === 1);
  return new Map(rows.map(({ name, value }) => [name, codec.toText(value)]));
}

/** An OTRS on the same database takes it over with its next deployment. */
export async function changeSetting(
  tx: Tx,
  codec: Codec,
  { name, value, navigation }: { readonly name: string; readonly value: string; readonly navigation: string },
  now: Date,
  userId: number,
): Promise<void> {
  const time = toDbTime(now);
  const stamp = { create_time: time, create_by: userId, change_time: time, change_by: userId };
  const stored = codec.fromText(value);
  const known = await tx.selectFrom("sysconfig_default").select("id").where("name", "=", name).executeTakeFirst();
  // A database that gotrs made has no defaults. An OTRS that comes later makes them anew, and keeps changes.
  const id =
    known?.id ??
    (await insertRow(tx, "sysconfig_default", {
      name,
      description: codec.fromText(name),
      navigation,
      is_invisible: 0,
      is_readonly: 0,
      is_required: 0,
      is_valid: 0,
      has_configlevel: 100,
      user_modification_possible: 0,
      user_modification_active: 0,
      user_preferences_group: null,
      xml_content_raw: codec.fromText(`<Setting Name="${name}" Required="0" Valid="0"></Setting>`),
      xml_content_parsed: codec.fromText("--- {}\n"),
      xml_filename: "gotrs.xml",
      effective_value: stored,
      is_dirty: 0,
      exclusive_lock_guid: "0",
      exclusive_lock_user_id: null,
      exclusive_lock_expiry_time: null,
      ...stamp,
    }));
  const { numUpdatedRows } = await tx
    .updateTable("sysconfig_modified")
    .set({
      effective_value: stored,
      is_valid: 1,
      is_dirty: 1,
      reset_to_default: 0,
      change_time: time,
      change_by: userId,
    })
    .where("sysconfig_default_id", "=", id)
    .where("user_id", "is", null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await insertRow(tx, "sysconfig_modified", {
    sysconfig_default_id: id,
    name,
    user_id: null,
    is_valid: 1,
    user_modification_active: 0,
    effective_value: stored,
    is_dirty: 1,
    reset_to_default: 0,
    ...stamp,
  });
}
