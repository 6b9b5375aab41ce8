/** The full-text index in use: articles put into it, and found by it as far as the agent may read them. */
import { CompiledQuery } from "kysely";
import type { DbTime } from "../clock.ts";
import { drivers } from "./drivers/index.ts";
import type { SearchEntry, WordQuery } from "./fullText.ts";
import type { Store, Tx } from "./store.ts";
import { type ListFilter, type TicketQuery, withFilter } from "./ticketFilter.ts";

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

/** Articles looked at in one go: few at first, for most searches are answered by the newest. */
const steps = [300, 3000, 25_000];

/**
 * The newest articles that match and that the filter lets through, one a ticket, until there are `limit` tickets.
 * @param known tickets that are found already
 * @returns `complete`: false where so many articles match that the oldest were not looked at
 */
export async function findArticles(
  store: Store,
  query: WordQuery,
  filter: ListFilter,
  article: ArticleFilter,
  { limit, known }: { readonly limit: number; readonly known: ReadonlySet<number> },
): Promise<{ readonly articles: readonly FoundArticle[]; readonly complete: boolean }> {
  const found = new Map<number, FoundArticle>();
  let below = Number.MAX_SAFE_INTEGER;
  for (const step of steps) {
    for (const one of await readable(store, query, filter, article, below, step)) {
      if (!known.has(one.ticketId) && !found.has(one.ticketId)) found.set(one.ticketId, one);
      if (found.size === limit) return { articles: [...found.values()], complete: true };
    }
    const lowest = await lowestOf(store, query, below, step);
    if (lowest === undefined) return { articles: [...found.values()], complete: true };
    below = lowest;
  }
  return { articles: [...found.values()], complete: false };
}

async function readable(
  store: Store,
  query: WordQuery,
  filter: ListFilter,
  { before, after, senderId }: ArticleFilter,
  below: number,
  step: number,
): Promise<readonly FoundArticle[]> {
  const { search } = drivers[store.product];
  // A cross join in this order: the index first, then the articles, then their tickets. Otherwise SQLite might begin with
  // every ticket of a state.
  let articles = store.db
    .selectFrom(search.newest(query, below, step).as<"c">("c"))
    .crossJoin("article as a")
    .crossJoin("ticket as t")
    .whereRef("a.id", "=", "c.id")
    .whereRef("t.id", "=", "a.ticket_id");
  if (before !== undefined) articles = articles.where("a.create_time", "<", before);
  if (after !== undefined) articles = articles.where("a.create_time", ">=", after);
  if (senderId !== undefined) articles = articles.where("a.article_sender_type_id", "=", senderId);
  // The filter knows the ticket alone, whatever else the query joins.
  const filtered = withFilter(articles as unknown as TicketQuery<object>, filter) as unknown as typeof articles;
  return await filtered.select(["a.id", "a.ticket_id as ticketId"]).orderBy("a.id", "desc").execute();
}

/** Of the articles just looked at; undefined where no more match. */
async function lowestOf({ db, product }: Store, query: WordQuery, below: number, step: number) {
  const { search } = drivers[product];
  const row = await db
    .selectFrom(search.newest(query, below, step).as<"c">("c"))
    .select((select) => [select.fn.countAll<number>().as("count"), select.fn.min("c.id").as("lowest")])
    .executeTakeFirstOrThrow();
  return Number(row.count) < step ? undefined : Number(row.lowest);
}
