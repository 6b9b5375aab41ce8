/** Addresses that mail does not reach, over the API: all of them and forgetting one are for administrators. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { newToken } from "../../src/people/tokens.ts";
import { markFailing } from "../../src/store/failingAddresses.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { bothTokens, httpApp, type TestApp } from "./app.ts";

/** As long as an address may be, with what a query has to escape. */
const long = `${"x+y&z/".repeat(20)}@customer.test`;
const failures = [
  { address: "ann@customer.test", status: "5.1.1", reason: "550 5.1.1 no such user here" },
  { address: long, status: undefined, reason: "550 no" },
];

forEachDatabase("failing addresses over the API", (database) => {
  let store: Store;
  let app: TestApp;
  let admin = "";
  let agent = "";
  let reader = "";
  beforeAll(async () => {
    store = await database.open();
    const desk = testDesk(store);
    app = await httpApp(desk);
    const both = await bothTokens(desk);
    ({ admin, agent } = both);
    reader = (await newToken(desk, both.root, { name: "reads", scopes: ["tickets:read"] })).token;
  });
  beforeEach(async () => {
    await store.transaction(async (tx) => {
      await tx.deleteFrom("gotrs_failing_address").execute();
      await markFailing(tx, failures, "refused", null, new Date("2026-11-25T10:00:00Z"));
      await markFailing(tx, failures.slice(0, 1), "refused", null, new Date("2026-11-26T10:00:00Z"));
    });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await store.close();
  });

  it("are all told to an administrator, with how often and when last; those that are named to every agent", async () => {
    expect((await app.ask("GET", "/outbound/failing", admin)).json).toEqual({
      addresses: [
        {
          ...{ address: "ann@customer.test", origin: "refused", reason: "550 5.1.1 no such user here", failures: 2 },
          ...{ since: "2026-11-25T10:00:00Z", last: "2026-11-26T10:00:00Z" },
        },
        expect.objectContaining({ address: long, failures: 1 }),
      ],
    });
    expect((await app.ask("GET", "/outbound/failing", agent)).status).toBe(403);
    const named = await app.ask("GET", "/outbound/failing?address=ann@customer.test&address=bob@customer.test", agent);
    expect(named.json.addresses).toHaveLength(1);
  });

  it("are forgotten one by one, by administrators with a token for it", async () => {
    const path = `/outbound/failing?${new URLSearchParams({ address: long })}`;
    expect((await app.ask("DELETE", path, agent)).status).toBe(403);
    expect((await app.ask("DELETE", path, reader)).status).toBe(403);
    expect((await app.ask("DELETE", "/outbound/failing", admin)).status).toBe(422);
    expect((await app.ask("DELETE", path, admin)).status).toBe(204);
    expect((await app.ask("DELETE", path, admin)).status).toBe(404);
    expect((await app.ask("GET", "/outbound/failing", admin)).json.addresses).toHaveLength(1);
  });
});
