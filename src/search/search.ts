/** Tickets found by what was said in them, as far as the agent may read them: best first, with the words marked. */
import type { SearchHit, SearchPage, SnippetPart } from "../api/search.ts";
import { iso, toDbTime } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { permissionsOf } from "../people/permissions.ts";
import { type ArticleFilter, findArticles, type Wanted } from "../store/foundArticles.ts";
import { reference } from "../store/reference.ts";
import { hitTexts, newestArticles } from "../store/searchSource.ts";
import type { ListFilter } from "../store/ticketFilter.ts";
import { listTickets, ticketSummaries } from "../store/ticketList.ts";
import { filterOf } from "../ticket/listFilter.ts";
import { sortKeys } from "../ticket/listSort.ts";
import { instantOf } from "../ticket/when.ts";
import { catchUp, searchState } from "./catchUp.ts";
import { parseQuery, type SearchQuery } from "./query.ts";
import { snippetOf } from "./snippet.ts";

export interface SearchRequest {
  /** Words, "phrases", word*, -not and field:value; see docs/search.md. */
  readonly query: string;
  readonly limit?: number;
}

const defaultLimit = 20;
const maxLimit = 100;
/** Articles that a search indexes itself, so that what was written a moment ago is found. */
const atOnce = 200;

type Found = Pick<SearchHit, "foundIn" | "articleId"> & { readonly ticketId: number };

/** @throws UserError and NotFoundError that name the part of the query that is wrong */
export async function search(desk: Desk, actor: Actor, request: SearchRequest): Promise<SearchPage> {
  const query = parseQuery(request.query);
  const filter = await ticketFilter(desk, actor, query);
  const limit = Math.min(Math.max(request.limit ?? defaultLimit, 1), maxLimit);
  await catchUp(desk, atOnce);
  const { behind, position } = await searchState(desk);
  const article = await articleFilter(desk, query);
  const { found, more } =
    query.words === undefined
      ? await newestFirst(desk, filter, limit)
      : await bestFirst(desk, query, { filter, article, position }, limit);
  return { ...(await shown(desk, actor, query, found)), more, behind, marked: query.marked };
}

async function ticketFilter(desk: Desk, actor: Actor, { filter }: SearchQuery): Promise<ListFilter> {
  const permissions = await permissionsOf(desk, actor);
  const wanted = await filterOf(desk, actor, {
    ...(filter.state === undefined ? { stateType: "all" } : {}),
    ...filter,
  });
  return { queueIds: permissions.visibleQueues.map(({ id }) => id), userId: actor.userId, ...wanted };
}

async function articleFilter(desk: Desk, { before, after, sender }: SearchQuery): Promise<ArticleFilter> {
  const { timeZone } = desk.settings.system;
  const time = (where: string, text: string) => toDbTime(instantOf(where, text, desk.clock.now(), timeZone, -1));
  const { senderTypes } = await reference(desk.store);
  return {
    ...(before === undefined ? {} : { before: time("before", before) }),
    ...(after === undefined ? {} : { after: time("after", after) }),
    ...(sender === undefined ? {} : { senderId: senderTypes.required(sender).id }),
  };
}

/** What has the words in its subject, title or number first, then the rest; the newest first in each. */
async function bestFirst(
  { store }: Desk,
  query: SearchQuery,
  wanted: Pick<Wanted, "filter" | "article" | "position">,
  limit: number,
) {
  const found: Found[] = [];
  let more = false;
  for (const [words, foundIn] of [
    [query.inSubject, "subject"],
    [query.words, "text"],
  ] as const) {
    if (words === undefined || found.length > limit) continue;
    const known = new Set(found.map(({ ticketId }) => ticketId));
    // One more than is shown, so that it is known whether there are others.
    const page = { limit: limit + 1 - found.length, known };
    const { articles, complete } = await findArticles(store, { ...wanted, ...page, query: words });
    found.push(...articles.map(({ id, ticketId }) => ({ articleId: id, ticketId, foundIn })));
    more ||= !complete;
  }
  return { found: found.slice(0, limit), more: more || found.length > limit };
}

/** Where no word is looked for: the newest tickets, each with its newest article. */
async function newestFirst({ store, clock }: Desk, filter: ListFilter, limit: number) {
  const priorityIds = (await reference(store)).priorities.all.map(({ id }) => id);
  const page = { keys: sortKeys(undefined), limit: limit + 1, offset: 0, priorityIds };
  const { tickets } = await listTickets(store.db, filter, page, clock.now());
  const newest = await newestArticles(
    store.db,
    tickets.map(({ id }) => id),
  );
  const found = tickets.flatMap(({ id }): Found[] => {
    const articleId = newest.get(id);
    return articleId === undefined ? [] : [{ articleId, ticketId: id, foundIn: "text" }];
  });
  return { found: found.slice(0, limit), more: tickets.length > limit };
}

async function shown(desk: Desk, actor: Actor, { marked }: SearchQuery, found: readonly Found[]) {
  const { db } = desk.store;
  const ids = found.map(({ ticketId }) => ticketId);
  const summaries = await ticketSummaries(db, ids, actor.userId, desk.clock.now());
  const articles = found.map(({ articleId }) => articleId);
  const texts = new Map((await hitTexts(db, articles)).map((row) => [row.id, row]));
  const hits = found.flatMap(({ ticketId, articleId, foundIn }): Omit<SearchHit, "rank">[] => {
    const summary = summaries.get(ticketId);
    const text = texts.get(articleId);
    // Deleted since it was found.
    if (summary === undefined || text === undefined) return [];
    const { body, subject, from, to, cc, created, sender } = text;
    const places = [body, subject, from, to, cc, summary.title, summary.customerUser].map((one) => one ?? "");
    return [
      {
        ...summary,
        articleId,
        sender,
        from: from ?? "",
        articleCreated: iso(created),
        snippet: firstHit(places, (place) => snippetOf(place, marked)) ?? beginningOf(body ?? ""),
        foundIn,
      },
    ];
  });
  return { tickets: hits.map((hit, index) => ({ ...hit, rank: index + 1 })), total: hits.length };
}

function firstHit(
  places: readonly string[],
  snippet: (place: string) => readonly SnippetPart[] | undefined,
): readonly SnippetPart[] | undefined {
  for (const place of places) {
    const found = snippet(place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the words stand in nothing that is shown, such as a ticket's number. */
function beginningOf(body: string): readonly SnippetPart[] {
  const text = body.slice(0, 180).replace(/\s+/g, " ").trim();
  return text === "" ? [] : [{ text: body.length > 180 ? `${text} \u2026` : text, hit: false }];
}
