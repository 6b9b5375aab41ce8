/** Patterns of LIKE. */
import { type RawBuilder, sql } from "kysely";
import type { Reader } from "./db.ts";
import { loweredText } from "./drivers/folded.ts";

/** A text as it stands in a pattern, for `like … escape '!'`: what would stand for anything stands for itself. */
export function literally(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}

/** Each word in one of the columns, letter by letter but for case, the same on each product; everything has no words. */
export function hasWords(db: Reader, columns: readonly string[], words: readonly string[]): RawBuilder<boolean> {
  if (words.length === 0) return sql<boolean>`1 = 1`;
  // Lines, for a word has none: it cannot begin in one column and end in the next.
  const all = loweredText(db, sql`concat_ws(${"\n"}, ${sql.join(columns.map((column) => sql.ref(column)))})`);
  const each = words.map((word) => sql<boolean>`${all} like ${`%${literally(word.toLowerCase())}%`} escape '!'`);
  return sql<boolean>`(${sql.join(each, sql` and `)})`;
}
