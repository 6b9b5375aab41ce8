/** Full text by InnoDB's FULLTEXT. It leaves out short and common words and folds letters its own way, so ours are spelled anew. */
import { sql } from "kysely";
import type { SearchIndex, Term, WordQuery } from "../../fullText.ts";

export const search: SearchIndex = {
  create: [
    "CREATE TABLE gotrs_search_text (article_id BIGINT PRIMARY KEY, words LONGTEXT NOT NULL, FULLTEXT INDEX gotrs_search_text_words (words)) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin",
  ],
  drop: ["DROP TABLE IF EXISTS gotrs_search_text"],
  async add(tx, entries) {
    const rows = entries.map(({ id, words }) => sql`(${id}, ${words.map(spelled).join(" ")})`);
    await sql`insert into gotrs_search_text (article_id, words) values ${sql.join(rows)}`.execute(tx);
  },
  async remove(tx, ids) {
    await sql`delete from gotrs_search_text where article_id in (${sql.join(ids)})`.execute(tx);
  },
  newest: (query, below, limit) =>
    sql`(select article_id as id from gotrs_search_text where match (words) against (${expression(query)} in boolean mode)
      and article_id < ${below} order by article_id desc limit ${limit})`,
};

/** InnoDB's innodb_ft_max_token_size. */
const longest = 84;

/** Three characters at least, ASCII, no stop word. A word with a mark has all that already. */
function spelled(word: string): string {
  const ascii = word.replace(
    /[^a-z0-9_]/gu,
    (character) => `u${(character.codePointAt(0) ?? 0).toString(16).padStart(5, "0")}`,
  );
  return (/^[a-z]_|^_/.test(ascii) ? ascii : `w_${ascii}`).slice(0, longest);
}

function expression({ all, none }: WordQuery): string {
  // A group with a beginning of a phrase cannot be written as one: there the words have to occur, in whatever order.
  const wanted = all.map((terms) => `+(${terms.map(phrase).join(" ")})`);
  return [...wanted, ...none.map((term) => `-(${phrase(term)})`)].join(" ");
}

function phrase({ words, prefix }: Term): string {
  const last = spelled(words.at(-1) ?? "");
  if (words.length === 1) return prefix ? `${last}*` : last;
  if (!prefix) return `"${words.map(spelled).join(" ")}"`;
  const before = words.slice(0, -1).map(spelled);
  return `(+${before.length === 1 ? before[0] : `"${before.join(" ")}"`} +${last}*)`;
}
