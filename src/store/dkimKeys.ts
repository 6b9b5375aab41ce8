/** SQL of the keys that sign outgoing mail. Making keys and signing is mail/dkim.ts's. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

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

/** @throws DuplicateRow when the domain has a key of this selector */
export async function addDkimKey(
  tx: Tx,
  key: Pick<StoredDkimKey, "domain" | "selector" | "privateKey">,
  now: Date,
): Promise<void> {
  const time = toDbTime(now);
  const { domain, selector, privateKey } = key;
  await insertRow(tx, "gotrs_dkim_key", {
    domain,
    selector,
    private_key: privateKey,
    valid_id: 1,
    create_time: time,
    change_time: time,
  });
}

/** @param selector undefined for every key of the domain. @returns the selectors of those that were valid until now */
export async function disableDkimKeys(
  tx: Tx,
  domain: string,
  selector: string | undefined,
  now: Date,
): Promise<readonly string[]> {
  const keys = (await dkimKeys(tx, domain)).filter(
    (key) => key.valid && (selector === undefined || key.selector === selector),
  );
  const selectors = keys.map((key) => key.selector);
  if (selectors.length === 0) return [];
  await tx
    .updateTable("gotrs_dkim_key")
    .set({ valid_id: 2, change_time: toDbTime(now) })
    .where("domain", "=", domain)
    .where("selector", "in", selectors)
    .execute();
  return selectors;
}
