/** What search finds among more articles than it looks at in one go: the same as if it looked at all of them. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { catchUp } from "../../src/search/catchUp.ts";
import { search } from "../../src/search/search.ts";
import type { Store } from "../../src/store/store.ts";
import { fill } from "../bench/fill.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";

const root: Actor = { userId: 1, login: "root@localhost" };
/** Tickets that are new, of all ages; those that fill.ts makes are open or closed. */
const newTickets: ReadonlySet<number> = new Set([5, 905, 3005]);

interface Filled {
  /** Counted from 0, as fill.ts numbers its words, four to a ticket. */
  readonly article: number;
  readonly ticket: number;
}

/** Which articles of fill.ts hold what a search wants, one a ticket, the newest first. */
function expected(articles: number, passes: (one: Filled) => boolean): readonly Filled[] {
  const all = Array.from({ length: articles }, (_, article) => ({ article, ticket: Math.floor(article / 4) }));
  const seen = new Set<number>();
  return all.toReversed().filter((one) => {
    if (!passes(one) || seen.has(one.ticket)) return false;
    seen.add(one.ticket);
    return true;
  });
}

forEachDatabase("search among many articles", (database) => {
  // On SQLite more than are looked at for a filter that many tickets pass.
  const articles = database.product === "sqlite" ? 32_000 : 14_000;
  let store: Store;
  let desk: Desk;
  let firstTicket = 0;
  let firstArticle = 0;
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store, {}, systemClock);
    const last = async (table: "ticket" | "article") =>
      Number((await store.db.selectFrom(table).select("id").orderBy("id", "desc").executeTakeFirst())?.id ?? 0);
    const before = await store.db.selectFrom("article").select("id").execute();
    firstTicket = (await last("ticket")) + 1;
    firstArticle = (await last("article")) + 1;
    await fill(store, articles + before.length);
    const ids = [...newTickets].map((ticket) => firstTicket + ticket);
    await store.transaction((tx) =>
      tx.updateTable("ticket").set({ ticket_state_id: 1 }).where("id", "in", ids).execute(),
    );
    while ((await catchUp(desk, 1000)) > 0);
  }, 120_000);
  afterAll(async () => {
    await store.close();
  });

  const queue = ({ ticket }: Filled) => ticket % 4;
  const isNew = ({ ticket }: Filled) => newTickets.has(ticket);
  const isOpen = (one: Filled) => one.ticket % 39 === 0 || isNew(one);
  const cases: readonly (readonly [query: string, passes: (one: Filled) => boolean])[] = [
    ["said", () => true],
    ["said queue:Junk", (one) => queue(one) === 2],
    ["said is:open", isOpen],
    ["said is:merged", () => false],
    ["said state:new", isNew],
    ["case* state:new", isNew],
    ['"was said" state:new -case7', (one) => isNew(one) && one.article % 97 !== 7],
    ["matter11", ({ article }) => article % 5003 === 11],
    ["said matter11", ({ article }) => article % 5003 === 11],
    ["matter1* queue:Misc", (one) => queue(one) === 3 && String(one.article % 5003).startsWith("1")],
    ["case7 queue:Raw", (one) => queue(one) === 1 && one.article % 97 === 7],
    ['"and case7" queue:Raw', (one) => queue(one) === 1 && one.article % 97 === 7],
    ["case7 is:open", (one) => isOpen(one) && one.article % 97 === 7],
    ["case7 -said", () => false],
    ['"said case7"', () => false],
    ["unheard", () => false],
  ];
  it.each(cases)("%s", async (query, passes) => {
    const found = await search(desk, root, { query, limit: 100 });
    const wanted = expected(articles, passes);
    const shown = found.tickets.filter(({ id }) => id >= firstTicket);
    expect(shown.map(({ id, articleId }) => [id - firstTicket, articleId - firstArticle])).toEqual(
      wanted.slice(0, 100).map(({ ticket, article }) => [ticket, article]),
    );
    expect(found.more).toBe(wanted.length > 100);
  });
});
