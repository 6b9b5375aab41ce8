/** The window on a long list: fetches what is near, keeps the cursor on its row, and never believes an old answer. */
import { afterEach, expect, it, vi } from "vitest";
import { Window } from "../../tui/client/window.ts";

const rowsFrom = (ids: readonly number[]) => ids.map((id) => ({ id }));

function over(ids: () => readonly number[]) {
  const asked: string[] = [];
  const window = new Window<{ id: number }>(
    async (offset, limit) => {
      asked.push(`${offset}+${limit}`);
      return { rows: rowsFrom(ids().slice(offset, offset + limit)), total: ids().length, exact: true };
    },
    (error) => {
      throw error;
    },
  );
  return { window, asked };
}

it("fetches of a hundred thousand rows only those near the cursor", async () => {
  const all = Array.from({ length: 100_000 }, (_, index) => index + 1);
  const { window, asked } = over(() => all);
  await window.refresh();
  expect(asked).toEqual(["0+100", "100+100"]);
  expect(await window.reach(99_999)).toEqual({ id: 100_000 });
  expect(window.row(50_000)).toBeUndefined();
  expect(asked.slice(2).toSorted()).toEqual(["99800+100", "99900+100"]);
});

it("stays on its row when others come in above, and goes to the next when it is gone", async () => {
  let ids = [1, 2, 3, 4];
  const { window } = over(() => ids);
  await window.refresh();
  window.moveTo(1);
  ids = [8, 9, ...ids];
  await window.refresh();
  expect([window.at, window.current]).toEqual([3, { id: 2 }]);
  ids = [8, 9, 1, 3, 4];
  await window.refresh();
  expect([window.at, window.current]).toEqual([3, { id: 3 }]);
  ids = [8];
  await window.refresh();
  expect(window.current).toEqual({ id: 8 });
  ids = [];
  await window.refresh();
  expect([window.total, window.current]).toEqual([0, undefined]);
});

it("does not move beyond either end", async () => {
  const { window } = over(() => [1, 2, 3]);
  await window.refresh();
  window.moveTo(-5);
  expect(window.at).toBe(0);
  window.moveTo(1e9);
  expect(window.at).toBe(2);
});

it("throws away the answer to a question that is no longer asked", async () => {
  const answers: ((ids: readonly number[]) => void)[] = [];
  const window = new Window<{ id: number }>(
    () =>
      new Promise((resolve) => answers.push((ids) => resolve({ rows: rowsFrom(ids), total: ids.length, exact: true }))),
    () => {},
  );
  const old = window.refresh();
  const fresh = window.refresh();
  answers[1]?.([7]);
  answers[0]?.([1, 2, 3]);
  await Promise.all([old, fresh]);
  expect([window.total, window.current]).toEqual([1, { id: 7 }]);
});

it("keeps what was there for a moment while something else is fetched, and no longer", async () => {
  vi.useFakeTimers();
  const answers: ((ids: readonly number[]) => void)[] = [];
  const window = new Window<{ id: number }>(
    () =>
      new Promise((resolve) => answers.push((ids) => resolve({ rows: rowsFrom(ids), total: ids.length, exact: true }))),
    () => {},
  );
  const first = window.refresh();
  answers[0]?.([1, 2, 3]);
  await first;
  // What was asked for before that comes too late.
  void window.refresh();
  let there = false;
  const other = window.restart().then(() => {
    there = true;
  });
  answers[1]?.([1, 2, 3, 4]);
  const second = window.refresh();
  await vi.advanceTimersByTimeAsync(399);
  expect([window.total, window.current, there]).toEqual([3, { id: 1 }, false]);
  await vi.advanceTimersByTimeAsync(1);
  expect([window.total, window.current, there]).toEqual([undefined, undefined, false]);
  answers[2]?.([7]);
  await Promise.all([second, other]);
  expect([window.total, window.current]).toEqual([1, { id: 7 }]);
});

it("shows nothing of before when what is wanted instead cannot be had", async () => {
  let fails = false;
  const window = new Window<{ id: number }>(
    async () => {
      if (fails) throw new Error("away");
      return { rows: rowsFrom([1]), total: 1, exact: true };
    },
    () => {},
  );
  await window.refresh();
  fails = true;
  await window.refresh();
  expect(window.current).toEqual({ id: 1 });
  const other = window.restart();
  await window.refresh();
  await other;
  expect([window.total, window.current]).toEqual([undefined, undefined]);
});

afterEach(() => vi.useRealTimers());

it("counts beyond what was counted only for who goes there", async () => {
  const all = Array.from({ length: 30_000 }, (_, index) => index + 1);
  const counted: boolean[] = [];
  const window = new Window<{ id: number }>(
    async (offset, limit, exact) => {
      counted.push(exact);
      const total = exact ? all.length : 10_000;
      return { rows: rowsFrom(all.slice(offset, offset + limit)), total, exact };
    },
    () => {},
  );
  await window.refresh();
  expect([window.total, window.exact, counted.includes(true)]).toEqual([10_000, false, false]);
  await window.toEnd();
  expect([window.total, window.exact, window.at]).toEqual([30_000, true, 29_999]);
});

