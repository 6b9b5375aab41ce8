/** Articles found by their words as far as the agent may read them: the newest first, and no more looked at than the page needs. */
import { type RawBuilder, sql } from "kysely";
import type { DbTime } from "../clock.ts";
import { drivers } from "./drivers/index.ts";
import type { IdRange, Reading, SearchIndex, WordQuery } from "./fullText.ts";
import type { Reader, Store } from "./store.ts";
import { filtered, type ListFilter, type TicketQuery, withFilter } from "./ticketFilter.ts";

export interface ArticleFilter {
  readonly before?: DbTime;
  readonly after?: DbTime;
  /** agent, customer, system. */
  readonly senderId?: number;
}

export interface FoundArticle {
  readonly id: number;
  readonly ticketId: number;
}

export interface Wanted {
  readonly query: WordQuery;
  readonly filter: ListFilter;
  readonly article: ArticleFilter;
  /** The last article that is indexed. */
  readonly position: number;
  readonly limit: number;
  /** Tickets that are found already. */
  readonly known: ReadonlySet<number>;
}

/** Matches looked at in one go: few at first, for most searches are answered by the newest. */
const steps = [300, 3000, 25_000] as const;
const most = steps[2];
/** Articles read for each match that is looked at, and at least. A word that stands in fewer of them is looked up in the index. */
const read = { each: 2, least: 12_000 };
/** A word is rare that stands in fewer than one of so many articles. */
const rarer = 20;
/** Matches are seldom that are fewer than one of so many articles. */
const seldom = 1000;
/** Tickets that are so few that all their articles are read, or all matches compared with them. */
const fewTickets = 500;

/**
 * The newest articles that match and that the filter lets through, one a ticket, until there are `limit` tickets.
 * @returns `complete`: false where so many articles match that the oldest were not looked at
 */
export async function findArticles(
  store: Store,
  wanted: Wanted,
): Promise<{ readonly articles: readonly FoundArticle[]; readonly complete: boolean }> {
  const found: FoundArticle[] = [];
  for await (const { rows, complete } of looks(store, wanted)) {
    found.push(...rows);
    const articles = oneEach(found, wanted);
    if (complete || articles.length === wanted.limit) return { articles, complete: true };
  }
  return { articles: oneEach(found, wanted), complete: false };
}

/** The newest of each ticket that is not known yet. */
function oneEach(rows: readonly FoundArticle[], { known, limit }: Wanted): readonly FoundArticle[] {
  const found = new Map<number, FoundArticle>();
  for (const one of rows) {
    if (!known.has(one.ticketId) && !found.has(one.ticketId)) found.set(one.ticketId, one);
    if (found.size === limit) break;
  }
  return [...found.values()];
}

interface Look {
  readonly rows: readonly FoundArticle[];
  /** No older article matches. */
  readonly complete: boolean;
}

/** One after the other, each at older articles, until all are looked at or too many match. */
async function* looks({ db, product }: Store, wanted: Wanted): AsyncGenerator<Look> {
  const { query, position } = wanted;
  const { reading } = drivers[product].search;
  if (reading === undefined) return yield* looksInOrder(db, wanted, drivers[product].search);
  let below = position + 1;
  const few = await fewTicketsOf(db, wanted.filter);
  if (few !== undefined) return yield { rows: await readAll(db, wanted, few, reading), complete: true };
  for (const step of steps) {
    const above = Math.max(below - 1 - Math.max(read.each * step, read.least), 0);
    const { rows, count, lowest } = await look(db, wanted, reading.newest(query, { above, below }, step));
    yield { rows, complete: count < step && above === 0 };
    if (count < step) return yield* looksByIndex(db, wanted, { above, below }, count, drivers[product].search);
    below = lowest;
  }
}

/** By an index that gives the newest first. Where few tickets pass the filter, all that is left is compared with their articles. */
async function* looksInOrder(db: Reader, wanted: Wanted, index: SearchIndex): AsyncGenerator<Look> {
  let below = wanted.position + 1;
  for (const step of steps) {
    const { rows, count, lowest } = await look(db, wanted, index.newest(wanted.query, { above: 0, below }, step));
    yield { rows, complete: count < step };
    below = lowest;
    // Most searches have ended by now.
    const few = step === steps[0] ? await fewTicketsOf(db, wanted.filter) : undefined;
    if (few !== undefined) return yield { rows: await comparedWith(db, wanted, few, below, index), complete: true };
  }
}

/**
 * At what is older than articles that were read and had few matches, `met`: the newest by themselves, for most searches end with
 * them, unless all together cannot be many.
 */
async function* looksByIndex(
  db: Reader,
  wanted: Wanted,
  read: IdRange,
  met: number,
  search: SearchIndex,
): AsyncGenerator<Look> {
  const { firstSpan = 0 } = search.reading ?? {};
  const newest = await indexed(db, wanted.query, read, search);
  let below = read.above + 1;
  const atOnce = firstSpan === 0 || met * seldom < read.below - read.above;
  for (const above of atOnce ? [0] : [Math.max(below - 1 - firstSpan, 0), 0]) {
    const { rows, count } = await look(db, wanted, newest({ above, below }, most));
    yield { rows, complete: count < most && above === 0 };
    if (count === most) return;
    below = above + 1;
  }
}

