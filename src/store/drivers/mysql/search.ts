/** Full text by InnoDB's FULLTEXT. It leaves out short and common words and folds letters its own way, so ours are spelled anew. */
import { type RawBuilder, sql } from "kysely";
import type { SearchIndex, Term, WordQuery } from "../../fullText.ts";
import { literally } from "../../like.ts";

export const search: SearchIndex = {
  create: [
    "CREATE TABLE gotrs_search_text (article_id BIGINT PRIMARY KEY, words LONGTEXT NOT NULL, FULLTEXT INDEX gotrs_search_text_words (words)) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin",
  ],
  drop: ["DROP TABLE IF EXISTS gotrs_search_text"],
  async add(tx, entries) {
    for (const some of statements(entries.map(({ id, words }) => ({ id, text: words.map(spelled).join(" ") })))) {
      const rows = some.map(({ id, text }) => sql`(${id}, ${text})`);
      await sql`insert into gotrs_search_text (article_id, words) values ${sql.join(rows)}`.execute(tx);
    }
  },
  async remove(tx, ids) {
    await sql`delete from gotrs_search_text where article_id in (${sql.join(ids)})`.execute(tx);
  },
  newest: (query, { above, below }, limit) =>
    sql`(select article_id as id from gotrs_search_text where match (words) against (${expression(query)} in boolean mode)
      and article_id > ${above} and article_id < ${below} order by article_id desc limit ${limit})`,
  reading: {
    newest: (query, { above, below }, limit) =>
      sql`(select article_id as id from gotrs_search_text where ${has(query, sql.ref("words"))}
        and article_id > ${above} and article_id < ${below} order by article_id desc limit ${limit})`,
    matches: (query, id) =>
      sql`exists (select 1 from gotrs_search_text r where r.article_id = ${id} and ${has(query, sql.ref("r.words"))})`,
    firstSpan: 0,
    apart: {
      counts: (groups, { above, below }) => {
        const words = sql.ref<string>("words");
        const counted = groups.map(
          (group, at) => sql`sum(${has({ all: [group], none: [] }, words)}) as ${sql.ref(`g${at}`)}`,
        );
        return sql`(select ${sql.join(counted)} from gotrs_search_text where article_id > ${above} and article_id < ${below})`;
      },
      newest: (rare, rest, { above, below }, limit) =>
        sql`(select article_id as id from gotrs_search_text where match (words) against (${expression(rare)} in boolean mode)
          and ${has(rest, sql.ref("words"))} and article_id > ${above} and article_id < ${below}
          order by article_id desc limit ${limit})`,
    },
  },
};

/** InnoDB's innodb_ft_max_token_size. */
const longest = 84;

/** Characters of one statement, by which the server's max_allowed_packet is kept; the largest article alone has 2.6 million. */
const longestStatement = 3_000_000;

function* statements<Row extends { readonly text: string }>(rows: readonly Row[]): Iterable<readonly Row[]> {
  let some: Row[] = [];
  let length = 0;
  for (const row of rows) {
    if (some.length > 0 && length + row.text.length > longestStatement) {
      yield some;
      some = [];
      length = 0;
    }
    some.push(row);
    length += row.text.length;
  }
  if (some.length > 0) yield some;
}

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

/** The same by comparing text, for the server finds all articles of a word before it gives the first. */
function has({ all, none }: WordQuery, words: RawBuilder<string>): RawBuilder<boolean> {
  const text = sql`concat(' ', ${words}, ' ')`;
  const one = ({ words: wanted, prefix }: Term) =>
    sql`${text} like ${`% ${literally(wanted.map(spelled).join(" "))}${prefix ? "" : " "}%`} escape '!'`;
  const groups = all.map((terms) => sql`(${sql.join(terms.map(one), sql` or `)})`);
  return sql`(${sql.join([...groups, ...none.map((term) => sql`not ${one(term)}`)], sql` and `)})`;
}

function phrase({ words, prefix }: Term): string {
  const last = spelled(words.at(-1) ?? "");
  if (words.length === 1) return prefix ? `${last}*` : last;
  if (!prefix) return `"${words.map(spelled).join(" ")}"`;
  const before = words.slice(0, -1).map(spelled);
  return `(+${before.length === 1 ? before[0] : `"${before.join(" ")}"`} +${last}*)`;
}