/** Answers one by one, when the test says so, out of 30,000 rows that are counted up to 10,000. */
function slowly() {
  const all = Array.from({ length: 30_000 }, (_, index) => index + 1);
  const asked: { readonly page: number; readonly exact: boolean; readonly answer: () => void }[] = [];
  const window = new Window<{ id: number }>(
    (offset, limit, exact) =>
      new Promise((resolve) => {
        const total = exact ? all.length : 10_000;
        const answer = () => resolve({ rows: rowsFrom(all.slice(offset, offset + limit)), total, exact });
        asked.push({ page: offset / limit, exact, answer });
      }),
    (error) => {
      throw error;
    },
  );
  const answer = async (wanted: (one: (typeof asked)[number]) => boolean): Promise<void> => {
    const now = asked.filter(wanted);
    for (const one of now) asked.splice(asked.indexOf(one), 1);
    for (const one of now) one.answer();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { window, asked, answer };
}

it("shows the rows that are near while the rest is counted, and keeps the count", async () => {
  const { window, asked, answer } = slowly();
  const opened = window.refresh();
  await answer(() => true);
  await opened;
  window.moveTo(9_600);
  expect(asked.filter(({ exact }) => exact)).toHaveLength(1);
  await answer(({ exact }) => !exact);
  window.moveTo(9_700);
  await answer(({ exact }) => !exact);
  expect([window.current, window.total, window.exact]).toEqual([{ id: 9_701 }, 10_000, false]);
  await answer(({ exact }) => exact);
  window.moveTo(12_345);
  await answer(() => true);
  expect([window.current, window.total, window.exact]).toEqual([{ id: 12_346 }, 30_000, true]);
  expect(asked).toEqual([]);
});

it("goes to the end also when the rows come anew while it counts", async () => {
  const { window, answer } = slowly();
  const opened = window.refresh();
  await answer(() => true);
  await opened;
  const atEnd = window.toEnd();
  const again = window.refresh();
  for (let turn = 0; turn < 4; turn += 1) await answer(() => true);
  await Promise.all([atEnd, again]);
  expect([window.at, window.total]).toEqual([29_999, 30_000]);
});

it("goes on beyond what was counted when the rest is, unless the agent went elsewhere", async () => {
  const { window, answer } = slowly();
  const opened = window.refresh();
  await answer(() => true);
  await opened;
  window.moveTo(20_000);
  expect(window.at).toBe(9_999);
  for (let turn = 0; turn < 3; turn += 1) await answer(() => true);
  expect([window.at, window.current]).toEqual([20_000, { id: 20_001 }]);
  const other = slowly();
  const again = other.window.refresh();
  await other.answer(() => true);
  await again;
  other.window.moveTo(20_000);
  other.window.moveTo(3);
  for (let turn = 0; turn < 3; turn += 1) await other.answer(() => true);
  expect([other.window.at, other.window.total]).toEqual([3, 30_000]);
});

it("stays where it is when the end cannot be found", async () => {
  let fails = false;
  const window = new Window<{ id: number }>(
    async (offset, limit) => {
      if (fails) throw new Error("away");
      return {
        rows: rowsFrom(Array.from({ length: limit }, (_, index) => offset + index + 1)),
        total: 10_000,
        exact: false,
      };
    },
    () => {},
  );
  await window.refresh();
  fails = true;
  await window.toEnd();
  expect([window.at, window.total]).toEqual([0, 10_000]);
});

it("asks no more often for what has no better count", async () => {
  let asked = 0;
  const window = new Window<{ id: number }>(
    async (offset) => {
      asked += 1;
      return { rows: offset > 0 ? [] : rowsFrom([1, 2, 3]), total: 3, exact: false, isFinal: true };
    },
    () => {},
  );
  await window.refresh();
  for (const index of [1, 2, 9]) window.moveTo(index);
  await window.toEnd();
  expect([asked, window.at, window.exact]).toEqual([1, 2, false]);
});

it("keeps a count that was made while the rows were fetched anew", async () => {
  const { window, asked, answer } = slowly();
  const opened = window.refresh();
  await answer(() => true);
  await opened;
  const again = window.refresh();
  const atEnd = window.toEnd();
  await answer(({ exact }) => exact);
  await atEnd;
  for (let turn = 0; turn < 3; turn += 1) await answer(() => true);
  await again;
  expect([window.at, window.total, window.exact]).toEqual([29_999, 30_000, true]);
  expect(asked).toEqual([]);
});

it("has rows that are not here yet", async () => {
  const all = Array.from({ length: 1_000 }, (_, index) => index + 1);
  const { window, asked } = over(() => all);
  await window.refresh();
  expect((await window.rows(50, 500)).map(({ id }) => id)).toEqual(all.slice(50, 550));
  expect((await window.rows(950, 500)).map(({ id }) => id)).toEqual(all.slice(950));
  expect(new Set(asked).size).toBe(asked.length);
});

it("draws nothing anew for rows that come ahead of the agent", async () => {
  const { window, answer } = slowly();
  const opened = window.refresh();
  await answer(() => true);
  await opened;
  let drawn = 0;
  window.subscribe(() => {
    drawn += 1;
  });
  window.moveTo(70);
  expect(window.row(70)).toEqual({ id: 71 });
  await answer(() => true);
  expect([drawn, window.row(170)]).toEqual([1, { id: 171 }]);
  window.moveTo(300);
  expect(window.row(300)).toBeUndefined();
  await answer(() => true);
  expect([drawn > 2, window.row(300)]).toEqual([true, { id: 301 }]);
});
