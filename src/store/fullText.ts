/** The full-text index of a database: what each driver provides. */
import type { RawBuilder } from "kysely";
import type { Tx } from "./db.ts";

/** Words that follow each other; the last may be a beginning only. */
export interface Term {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** Of each group at least one term; nothing of `none`. */
export interface WordQuery {
  readonly all: readonly (readonly Term[])[];
  readonly none: readonly Term[];
}

export interface SearchEntry {
  /** article.id */
  readonly id: number;
  /** Of letters, digits and underscores. */
  readonly words: readonly string[];
}

/** How one database keeps words and finds them. Each driver has one; its table is gotrs_search_text. */
export interface SearchIndex {
  readonly create: readonly string[];
  readonly drop: readonly string[];
  /** Of ids that the index does not hold. */
  add(tx: Tx, entries: readonly SearchEntry[]): Promise<void>;
  remove(tx: Tx, ids: readonly number[]): Promise<void>;
  /** A table in parentheses of one column, `id`: the newest articles below `below` that match, at most `limit`. */
  newest(query: WordQuery, below: number, limit: number): RawBuilder<{ id: number }>;
}
