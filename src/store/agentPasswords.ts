/** SQL of agents' password hashes. What they mean is src/people's business. */
import { toDbTime } from "../clock.ts";
import type { Reader, Store } from "./store.ts";

export interface AgentPassword {
  readonly id: number;
  readonly login: string;
  readonly hash: string;
  readonly valid: boolean;
}

export async function agentPassword(db: Reader, login: string): Promise<AgentPassword | undefined> {
  const row = await db
    .selectFrom("users")
    .select(["id", "login", "pw", "valid_id"])
    .where("login", "=", login)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, login: row.login, hash: row.pw, valid: row.valid_id === 1 };
}

/** Only as long as it is still the hash that was checked: a password changed meanwhile stays. */
export async function replacePassword(store: Store, id: number, old: string, hash: string, now: Date): Promise<void> {
  await store.transaction(async (tx) => {
    await tx
      .updateTable("users")
      .set({ pw: hash, change_time: toDbTime(now), change_by: id })
      .where("id", "=", id)
      .where("pw", "=", old)
      .execute();
  });
}

/** Whether gotrs made the database itself; false where it is attached to an OTRS's. */
export async function isOwnDatabase(db: Reader): Promise<boolean> {
  const row = await db.selectFrom("gotrs_setting").select("value").where("name", "=", "origin").executeTakeFirst();
  return row?.value === "fresh";
}
