/** SQL of where a person who logs in gets mail: a customer's column, an agent's preference UserEmail. */
import type { Person } from "./passwords.ts";
import type { Store } from "./store.ts";

/** The bare address; undefined when there is none. */
export async function emailOf({ db, codec }: Store, { kind, id }: Person): Promise<string | undefined> {
  const text = kind === "agent" ? await agentEmail(db, codec, id) : await customerEmail(db, id);
  const address = text?.trim() ?? "";
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : undefined;
}

async function agentEmail(db: Store["db"], codec: Store["codec"], id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("user_preferences")
    .select("preferences_value as value")
    .where("user_id", "=", id)
    .where("preferences_key", "=", "UserEmail")
    .executeTakeFirst();
  return row === undefined || row.value === null ? undefined : codec.toText(row.value);
}

async function customerEmail(db: Store["db"], id: number): Promise<string | undefined> {
  return (await db.selectFrom("customer_user").select("email").where("id", "=", id).executeTakeFirst())?.email;
}
