/** Full text by PostgreSQL's tsvector and a GIN index. Words are cut by us, so no dictionary of the server has a say. */
import { sql } from "kysely";
import type { SearchIndex, Term, WordQuery } from "../../fullText.ts";

export const search: SearchIndex = {
  create: [
    "CREATE TABLE gotrs_search_text (article_id BIGINT PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX gotrs_search_text_words ON gotrs_search_text USING gin (words)",
  ],
  drop: ["DROP TABLE IF EXISTS gotrs_search_text"],
  async add(tx, entries) {
    const rows = entries.map(({ id, words }) => sql`(${id}::bigint, ${vector(words)}::tsvector)`);
    await sql`insert into gotrs_search_text (article_id, words) values ${sql.join(rows)}`.execute(tx);
  },
  async remove(tx, ids) {
    await sql`delete from gotrs_search_text where article_id = any(${[...ids]}::bigint[])`.execute(tx);
  },
  newest: (query, below, limit) => {
    const matches = sql`words @@ ${expression(query)}::tsquery`;
    const start = sql`(select max(article_id) - ${Math.max(window.each * limit, window.least)}::bigint
      from gotrs_search_text where article_id < ${below}::bigint)`;
    // A sum has no index: the old ones come by their words, whatever the planner believes of a word it has never seen.
    return sql`(with young as materialized (
        select article_id as id from gotrs_search_text
        where ${matches} and article_id < ${below}::bigint and article_id > ${start}
        order by article_id desc limit ${limit}),
      old as (
        select article_id as id from gotrs_search_text
        where ${matches} and article_id + 0 < ${below}::bigint and article_id + 0 <= ${start}
        and (select count(*) from young) < ${limit} order by article_id + 0 desc limit ${limit})
      select id from young union all select id from old order by id desc limit ${limit})`;
  },
};

/**
 * So many articles are looked at one by one, the newest first. Only a word that stands in too few of them to fill the page is
 * looked up in the index, which gives all articles that have it, and would take long for a word that most have.
 */
const window = { each: 2, least: 12_000 };

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
