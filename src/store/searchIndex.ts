/** The full-text index in use: articles put into it. How they are found by it: foundArticles.ts. */
import { CompiledQuery } from "kysely";
import { drivers } from "./drivers/index.ts";
import type { SearchEntry } from "./fullText.ts";
import type { Store, Tx } from "./store.ts";

/** Replaces what the index holds of these articles. */
export async function putEntries(store: Store, tx: Tx, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { search } = drivers[store.product];
  await search.remove(
    tx,
    entries.map(({ id }) => id),
  );
  await search.add(tx, entries);
}

/** Makes the index anew, empty. */
export async function emptyIndex(store: Store, tx: Tx): Promise<void> {
  const { search } = drivers[store.product];
  for (const statement of [...search.drop, ...search.create]) await tx.executeQuery(CompiledQuery.raw(statement));
}
