import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor, Desk } from "../../src/desk.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../../src/ticket/create.ts";
import { note } from "../../src/ticket/note.ts";
import { reply } from "../../src/ticket/reply.ts";
import { ticketReport } from "../../src/ticket/report.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { addAgent, addQueue, grant } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };
const day = 86_400;

forEachDatabase("the report", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock("2026-11-20T10:00:00Z");
    desk = testDesk(store, {}, clock);
  });
  afterEach(() => store.close());
  const ticket = async (queue = "Raw") => {
    const request = { by: "phone", title: "Job", queue, body: "-", customerUser: "ann@customer.test" } as const;
    return (await create(desk, root, request)).ticketNumber;
  };

  it("counts what came, was closed, reopened and is open at the end of each day, and the median first answer", async () => {
    // The welcome of a fresh installation is no part of these days.
    const before = (await ticketReport(desk, root, { days: 1 })).days[0]?.open ?? 0;
    const one = await ticket();
    const two = await ticket();
    clock.advance(3600);
    await note(desk, root, one, { body: "Not for the customer." });
    clock.advance(3600);
    await reply(desk, root, one, { body: "Done.", to: "ann@customer.test", state: "closed successful" });
    clock.advance(day - 7200);
    await ticket();
    await update(desk, root, two, { state: "closed successful" });
    await update(desk, root, one, { state: "open" });
    clock.advance(day);
    const { days, firstResponse } = await ticketReport(desk, root, { days: 3 });
    expect(days).toEqual([
      { day: "2026-11-20", created: 2, closed: 1, reopened: 0, open: before + 1, firstResponse: 7200 },
      { day: "2026-11-21", created: 1, closed: 1, reopened: 1, open: before + 2, firstResponse: null },
      { day: "2026-11-22", created: 0, closed: 0, reopened: 0, open: before + 2, firstResponse: null },
    ]);
    expect(firstResponse).toBe(7200);
  });

  it("counts from one day to another by week and month, and what was open at the end of each", async () => {
    // After the welcome of the installation, whenever the test runs.
    clock = new TestClock("2037-11-20T10:00:00Z");
    desk = testDesk(store, {}, clock);
    const before = (await ticketReport(desk, root, { days: 1 })).days[0]?.open ?? 0;
    const one = await ticket();
    clock.advance(5 * day);
    await update(desk, root, one, { state: "closed successful" });
    await ticket();
    clock.advance(10 * day);
    await ticket();
    const asked = { from: "2037-11-18", to: "2037-12-02" } as const;
    const weeks = await ticketReport(desk, root, { ...asked, by: "week" });
    expect([weeks.from, weeks.to]).toEqual(["2037-11-18", "2037-12-02"]);
    expect(weeks.days.map(({ day: first, created, closed, open }) => [first, created, closed, open - before])).toEqual([
      ["2037-11-18", 1, 0, 1],
      ["2037-11-23", 1, 1, 1],
      ["2037-11-30", 0, 0, 1],
    ]);
    const months = await ticketReport(desk, root, { from: "2037-11-18", to: "2038-01-31", by: "month" });
    expect(months.to).toBe("2037-12-05");
    expect(months.days.map(({ day: first, created }) => [first, created])).toEqual([
      ["2037-11-18", 2],
      ["2037-12-01", 1],
    ]);
    expect(months.queues.find(({ queue }) => queue === "Raw")?.created).toEqual([2, 1]);
    await expect(ticketReport(desk, root, { from: "2037-11-31" })).rejects.toThrow('"2037-11-31" is no day');
    await expect(ticketReport(desk, root, { from: "2037-12-06" })).rejects.toThrow("is after 2037-12-05");
    await expect(ticketReport(desk, root, { from: "2020-01-01" })).rejects.toThrow("too long ago");
  });

  it("tells tickets apart by owner and by state", async () => {
    const agent = await addAgent(desk, "dora.owner");
    await grant(desk, agent, 1, "rw");
    const [one, two] = [await ticket(), await ticket()];
    await update(desk, root, one, { owner: "dora.owner" });
    await update(desk, root, one, { state: "closed successful" });
    await update(desk, root, two, { state: "open" });
    const owners = await ticketReport(desk, root, { days: 1, of: "owner" });
    expect(owners.groups.find(({ name }) => name === "dora.owner")).toMatchObject({ created: [1], closed: 1, open: 0 });
    expect(owners.groups.find(({ name }) => name === root.login)).toMatchObject({ created: [1], closed: 0 });
    const states = await ticketReport(desk, root, { days: 1, of: "state" });
    expect(states.groups.find(({ name }) => name === "closed successful")).toMatchObject({
      ...{ created: [1], closed: 1, open: 0 },
    });
    expect(states.groups.find(({ name }) => name === "open")).toMatchObject({ created: [1], closed: 0, open: 1 });
    expect((await ticketReport(desk, root, { days: 1 })).groups).toEqual([]);
  });

  it("tells of queues that the agent sees and of no others", async () => {
    const { groupId } = await addQueue(desk, "Secret");
    const agent = await addAgent(desk, "dora.agent");
    await grant(desk, agent, groupId, "ro");
    await update(desk, root, await ticket("Secret"), { state: "closed successful" });
    await ticket();
    const { queues, days } = await ticketReport(desk, agent, { days: 2 });
    expect(queues).toEqual([{ queue: "Secret", created: [0, 1], closed: 1, open: 0 }]);
    expect(days.at(-1)).toMatchObject({ created: 1, closed: 1, open: 0 });
    const nobody = await addAgent(desk, "no.body");
    expect(await ticketReport(desk, nobody, { days: 1 })).toMatchObject({ queues: [], firstResponse: null });
  });
});
