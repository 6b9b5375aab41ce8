/** The window on a long list: fetches what is near, keeps the cursor on its row, and never believes an old answer. */
import { expect, it } from "vitest";
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
  expect(asked).toEqual(["0+100"]);
  expect(await window.reach(99_999)).toEqual({ id: 100_000 });
  expect(window.row(50_000)).toBeUndefined();
  expect(asked.every((page) => page === "0+100" || page.startsWith("999"))).toBe(true);
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
  const fresh = window.restart();
  answers[1]?.([7]);
  answers[0]?.([1, 2, 3]);
  await Promise.all([old, fresh]);
  expect([window.total, window.current]).toEqual([1, { id: 7 }]);
});

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
  expect([window.total, window.exact, counted]).toEqual([10_000, false, [false]]);
  await window.toEnd();
  expect([window.total, window.exact, window.at]).toEqual([30_000, true, 29_999]);
});
