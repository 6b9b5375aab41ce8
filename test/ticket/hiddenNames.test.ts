/** A wrong name of a queue is answered with those that the agent may use, not with what exists beside. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, Desk } from "../../src/desk.ts";
import { create } from "../../src/ticket/create.ts";
import { list } from "../../src/ticket/list.ts";
import { update } from "../../src/ticket/update.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { addAgent, addQueue, grant } from "./people.ts";

forEachDatabase("an error about a queue", (database) => {
  let desk: Desk;
  let agent: Actor;
  beforeAll(async () => {
    desk = testDesk(await database.open());
    await addQueue(desk, "Secret mergers");
    const { groupId } = await addQueue(desk, "Ours");
    agent = await addAgent(desk, "names.agent");
    await grant(desk, agent, groupId, "rw");
  });
  afterAll(() => desk.store.close());

  it("names those that the agent may use, and no other", async () => {
    const { ticketNumber } = await create(desk, agent, { title: "Paper", queue: "Ours", body: "Two boxes" });
    const wrong = [
      () => list(desk, agent, { queue: "Secret merger" }),
      () => create(desk, agent, { title: "Paper", queue: "Secret merger", body: "Two boxes" }),
      () => update(desk, agent, ticketNumber, { queue: "Secret merger" }),
    ];
    for (const attempt of wrong) {
      await expect(attempt()).rejects.toThrow('there is no queue "Secret merger". There is: Ours');
    }
  });
});
