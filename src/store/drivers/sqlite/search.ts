/** Full text by SQLite's FTS5: a table that keeps the words' places and no text, by article id. */
import { sql } from "kysely";
import type { SearchIndex, Term, WordQuery } from "../../fullText.ts";

export const search: SearchIndex = {
  // Words come folded and cut already, so that any character but a blank belongs to one.
  create: [
    `CREATE VIRTUAL TABLE gotrs_search_text USING fts5(words, content='', contentless_delete=1, tokenize="ascii tokenchars '_'")`,
  ],
  drop: ["DROP TABLE IF EXISTS gotrs_search_text"],
  async add(tx, entries) {
    for (const { id, words } of entries) {
      await sql`insert into gotrs_search_text (rowid, words) values (${id}, ${words.join(" ")})`.execute(tx);
    }
  },
  async remove(tx, ids) {
    for (const id of ids) await sql`delete from gotrs_search_text where rowid = ${id}`.execute(tx);
  },
  newest: (query, { above, below }, limit) =>
    sql`(select rowid as id from gotrs_search_text where gotrs_search_text match ${expression(query)}
      and rowid > ${above} and rowid < ${below} order by rowid desc limit ${limit})`,
};

function expression({ all, none }: WordQuery): string {
  const wanted = all.map((terms) => `(${terms.map(phrase).join(" OR ")})`).join(" AND ");
  return none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(phrase).join(" OR ")})`;
}

function phrase({ words, prefix }: Term): string {
  return `"${words.join(" ")}"${prefix ? " *" : ""}`;
}
