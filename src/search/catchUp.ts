/**
 * Brings the full-text index up to what is written, from a position kept in the database: nothing that was committed is ever
 * left out, whoever wrote it and whenever this was broken off. The writing of articles does not wait for it.
 */
import { toDbTime } from "../clock.ts";
import type { Desk as WholeDesk } from "../desk.ts";
import { takeTurn } from "../store/lock.ts";
import { emptyIndex, putEntries } from "../store/searchIndex.ts";
import { addGaps, closeGaps, forgetGaps, gapsOf, moveTo, positionOf, type Sequence } from "../store/searchProgress.ts";
import {
  articleIdsUpTo,
  articlesAfter,
  articleTexts,
  countAfter,
  historyAfter,
  historyOf,
  newest,
  type Row,
  type TicketChangeRow,
} from "../store/searchSource.ts";
import type { Tx } from "../store/store.ts";
import { documentOf } from "./document.ts";

type Desk = Pick<WholeDesk, "store" | "clock">;

/** Milliseconds for which an id that no row has is awaited. No transaction is open for so long. */
const awaited = 86_400_000;
/** Ids of one hole that are awaited at most: a dump that was loaded left a larger one, and nothing comes into it. */
const widest = 500;
/** Rows of the history looked at in one go. */
const historyStep = 5000;
const countedTo = 10_000;

/** What happened to a ticket that changes by which words its articles are found. */
const changesWords: ReadonlySet<string> = new Set(["TitleUpdate", "CustomerUpdate"]);

export interface SearchState {
  /** Largest article id that is indexed, and that is written. */
  readonly position: number;
  readonly newest: number;
  /** Articles that wait, counted to 10,000. */
  readonly behind: number;
  /** Ids below the position that may still come. */
  readonly gaps: number;
}

export async function searchState({ store: { db } }: Desk): Promise<SearchState> {
  const position = await positionOf(db, "article");
  return {
    position,
    newest: await newest(db, "article"),
    behind: await countAfter(db, position, countedTo),
    gaps: (await gapsOf(db, "article")).length,
  };
}

/** Indexes at most so many articles in one transaction. @returns how many; 0 when there is nothing to do */
export async function catchUp(desk: Desk, most: number): Promise<number> {
  if (!(await isBehind(desk))) return 0;
  const { store } = desk;
  const now = desk.clock.now();
  return await store.transaction(async (tx) => {
    await takeTurn(tx, "search", "search", now);
    const position = await positionOf(tx, "article");
    const changed = await changedArticles(tx, position, now);
    const late = await awaitedArticles(tx, now);
    const fresh = await articlesAfter(tx, position, most);
    await advance(tx, "article", position, fresh, now);
    const ids = [...new Set([...changed, ...late, ...fresh.map(({ id }) => id)])];
    const texts = await articleTexts(tx, ids);
    await putEntries(
      store,
      tx,
      texts.map((article) => ({ id: article.id, words: documentOf(article) })),
    );
    return ids.length;
  });
}

/** Empties the index; it fills again by catchUp. */
export async function startAnew(desk: Desk): Promise<void> {
  const now = desk.clock.now();
  await desk.store.transaction(async (tx) => {
    await takeTurn(tx, "search", "search", now);
    await moveTo(tx, "article", 0, now);
    await moveTo(tx, "history", await newest(tx, "ticket_history"), now);
    await forgetGaps(tx);
    await emptyIndex(desk.store, tx);
  });
}

/** Without a transaction, for most looks find nothing. */
async function isBehind({ store: { db } }: Desk): Promise<boolean> {
  for (const [sequence, table] of [
    ["article", "article"],
    ["history", "ticket_history"],
  ] as const) {
    if ((await newest(db, table)) > (await positionOf(db, sequence))) return true;
    if ((await gapsOf(db, sequence)).length > 0) return true;
  }
  return false;
}

/** Of tickets whose title or customer changed, the articles that are indexed already. */
async function changedArticles(tx: Tx, indexed: number, now: Date): Promise<readonly number[]> {
  const late = await historyOf(tx, await gapsOf(tx, "history"));
  await closeGaps(tx, "history", idsOf(late), longAgo(now));
  const position = await positionOf(tx, "history");
  const rows = await historyAfter(tx, position, historyStep);
  await advance(tx, "history", position, rows, now);
  const changes: readonly TicketChangeRow[] = [...late, ...rows];
  const tickets = changes.filter(({ type }) => changesWords.has(type)).map(({ ticketId }) => ticketId);
  return await articleIdsUpTo(tx, [...new Set(tickets)], indexed);
}

/** Articles with an id below the position that was not there when it passed. */
async function awaitedArticles(tx: Tx, now: Date): Promise<readonly number[]> {
  const gaps = await gapsOf(tx, "article");
  if (gaps.length === 0) return [];
  const came = (await articleTexts(tx, gaps)).map(({ id }) => id);
  await closeGaps(tx, "article", came, longAgo(now));
  return came;
}

/** Moves the position over the rows, and notes the ids between them that may still come. */
async function advance(tx: Tx, sequence: Sequence, from: number, rows: readonly Row[], now: Date): Promise<void> {
  const last = rows.at(-1);
  if (last === undefined) return;
  const since = longAgo(now);
  const gaps: number[] = [];
  let before = from;
  for (const { id, created } of rows) {
    for (let missing = Math.max(before + 1, id - widest); created >= since && missing < id; missing += 1) {
      gaps.push(missing);
    }
    before = id;
  }
  await addGaps(tx, sequence, gaps, now);
  await moveTo(tx, sequence, last.id, now);
}

const idsOf = (rows: readonly Row[]): readonly number[] => rows.map(({ id }) => id);
const longAgo = (now: Date): string => toDbTime(new Date(now.getTime() - awaited));
