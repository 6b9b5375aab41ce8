/** What a job of the generic agent would select, over the API: for administrators, in any language, changing nothing. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { genericAgent } from "../../src/admin/modules/genericAgent.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../../src/ticket/create.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { bothTokens, httpApp, type TestApp } from "./app.ts";

forEachDatabase("jobs of the generic agent over the API", (database) => {
  let store: Store;
  let desk: Desk;
  let app: TestApp;
  let root: Actor;
  let admin = "";
  let agent = "";
  beforeAll(async () => {
    store = await database.open();
    desk = testDesk(store);
    app = await httpApp(desk);
    ({ root, admin, agent } = await bothTokens(desk));
    for (const title of ["one", "two", "three"]) {
      await create(desk, root, {
        title,
        queue: title === "three" ? "Junk" : "Raw",
        body: "Hello",
        to: "kim@customer.test",
      });
    }
    await add("raw ones", { queues: ["Raw"] });
    await add("closed ones", { times: { closed: { start: "before", count: 14, unit: "day" } } });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await store.close();
  });

  const add = (key: string, raw: object) =>
    change(desk, root, {
      ...{ module: genericAgent, key, raw: { name: key, newState: "closed successful", ...raw }, mode: "add" },
      ...{ form: "json", where: (field: string | undefined) => field },
    });
  const test = (job: string, token = admin, query = "", language?: string) =>
    app.ask("GET", `/admin/generic-agent/${encodeURIComponent(job)}/test${query}`, token, undefined, language);

  it("tells them, the oldest first, and how many there are", async () => {
    const { status, json } = await test("raw ones");
    const titles = json.tickets.map(({ title }: { readonly title: string }) => title);
    expect([status, titles.slice(-2), json.total]).toEqual([200, ["one", "two"], titles.length]);
    expect((await test("raw ones", admin, "?limit=1")).json).toMatchObject({ tickets: [{}], total: json.total });
    expect((await test("raw ones")).json).toEqual(json);
  });

  it("refuses those who do not administer, jobs that are not there and limits without sense", async () => {
    expect((await test("raw ones", agent)).status).toBe(403);
    expect((await test("no such")).status).toBe(404);
    expect((await test("raw ones", admin, "?limit=0")).status).toBe(422);
  });

  it("says in the language of who asks what it cannot try", async () => {
    expect((await test("closed ones")).json.detail).toMatch(/^job "closed ones" selects by what cannot be tried/i);
    expect((await test("closed ones", admin, "", "de")).json).toMatchObject({
      detail: expect.stringMatching(/^Der Auftrag „closed ones“ wählt nach etwas aus, .*: closed\. Nur wenn er läuft/),
    });
  });
});
