/** Lists of tickets: every filter and order, who sees what, and pages that stay right while tickets come and change. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toDbTime, toEpoch } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { setFieldValue } from "../../src/store/dynamicFields.ts";
import { insertRow } from "../../src/store/insert.ts";
import { forgetReference, reference } from "../../src/store/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { sortColumns } from "../../src/store/ticketOrder.ts";
import { changeTicket, insertTicket, type NewTicket, type TicketChange } from "../../src/store/tickets.ts";
import { type ListRequest, list, queues } from "../../src/ticket/list.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { addAgent, addQueue, grant } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };
const plain: Omit<NewTicket, "number" | "title"> = {
  queueId: 2,
  stateId: 4,
  priorityId: 3,
  typeId: 1,
  lockId: 1,
  ownerId: 1,
  responsibleId: 1,
  customerId: null,
  customerUser: null,
  untilTime: 0,
};

forEachDatabase("a list of tickets", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  let ann: Actor;
  let stranger: Actor;
  const ids = new Map<string, number>();
  let made = 0;

  const add = async (title: string, parts: Partial<NewTicket> = {}, change: TicketChange & object = {}) => {
    made += 1;
    const ticket: NewTicket = { ...plain, number: `2026112410${String(made).padStart(6, "0")}`, title, ...parts };
    const id = await store.transaction(async (tx) => {
      const inserted = await insertTicket(tx, ticket, clock.now(), 1);
      if (Object.keys(change).length > 0) await changeTicket(tx, inserted, change, clock.now(), 1);
      return inserted;
    });
    ids.set(title, id);
    return id;
  };
  const titles = async (request: ListRequest, actor: Actor = root): Promise<readonly string[]> =>
    (await list(desk, actor, { sort: "oldest", ...request })).tickets.map(({ title }) => title);

  beforeAll(async () => {
    store = await database.open();
    clock = new TestClock("2026-11-20T10:00:00Z");
    desk = testDesk(store, {}, clock);
    await store.transaction((tx) => tx.updateTable("ticket").set({ ticket_state_id: 5 }).execute());
    ann = await addAgent(desk, "ann.agent");
    stranger = await addAgent(desk, "carl.stranger");
    const sub = await addQueue(desk, "Misc::Printers");
    await grant(desk, ann, 1, "ro");
    const stamp = {
      create_time: toDbTime(clock.now()),
      create_by: 1,
      change_time: toDbTime(clock.now()),
      change_by: 1,
    };
    const { serviceId, slaId } = await store.transaction(async (tx) => ({
      serviceId: await insertRow(tx, "service", { name: "Printing", valid_id: 1, comments: null, ...stamp } as never),
      slaId: await insertRow(tx, "sla", {
        name: "Gold",
        first_response_time: 0,
        update_time: 0,
        solution_time: 0,
        valid_id: 1,
        ...stamp,
      } as never),
    }));
    const fieldId = await store.transaction((tx) =>
      insertRow(tx, "dynamic_field", {
        name: "Floor",
        label: "Floor",
        field_order: 1,
        field_type: "Text",
        object_type: "Ticket",
        config: null,
        valid_id: 1,
        ...stamp,
      }),
    );
    forgetReference(store);
    await add("old", { customerUser: "ann@customer.test", customerId: "acme" });
    clock.advance(86_400);
    await add("misc", { queueId: 4, priorityId: 5, lockId: 2, ownerId: ann.userId, serviceId, slaId });
    await add("printers", { queueId: sub.id, responsibleId: ann.userId });
    await add("pending", { stateId: 6, untilTime: toEpoch(clock.now()) + 3 * 86_400 + 3600 });
    await add("closed", { stateId: 2 });
    await add("merged", { stateId: 9 });
    clock.advance(3 * 86_400);
    await add("fresh", { stateId: 1 });
    await add("\u00dcmlaut 100%_", { customerUser: "B\u00f6rge", customerId: "B\u00d6RGE & Co" });
    await store.transaction(async (tx) => {
      const id = (title: string) => ids.get(title) ?? 0;
      await setFieldValue(tx, { id: fieldId, name: "Floor", object: "Ticket", type: "Text" }, id("misc"), "second");
      await tx.updateTable("ticket").set({ archive_flag: 1 }).where("id", "=", id("old")).execute();
      const soon = toEpoch(clock.now()) + 1800;
      await tx.updateTable("ticket").set({ escalation_time: soon }).where("id", "=", id("fresh")).execute();
      await insertRow(tx, "ticket_watcher", { ticket_id: id("misc"), user_id: 1, ...stamp });
      await insertRow(tx, "ticket_flag", {
        ticket_id: id("misc"),
        ticket_key: "Seen",
        ticket_value: "1",
        create_time: stamp.create_time,
        create_by: 1,
      });
    });
  });
  afterAll(() => store?.close());

  const open = ["old", "misc", "printers", "pending", "fresh", "\u00dcmlaut 100%_"];
  it.each<[string, ListRequest, readonly string[]]>([
    ["everything that is not closed, by itself", {}, open],
    [
      "all states",
      { stateType: "all" },
      ["Welcome", "old", "misc", "printers", "pending", "closed", "merged", ...open.slice(4)],
    ],
    ["a queue with its sub-queues", { queue: "Misc" }, ["misc", "printers"]],
    ["two queues", { queue: ["Misc::Printers", "Postmaster"] }, ["printers"]],
    ["a state", { state: "new" }, ["fresh"]],
    ["states, whatever their case", { state: ["New", "closed successful"] }, ["closed", "fresh"]],
    ["a state type", { stateType: "pending reminder" }, ["pending"]],
    ["state types", { stateType: ["closed", "merged"] }, ["closed", "merged"]],
    ["an owner", { owner: "ann.agent" }, ["misc"]],
    ["me as the owner", { owner: "me" }, open.filter((title) => title !== "misc")],
    ["a responsible", { responsible: "ann.agent" }, ["printers"]],
    ["locked ones", { lock: "lock" }, ["misc"]],
    ["a priority", { priority: "5 very high" }, ["misc"]],
    ["a type", { type: "Unclassified", queue: "Misc" }, ["misc", "printers"]],
    ["a service", { service: "Printing" }, ["misc"]],
    ["an SLA", { sla: "Gold" }, ["misc"]],
    ["a customer id", { customer: "acme" }, ["old"]],
    ["a customer, typed in another case", { customerUser: "Ann@Customer.test" }, ["old"]],
    ["no customer id in another case", { customer: "b\u00f6RGE & co" }, []],
    ["a customer id in capitals", { customer: ["B\u00d6RGE & Co", "ACME"] }, ["old", "\u00dcmlaut 100%_"]],
    ["a dynamic field", { dynamicField: "floor=second" }, ["misc"]],
    ["no value in a dynamic field", { dynamicField: "Floor=", queue: "Misc" }, ["printers"]],
    ["watched", { watched: true }, ["misc"]],
    ["unread", { unread: true, queue: "Misc" }, ["printers"]],
    ["read", { unread: false }, ["misc"]],
    ["archived", { archived: true }, ["old"]],
    ["not archived", { archived: false }, open.slice(1)],
    ["escalating soon", { escalatingWithin: "1h" }, ["fresh"]],
    ["escalating, but later", { escalatingWithin: "10m" }, []],
    ["pending for no longer than 2 hours", { pendingWithin: "2h" }, ["pending"]],
    ["older than two days", { createdBefore: "2d" }, ["old", "misc", "printers", "pending"]],
    [
      "younger than a day, and by instant",
      { createdAfter: "1d", createdBefore: "2026-12-01T00:00:00Z" },
      open.slice(4),
    ],
    ["changed since a day", { changedAfter: "2026-11-22" }, open.slice(4)],
    ["changed before it", { changedBefore: "2026-11-21" }, ["old"]],
    ["a part of the title", { search: "100%_" }, ["\u00dcmlaut 100%_"]],
    ["a part of the title, whatever its case", { search: "\u00fcMLAUT" }, ["\u00dcmlaut 100%_"]],
    ["no title with other accents", { search: "umlaut" }, []],
    ["a part of the customer, whatever its case", { search: "B\u00d6rg" }, ["\u00dcmlaut 100%_"]],
    ["a part of the customer id, whatever its case", { search: "\u00f6rge & c" }, ["\u00dcmlaut 100%_"]],
    ["a part of a customer id without a customer user's", { search: "ACM" }, ["old"]],
    [
      "all of it together",
      { queue: "Misc", owner: "ann.agent", lock: "lock", unread: false, service: "Printing" },
      ["misc"],
    ],
  ])("shows %s", async (_what, request, expected) => {
    const page = await list(desk, root, { ...request, sort: "oldest" });
    expect(page).not.toHaveProperty("totalExact");
    const found = page.tickets.map(({ title }) => title.replace(/^Welcome.*/, "Welcome"));
    expect(found).toEqual(expected);
    expect(page).toMatchObject({ total: expected.length, nextCursor: null });
  });

  it.each<[ListRequest, RegExp]>([
    [{ queue: "Raww" }, /no queue "Raww". Did you mean "Raw"\?/],
    [{ state: "opne" }, /no state "opne". Did you mean "open"\?/],
    [{ stateType: "clsed" }, /no state type "clsed". Did you mean "closed"\?/],
    [{ owner: "ann.agnet" }, /no agent "ann.agnet". Did you mean "ann.agent"\?/],
    [{ lock: "locked" }, /no lock "locked". Did you mean "lock"\?/],
    [{ priority: "6 super" }, /no priority "6 super". There is: 1 very low/],
    [{ service: "Printin" }, /no service "Printin". Did you mean "Printing"\?/],
    [{ dynamicField: "Flor=1" }, /no dynamic field "Flor". Did you mean "Floor"\?/],
    [{ dynamicField: "Floor" }, /dynamicField: "Floor" is no field and value. Give it as NAME=VALUE/],
    [{ createdBefore: "yesterday" }, /createdBefore: "yesterday" is no time. Give it as 3d/],
    [{ sort: "titel" }, /no column to sort by "titel". Did you mean "title"\?/],
    [{ sort: "title:up" }, /sort: "title:up" is no order. Write title:asc or title:desc/],
    [{ cursor: "!" }, /cursor: "!" is no cursor/],
  ])("says what is wrong with %j", async (request, message) => {
    await expect(list(desk, root, request)).rejects.toThrow(message);
  });

  it("is sorted by any column of the summary, up and down, and the cursor goes through it", async () => {
    for (const column of [...sortColumns, "age"]) {
      const walk = async (sort: string): Promise<readonly number[]> => {
        const found: number[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const next = cursor === undefined ? {} : { cursor };
          const page = await list(desk, root, { stateType: "all", sort, limit: 2, ...next });
          found.push(...page.tickets.map(({ id }) => id));
          cursor = page.nextCursor;
        }
        return found;
      };
      const up = await walk(`${column}:asc,id:asc`);
      expect(up, column).toHaveLength(9);
      expect(await walk(`${column}:desc,id:desc`), column).toEqual(up.toReversed());
    }
    expect(await titles({ sort: "priority" })).toEqual(["misc", ...open.filter((title) => title !== "misc")]);
    expect((await titles({ sort: "queue,title:desc" })).slice(0, 2)).toEqual(["misc", "printers"]);
    expect((await titles({ sort: "escalation" }))[0]).toBe("fresh");
    expect((await titles({ sort: "pending" }))[0]).toBe("pending");
    const other = (await list(desk, root, { sort: "title", limit: 1 })).nextCursor ?? "";
    await expect(list(desk, root, { sort: "queue", cursor: other })).rejects.toThrow(/belongs to the order title:asc/);
  });

  it("holds what the agent may see, whatever is asked for", async () => {
    // Rights on a group; and what is one's own, whatever the group.
    expect(await titles({}, ann)).toEqual(open);
    expect((await list(desk, stranger, { stateType: "all" })).total).toBe(0);
    await store.transaction((tx) =>
      changeTicket(tx, ids.get("closed") ?? 0, { user_id: stranger.userId }, clock.now(), 1),
    );
    expect(await titles({ stateType: "all" }, stranger)).toEqual(["closed"]);
    for (const sort of [...sortColumns]) expect(await titles({ sort }, stranger)).toEqual([]);
    expect(await titles({ queue: "Misc", watched: false }, stranger)).toEqual([]);
    await store.transaction((tx) => changeTicket(tx, ids.get("closed") ?? 0, { user_id: 1 }, clock.now(), 1));
    expect((await queues(desk, ann)).find(({ name }) => name === "Misc")).toMatchObject({ open: 1, unread: 1 });
    expect((await queues(desk, root)).find(({ name }) => name === "Misc")).toMatchObject({ open: 1, unread: 0 });
    // As lists show it that leave out the archive.
    const inQueues = (await queues(desk, root)).reduce((sum, queue) => sum + queue.open, 0);
    expect(inQueues).toBe((await titles({ archived: false })).length);
    const escalating = await titles({ escalatingWithin: "4h" });
    const counted = (await queues(desk, root)).reduce((sum, queue) => sum + queue.escalating, 0);
    expect([counted, escalating]).toEqual([1, ["fresh"]]);
  });

  describe("read page by page while tickets come and change", () => {
    const sorts = ["newest", "oldest", "changed", "priority", "title", "owner,changed:asc", "unread,customerUser:desc"];
    it("shows each ticket that nobody touched exactly once, and none twice unless it changed", async () => {
      const { queues: known } = await reference(store);
      const queueId = known.required("Junk").id;
      const step = fc.record({
        what: fc.constantFrom("add", "touch", "close", "none"),
        which: fc.nat(30),
        priorityId: fc.integer({ min: 1, max: 5 }),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...sorts),
          fc.integer({ min: 1, max: 4 }),
          fc.array(step, { minLength: 3, maxLength: 8 }),
          async (sort, limit, steps) => {
            await store.transaction((tx) => tx.deleteFrom("ticket").where("queue_id", "=", queueId).execute());
            const initial: number[] = [];
            for (let count = 0; count < 9; count += 1) {
              clock.advance(1);
              initial.push(await add(`T${count % 3}`, { queueId, priorityId: 1 + (count % 4) }));
            }
            const touched = new Set<number>();
            const seen: number[] = [];
            const todo = [...steps];
            for (let cursor: string | null | undefined; cursor !== null; ) {
              const next = cursor === undefined ? {} : { cursor };
              const page = await list(desk, root, { queue: "Junk", sort, limit, ...next });
              seen.push(...page.tickets.map(({ id }) => id));
              cursor = page.nextCursor;
              const { what, which, priorityId } = todo.shift() ?? { what: "none", which: 0, priorityId: 1 };
              clock.advance(1);
              const id = initial[which % initial.length] ?? 0;
              if (what === "add") touched.add(await add(`N${which}`, { queueId, priorityId }));
              if (what === "touch" || what === "close") {
                touched.add(id);
                const change = what === "touch" ? { ticket_priority_id: priorityId } : { ticket_state_id: 2 };
                await store.transaction((tx) => changeTicket(tx, id, change, clock.now(), 1));
              }
            }
            const untouched = seen.filter((id) => !touched.has(id));
            expect(untouched.toSorted((a, b) => a - b)).toEqual(initial.filter((id) => !touched.has(id)));
          },
        ),
        { numRuns: database.product === "sqlite" ? 30 : 8 },
      );
    });
  });
});
