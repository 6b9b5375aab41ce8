/** SQL of the keys that sign outgoing mail. Making keys and signing is mail/dkim.ts's. */
import { toDbTime } from "../clock.ts";
import { DuplicateRow } from "./failure.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Store } from "./store.ts";

export interface StoredDkimKey {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
  readonly valid: boolean;
  /** UTC. */
  readonly created: string;
}

/** Oldest first. */
export async function dkimKeys(db: Reader, domain?: string): Promise<readonly StoredDkimKey[]> {
  let query = db.selectFrom("gotrs_dkim_key").selectAll().orderBy("id");
  if (domain !== undefined) query = query.where("domain", "=", domain);
  return (await query.execute()).map((row) => ({
    domain: row.domain,
    selector: row.selector,
    privateKey: row.private_key,
    valid: row.valid_id === 1,
    created: row.create_time,
  }));
}

/** @returns false when the domain has a key of this selector */
export async function addDkimKey(
  store: Store,
  key: Pick<StoredDkimKey, "domain" | "selector" | "privateKey">,
  now: Date,
): Promise<boolean> {
  const time = toDbTime(now);
  const { domain, selector, privateKey } = key;
  try {
    await store.transaction((tx) =>
      insertRow(tx, "gotrs_dkim_key", {
        domain,
        selector,
        private_key: privateKey,
        valid_id: 1,
        create_time: time,
        change_time: time,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof DuplicateRow) return false;
    throw error;
  }
}

/** @param selector undefined for every key of the domain. @returns how many were valid until now */
export async function disableDkimKeys(
  store: Store,
  domain: string,
  selector: string | undefined,
  now: Date,
): Promise<number> {
  return await store.transaction(async (tx) => {
    let query = tx
      .updateTable("gotrs_dkim_key")
      .set({ valid_id: 2, change_time: toDbTime(now) })
      .where("domain", "=", domain)
      .where("valid_id", "=", 1);
    if (selector !== undefined) query = query.where("selector", "=", selector);
    return Number((await query.executeTakeFirstOrThrow()).numUpdatedRows);
  });
}
