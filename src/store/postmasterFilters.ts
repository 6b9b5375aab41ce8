/** SQL of postmaster_filter: rows that share a name are one filter. What they mean is the postmaster's. */
import { insertRow } from "./insert.ts";
import type { Reader, Tx } from "./store.ts";

export interface FilterDefinition {
  readonly name: string;
  /** Later filters are not asked after this one has acted. */
  readonly stop: boolean;
  readonly matches: readonly { readonly key: string; readonly value: string; readonly not: boolean }[];
  readonly sets: readonly { readonly key: string; readonly value: string }[];
}

/** In the order of their names. */
export async function filterDefinitions(db: Reader): Promise<readonly FilterDefinition[]> {
  const rows = await db.selectFrom("postmaster_filter").selectAll().execute();
  const names = [...new Set(rows.map((row) => row.f_name))].toSorted();
  return names.map((name) => {
    const own = rows.filter((row) => row.f_name === name);
    const ofType = (type: string) => own.filter((row) => row.f_type.toLowerCase() === type);
    return {
      name,
      stop: own.some((row) => row.f_stop === 1),
      matches: ofType("match").map((row) => ({ key: row.f_key, value: row.f_value, not: row.f_not === 1 })),
      sets: ofType("set").map((row) => ({ key: row.f_key, value: row.f_value })),
    };
  });
}

/** @returns whether there was such a filter */
export async function deleteFilter(tx: Tx, name: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("postmaster_filter")
    .where("f_name", "=", name)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function insertFilter(tx: Tx, filter: FilterDefinition): Promise<void> {
  const common = { f_name: filter.name, f_stop: filter.stop ? 1 : 0 };
  for (const { key, value, not } of filter.matches) {
    const row = { ...common, f_type: "Match", f_key: key, f_value: value, f_not: not ? 1 : 0 };
    await insertRow(tx, "postmaster_filter", row);
  }
  for (const { key, value } of filter.sets) {
    await insertRow(tx, "postmaster_filter", { ...common, f_type: "Set", f_key: key, f_value: value, f_not: null });
  }
}
