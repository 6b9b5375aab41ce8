import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Store, Tx } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";

forEachDatabase("group commit", (database) => {
  let store: Store;
  let commits: number;
  beforeEach(async () => {
    store = await database.open();
    commits = 0;
    store.onCommit(() => {
      commits += 1;
    });
  });
  afterEach(() => store.close());

  const write = (name: string) => async (tx: Tx) => {
    await tx.insertInto("gotrs_setting").values({ name, value: "written" }).execute();
    return name;
  };
  const written = async (): Promise<readonly string[]> =>
    (await store.db.selectFrom("gotrs_setting").select("name").where("value", "=", "written").execute()).map(
      ({ name }) => name,
    );

  it("lets works that wait together share one commit", async () => {
    const names = ["a", "b", "c", "d"];
    expect(await Promise.all(names.map((name) => store.grouped(write(name))))).toEqual(names);
    expect(commits).toBe(1);
    expect((await written()).toSorted()).toEqual(names);
  });

  it("waits a moment for a work that is announced, and not for one that will not come", async () => {
    using stopped = vi.spyOn(performance, "now").mockReturnValue(performance.now());
    const arrived = store.announce();
    const given = store.announce();
    const first = store.grouped(write("first"));
    await nextTurn();
    given();
    const second = store.grouped(write("second"));
    arrived();
    await Promise.all([first, second]);
    expect(commits).toBe(1);
    stopped.mockRestore();
    const never = store.announce();
    await store.grouped(write("alone"));
    expect(commits).toBe(2);
    never();
  });

  it("undoes a work that fails without the others of its group", async () => {
    const failing = store.grouped(async (tx) => {
      await write("undone")(tx);
      throw new Error("no");
    });
    const results = await Promise.allSettled([store.grouped(write("before")), failing, store.grouped(write("after"))]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await written()).toSorted()).toEqual(["after", "before"]);
  });
});
