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
  /** Gives an index that an earlier version made the settings of a new one. */
  readonly tune?: readonly string[];
  /** Of ids that the index does not hold. */
  add(tx: Tx, entries: readonly SearchEntry[]): Promise<void>;
  remove(tx: Tx, ids: readonly number[]): Promise<void>;
  /** A table in parentheses of one column, `id`: the newest articles of the range that match, at most `limit`, by the index. */
  newest(query: WordQuery, range: IdRange, limit: number): RawBuilder<{ id: number }>;
  /** Absent where the index gives the newest first, and so is quick for any word. */
  readonly reading?: Reading;
}

/** Of article.id, both ends outside. */
export interface IdRange {
  readonly above: number;
  readonly below: number;
}

/** Words read article by article: for a word that most articles have, of which an index would give all at once. */
export interface Reading {
  /** As SearchIndex.newest, without the index. */
  newest(query: WordQuery, range: IdRange, limit: number): RawBuilder<{ id: number }>;
  /** Whether the words of one article match. @param id the column with article.id */
  matches(query: WordQuery, id: RawBuilder<number>): RawBuilder<boolean>;
  /** Ids below the last that the index is asked for by themselves, before it is asked for the rest; 0 where that saves nothing. */
  readonly firstSpan: number;
  /** Absent where the index takes rare and common words together as well as the rare ones alone. */
  readonly apart?: {
    /** A table in parentheses of one row: in how many articles of the range each group stands; columns g0, g1, … */
    counts(groups: WordQuery["all"], range: IdRange): RawBuilder<Readonly<Record<string, number | string | null>>>;
    /** As SearchIndex.newest, with `rare` looked up in the index, and `rest` read in what that finds. */
    newest(rare: WordQuery, rest: WordQuery, range: IdRange, limit: number): RawBuilder<{ id: number }>;
  };
}