/** How the index is asked: for the words that few of the articles read have, where it would else give all of the others too. */
async function indexed(
  db: Reader,
  query: WordQuery,
  range: IdRange,
  { newest, reading }: SearchIndex,
): Promise<(range: IdRange, limit: number) => RawBuilder<{ id: number }>> {
  const { all, none } = query;
  const whole = (wanted: IdRange, limit: number) => newest(query, wanted, limit);
  const apart = reading?.apart;
  if (apart === undefined || all.length + none.length < 2) return whole;
  const counts = await db.selectFrom(apart.counts(all, range).as<"g">("g")).selectAll().executeTakeFirstOrThrow();
  const isRare = all.map((_, at) => Number(counts[`g${at}`] ?? 0) * rarer < range.below - range.above);
  const rare = { all: all.filter((_, at) => isRare[at]), none: [] };
  const rest = { all: all.filter((_, at) => !isRare[at]), none };
  if (rare.all.length === 0 || rest.all.length + none.length === 0) return whole;
  return (wanted, limit) => apart.newest(rare, rest, wanted, limit);
}

/** Those of the candidates that the filter lets through; how many candidates there are, and the oldest of them. */
async function look(
  db: Reader,
  { filter, article }: Wanted,
  candidates: RawBuilder<{ id: number }>,
): Promise<{ readonly rows: readonly FoundArticle[]; readonly count: number; readonly lowest: number }> {
  // A cross join in this order: the candidates first, then the articles, then their tickets. Otherwise SQLite might begin with
  // every ticket of a state.
  const articles = db
    .selectFrom(sql<{ id: number }>`c`.as("c"))
    .crossJoin("article as a")
    .crossJoin("ticket as t")
    .whereRef("a.id", "=", "c.id")
    .whereRef("t.id", "=", "a.ticket_id")
    .where(ofArticle(article));
  // The filter knows the ticket alone, whatever else the query joins.
  const passing = (withFilter(db, articles as unknown as TicketQuery<object>, filter) as unknown as typeof articles)
    .select(["a.id", "a.ticket_id"])
    .orderBy("a.id", "desc");
  const { rows } = await sql<{ id: number; ticket_id: number; count: number | null }>`with c as ${candidates}
    select p.id, p.ticket_id, null as count from (${passing}) p
    union all select min(c.id), null, count(*) from c`.execute(db);
  const { count, id: lowest } = rows.find((row) => row.count !== null) ?? { count: 0, id: 0 };
  return { rows: found(rows), count: Number(count), lowest: Number(lowest) };
}

const found = (rows: readonly { id: number; ticket_id: number | null }[]): readonly FoundArticle[] =>
  rows
    .flatMap(({ id, ticket_id }) => (ticket_id === null ? [] : { id: Number(id), ticketId: Number(ticket_id) }))
    // A union keeps no order.
    .sort((one, other) => other.id - one.id);

/** The tickets that the filter lets through; undefined where they are not few. */
async function fewTicketsOf(db: Reader, filter: ListFilter): Promise<readonly number[] | undefined> {
  const rows = await filtered(db, filter)
    .select("t.id")
    .limit(fewTickets + 1)
    .execute();
  return rows.length > fewTickets ? undefined : rows.map(({ id }) => id);
}

async function readAll(
  db: Reader,
  { query, article }: Wanted,
  tickets: readonly number[],
  { matches }: Reading,
): Promise<readonly FoundArticle[]> {
  if (tickets.length === 0) return [];
  const rows = await db
    .selectFrom("article as a")
    .select(["a.id", "a.ticket_id"])
    .where("a.ticket_id", "in", tickets)
    .where(ofArticle(article))
    .where(matches(query, sql.ref("a.id")))
    .execute();
  return found(rows);
}

/** Articles of these tickets that the index finds below an id. One by one they would cost more than all of them in order. */
async function comparedWith(
  db: Reader,
  { query, article }: Wanted,
  tickets: readonly number[],
  below: number,
  { newest }: SearchIndex,
): Promise<readonly FoundArticle[]> {
  if (tickets.length === 0) return [];
  const theirs = db.selectFrom("article").where("ticket_id", "in", tickets);
  const oldest = await theirs.select((select) => select.fn.min("id").as("id")).executeTakeFirst();
  const above = Number(oldest?.id ?? below) - 1;
  const candidates = newest(query, { above, below }, below);
  // A cross join in this order, as above.
  const rows = await db
    .selectFrom(sql<{ id: number }>`${candidates}`.as("c"))
    .crossJoin("article as a")
    .whereRef("a.id", "=", "c.id")
    .where("c.id", "in", theirs.select("id"))
    .where(ofArticle(article))
    .select(["a.id", "a.ticket_id"])
    .execute();
  return found(rows);
}

function ofArticle({ before, after, senderId }: ArticleFilter): RawBuilder<boolean> {
  const conditions = [
    ...(before === undefined ? [] : [sql<boolean>`a.create_time < ${before}`]),
    ...(after === undefined ? [] : [sql<boolean>`a.create_time >= ${after}`]),
    ...(senderId === undefined ? [] : [sql<boolean>`a.article_sender_type_id = ${senderId}`]),
  ];
  return conditions.length === 0 ? sql`1 = 1` : sql`(${sql.join(conditions, sql` and `)})`;
}
