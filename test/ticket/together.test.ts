/** Twenty agents on one ticket at once: nothing is lost, and history tells all of it in order. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, Desk } from "../../src/desk.ts";
import { ConflictError } from "../../src/errors.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../../src/ticket/create.ts";
import { merge } from "../../src/ticket/merge.ts";
import { note } from "../../src/ticket/note.ts";
import { reply } from "../../src/ticket/reply.ts";
import { show } from "../../src/ticket/show.ts";
import { accountTime } from "../../src/ticket/time.ts";
import { update } from "../../src/ticket/update.ts";
import { watch } from "../../src/ticket/watch.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { addAgent, grant } from "./people.ts";

const root: Actor = { userId: 1, login: "root@localhost" };
const count = 20;

forEachDatabase("twenty agents", (database) => {
  let store: Store;
  let desk: Desk;
  const agents: Actor[] = [];
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    for (let made = 0; made < count; made += 1) {
      const agent = await addAgent(desk, `agent${made}.of`);
      await grant(desk, agent, 1, "rw");
      agents.push(agent);
    }
  }, 300_000);
  afterAll(() => store.close());

  it("work on one ticket, and each thing that they did is there", { timeout: 600_000 }, async () => {
    const { ticketNumber } = await create(desk, root, { title: "Start", queue: "Raw", body: "-" });
    await Promise.all(
      agents.flatMap((agent, index) => [
        note(desk, agent, ticketNumber, { body: `Note ${index}`, timeUnits: 0.01 }),
        update(desk, agent, ticketNumber, {
          title: `Title ${index}`,
          priority: `${(index % 5) + 1} ${priorities[index % 5]}`,
        }),
        reply(desk, agent, ticketNumber, { to: "ann@customer.test", body: `Answer ${index}` }),
        watch(desk, agent, ticketNumber),
        accountTime(desk, agent, ticketNumber, 1),
        update(desk, agent, ticketNumber, { owner: agent.login }),
      ]),
    );
    const ticket = await show(desk, root, ticketNumber);
    const named = (type: string): readonly string[] =>
      ticket.history.filter((row) => row.type === type).map(({ name }) => name);
    expect(ticket.articles).toHaveLength(1 + 2 * count);
    expect(named("AddNote")).toHaveLength(1 + count);
    expect(named("SendAnswer")).toHaveLength(count);
    expect(named("Subscribe")).toHaveLength(count);
    expect(ticket.watchers).toHaveLength(count);
    expect(ticket.timeUnits).toBe(count + 0.01 * count);
    // Each sum is the one before and what was added: no two were worked out from the same.
    const times = named("TimeAccounting").map((name) => name.split("%%").slice(1).map(Number));
    let sum = 0;
    for (const [added = 0, total = 0] of times) {
      sum = Math.round((sum + added) * 100) / 100;
      expect(total).toBe(sum);
    }
    // Each change begins where the one before ended, and the last is what the ticket is now.
    let title = "Start";
    for (const name of named("TitleUpdate")) {
      const [, old, next = ""] = name.split("%%");
      expect(old).toBe(title);
      title = next;
    }
    expect(named("TitleUpdate")).toHaveLength(count);
    expect(ticket.title).toBe(title);
    expect(ticket.owner).toBe(named("OwnerUpdate").at(-1)?.split("%%")[1]);
    let priority = "3 normal";
    for (const name of named("PriorityUpdate")) {
      const [, old, , next = ""] = name.split("%%");
      expect(old).toBe(priority);
      priority = next;
    }
    expect(ticket.priority).toBe(priority);
  });

  it("who all saw the same version: one changes it, the others are told", { timeout: 600_000 }, async () => {
    const { ticketNumber } = await create(desk, root, { title: "Start", queue: "Raw", body: "-" });
    const { version } = await show(desk, root, ticketNumber);
    const results = await Promise.allSettled(
      agents.map((agent, index) => update(desk, agent, ticketNumber, { title: `Title ${index}`, version })),
    );
    const refused = results.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(count - 1);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(ConflictError);
    expect((await show(desk, root, ticketNumber)).history.filter(({ type }) => type === "TitleUpdate")).toHaveLength(1);
  });

  it("merge tickets crosswise, and no article is lost", { timeout: 600_000 }, async () => {
    const numbers: string[] = [];
    for (let made = 0; made < 4; made += 1) {
      numbers.push((await create(desk, root, { title: `T${made}`, queue: "Raw", body: `Body ${made}` })).ticketNumber);
    }
    await Promise.allSettled(
      agents.map((agent, index) =>
        merge(desk, agent, numbers[index % 4] ?? "", numbers[(index + 1 + (index % 3)) % 4] ?? ""),
      ),
    );
    const tickets = await Promise.all(numbers.map((number) => show(desk, root, number)));
    const bodies = tickets
      .flatMap(({ articles }) => articles.map(({ body }) => body))
      .filter((body) => body.startsWith("Body"));
    expect(bodies.toSorted()).toEqual(["Body 0", "Body 1", "Body 2", "Body 3"]);
    // A merged ticket keeps nothing that a customer wrote, and never do all merge into each other.
    expect(tickets.some(({ stateType }) => stateType !== "merged")).toBe(true);
  });
});

const priorities = ["very low", "low", "normal", "high", "very high"];
