/** SQL of what the outbound queue does not send for now: everything, a domain or a route; kept in gotrs_setting over restarts. */
import { insertRow } from "./insert.ts";
import type { Reader, Store } from "./store.ts";

const prefix = "outbound.pause.";

/** `all`, `domain:example.com` or `route:NAME`. */
export type PauseScope = "all" | `domain:${string}` | `route:${string}`;

export interface Pause {
  readonly scope: PauseScope;
  /** Why and since when, in words. */
  readonly reason: string;
}

export async function pausesOf(db: Reader): Promise<readonly Pause[]> {
  const rows = await db.selectFrom("gotrs_setting").selectAll().where("name", "like", `${prefix}%`).execute();
  // Only setPause writes names with this prefix.
  return rows.map(({ name, value }) => ({ scope: name.slice(prefix.length) as PauseScope, reason: value }));
}

export async function setPause(store: Store, { scope, reason }: Pause): Promise<void> {
  await store.transaction(async (tx) => {
    const name = prefix + scope;
    await tx.deleteFrom("gotrs_setting").where("name", "=", name).execute();
    await insertRow(tx, "gotrs_setting", { name, value: reason });
  });
}

/** @param scope undefined ends every pause. @returns how many there were */
export async function endPause(store: Store, scope: PauseScope | undefined): Promise<number> {
  return await store.transaction(async (tx) => {
    const query = tx.deleteFrom("gotrs_setting");
    const wanted =
      scope === undefined ? query.where("name", "like", `${prefix}%`) : query.where("name", "=", prefix + scope);
    return Number((await wanted.executeTakeFirstOrThrow()).numDeletedRows);
  });
}
