/** The first page of lists and searches, and the queues' counts, as the desk grows tenfold. */
import { sql } from "kysely";
import { systemClock } from "../../../src/clock.ts";
import type { Actor, Desk } from "../../../src/desk.ts";
import { catchUp } from "../../../src/search/catchUp.ts";
import { search } from "../../../src/search/search.ts";
import { initialize } from "../../../src/store/init.ts";
import { openStore } from "../../../src/store/open.ts";
import { list, queues } from "../../../src/ticket/list.ts";
import { testDesk } from "../../desk.ts";
import { servers } from "../../servers.ts";
import { fill } from "../fill.ts";
import { onScratch } from "../run.ts";
import { row, title, verdict } from "../table.ts";

/** Milliseconds, and how much longer it may take on a desk ten times as large. */
const targets = { median: 50, growth: 3 };
const rounds = 15;
const root: Actor = { userId: 1, login: "root@localhost" };

const pages: readonly (readonly [what: string, page: (desk: Desk) => Promise<unknown>])[] = [
  ["list: to be worked on", (desk) => list(desk, root, {})],
  ["list: every ticket", (desk) => list(desk, root, { stateType: "all" })],
  ["list: most urgent first", (desk) => list(desk, root, { sort: "priority" })],
  ["list: one queue, last changed first", (desk) => list(desk, root, { queue: "Raw", sort: "changed" })],
  ["search: a rare word", (desk) => search(desk, root, { query: "matter4711" })],
  ["search: a word of every article", (desk) => search(desk, root, { query: "said" })],
  ["search: two words of open tickets", (desk) => search(desk, root, { query: "said case7 is:open" })],
  ["counts of all queues", (desk) => queues(desk, root)],
];

async function medianOf(page: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    await page();
    // The first fills the caches.
    if (round > 0) times.push(performance.now() - began);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** For each page its time on the small and on the large desk. */
async function timesOf(url: string, sizes: readonly number[]): Promise<readonly (readonly number[])[]> {
  const store = await openStore(url, { clock: systemClock, create: true });
  try {
    await initialize(store, { clock: systemClock, hashPassword: async () => "-" });
    const desk = testDesk(store, {}, systemClock);
    const times = pages.map((): number[] => []);
    for (const size of sizes) {
      await fill(store, size);
      while ((await catchUp(desk, 1000)) > 0);
      // What its autovacuum does within a minute of so many rows, and the bench would sometimes outrun.
      if (store.product === "postgres") await sql.raw("vacuum (analyze) gotrs_search_text").execute(store.db);
      for (const [index, [, page]] of pages.entries()) times[index]?.push(await medianOf(() => page(desk)));
    }
    return times;
  } finally {
    await store.close();
  }
}

/** @param articles of the large desk; the small one has a tenth */
export async function lists(articles: number): Promise<void> {
  const sizes = [Math.floor(articles / 10), articles];
  const [small = "", large = ""] = sizes.map((size) => size.toLocaleString("en"));
  title("first pages, milliseconds (median) by articles", small, large, "target");
  for (const server of servers) {
    if (!(await server.answers())) {
      row(`${server.title}: not measured, ${server.mend}`);
      continue;
    }
    const times = await onScratch(server, (url) => timesOf(url, sizes));
    for (const [index, [what]] of pages.entries()) {
      const [before = Number.NaN, after = Number.NaN] = times[index] ?? [];
      const met = after < targets.median && after <= targets.growth * before;
      const judged = `under ${targets.median} and ${targets.growth} times the first: ${verdict(met)}`;
      row(`${server.title}, ${what}`, before, after.toFixed(1), server.product === "mysql" ? "" : judged);
    }
  }
}
