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

/** A hash, and what sessions that rest on it bear. */
export interface MarkedHash {
  readonly hash: string;
  readonly mark: string;
}

/**
 * The same password in another form; sessions go on. Only as long as it is still the hash that was checked: a password
 * changed meanwhile stays.
 * @returns whether it was
 */
export async function rehashPassword(
  store: Store,
  id: number,
  old: MarkedHash,
  next: MarkedHash,
  now: Date,
): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("users")
      .set({ pw: next.hash, change_time: toDbTime(now), change_by: id })
      .where("id", "=", id)
      .where("pw", "=", old.hash)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await tx
      .updateTable("gotrs_session")
      .set({ password_mark: next.mark })
      .where("user_id", "=", id)
      .where("password_mark", "=", old.mark)
      .execute();
    return true;
  });
}

/** Whether gotrs made the database itself; false where it is attached to an OTRS's. */
export async function isOwnDatabase(db: Reader): Promise<boolean> {
  const row = await db.selectFrom("gotrs_setting").select("value").where("name", "=", "origin").executeTakeFirst();
  return row?.value === "fresh";
}
