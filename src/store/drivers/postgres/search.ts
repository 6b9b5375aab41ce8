/** Full text by PostgreSQL's tsvector and a GIN index. Words are cut by us, so no dictionary of the server has a say. */
import { sql } from "kysely";
import type { SearchIndex, Term, WordQuery } from "../../fullText.ts";

/**
 * Kilobytes of words not yet merged into the index. Every search reads all of them, and no vacuum may have merged them: of the
 * server's 4 MB that took a millisecond a word. A tenth of that makes indexing a tenth slower.
 */
const pending = 512;

export const search: SearchIndex = {
  create: [
    "CREATE TABLE gotrs_search_text (article_id BIGINT PRIMARY KEY, words tsvector NOT NULL)",
    `CREATE INDEX gotrs_search_text_words ON gotrs_search_text USING gin (words) WITH (gin_pending_list_limit = ${pending})`,
  ],
  tune: [`ALTER INDEX IF EXISTS gotrs_search_text_words SET (gin_pending_list_limit = ${pending})`],
  drop: ["DROP TABLE IF EXISTS gotrs_search_text"],
  async add(tx, entries) {
    const rows = entries.map(({ id, words }) => sql`(${id}::bigint, ${vector(words)}::tsvector)`);
    await sql`insert into gotrs_search_text (article_id, words) values ${sql.join(rows)}`.execute(tx);
  },
  async remove(tx, ids) {
    await sql`delete from gotrs_search_text where article_id = any(${[...ids]}::bigint[])`.execute(tx);
  },
  // A sum has no index: without it a planner that knows no word yet might read every article in order of its id.
  newest: (query, { above, below }, limit) => {
    const id = above === 0 ? sql`article_id + 0` : sql`article_id`;
    return sql`(select article_id as id from gotrs_search_text where words @@ ${expression(query)}::tsquery
      and ${id} > ${above}::bigint and ${id} < ${below}::bigint order by article_id + 0 desc limit ${limit})`;
  },
  reading: {
    // A comparison of a comparison has no index: a planner that knows no word yet takes each for rare, and would look it up.
    newest: (query, { above, below }, limit) =>
      sql`(select article_id as id from gotrs_search_text where (words @@ ${expression(query)}::tsquery) is true
        and article_id > ${above}::bigint and article_id < ${below}::bigint order by article_id desc limit ${limit})`,
    matches: (query, id) =>
      sql`(select read.words from gotrs_search_text read where read.article_id = ${id}) @@ ${expression(query)}::tsquery`,
    firstSpan: 100_000,
  },
};

/** Places of one word that the server keeps at most, and the last place there is. */
const places = { each: 255, last: 16_383 };

function vector(words: readonly string[]): string {
  const found = new Map<string, number[]>();
  for (const [index, word] of words.entries()) {
    const at = found.get(word) ?? [];
    if (at.length < places.each) at.push(Math.min(index + 1, places.last));
    found.set(word, at);
  }
  return Array.from(found, ([word, at]) => `'${word}':${at.join(",")}`).join(" ");
}

function expression({ all, none }: WordQuery): string {
  const wanted = all.map((terms) => `(${terms.map(phrase).join(" | ")})`);
  return [...wanted, ...none.map((term) => `!(${phrase(term)})`)].join(" & ");
}

function phrase({ words, prefix }: Term): string {
  return words.map((word, index) => `'${word}'${prefix && index === words.length - 1 ? ":*" : ""}`).join(" <-> ");
}
