/** Senders whose mail nobody wants, over the API: listed, blocked and let in by administrators, and audited. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { bothTokens, httpApp, type TestApp } from "./app.ts";

forEachDatabase("the block list over the API", (database) => {
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
  });
  beforeEach(() => store.transaction(async (tx) => void (await tx.deleteFrom("gotrs_block").execute())));
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await store.close();
  });

  const path = "/admin/block-list";
  const named = (sender: string) => `${path}?${new URLSearchParams({ sender })}`;
  const add = (body: object, token = admin, language?: string) => app.ask("POST", path, token, body, language);
  const trail = () => auditTrail(desk, root, { limit: 1, thing: "block-list" });

  it("blocks a sender, gives the same one a new reason and end, and lets them in again", async () => {
    const first = await add({ sender: "*.Evil.test", reason: "sells\r\nthings", expires: "2027-01-31T12:00:00+01:00" });
    const block = { kind: "domain", pattern: "evil.test", reason: "sells things", expires: "2027-01-31T11:00:00Z" };
    expect(first).toEqual({ status: 200, json: { block: { ...block, created: expect.any(String) }, before: null } });
    expect(await trail()).toMatchObject([
      {
        ...{ by: "root@localhost", key: "evil.test", action: "add" },
        changes: { reason: { from: null, to: "sells things" }, expires: { from: null } },
      },
    ]);
    expect((await add({ sender: "evil.test" })).json).toMatchObject({
      block: { reason: "", expires: null },
      before: block,
    });
    expect(await trail()).toMatchObject([{ action: "set", changes: { reason: { from: "sells things", to: "" } } }]);
    await add({ sender: "192.0.2.0/24" });
    expect((await app.ask("GET", path, admin)).json.blocks).toMatchObject([
      { kind: "domain", pattern: "evil.test" },
      { kind: "ip", pattern: "192.0.2.0/24" },
    ]);
    expect((await app.ask("GET", named("@evil.test"), admin)).json.blocks).toMatchObject([{ pattern: "evil.test" }]);
    expect((await app.ask("GET", named("x@evil.test"), admin)).json.blocks).toEqual([]);
    expect((await app.ask("DELETE", named("192.0.2.0/24"), admin)).status).toBe(204);
    expect(await trail()).toMatchObject([{ key: "192.0.2.0/24", action: "remove" }]);
    expect((await app.ask("DELETE", named("192.0.2.0/24"), admin)).status).toBe(404);
  });

  it("is for administrators alone", async () => {
    expect((await app.ask("GET", path, agent)).status).toBe(403);
    expect((await add({ sender: "evil.test" }, agent)).status).toBe(403);
    expect((await add({ sender: "no sender" }, agent)).status).toBe(403);
    expect((await app.ask("DELETE", named("evil.test"), agent)).status).toBe(403);
    expect((await app.ask("GET", path, admin)).json.blocks).toEqual([]);
  });

  it.each([
    ["not a sender", "de", "„not a sender“ ist keine Adresse, Domain, IP und kein Netz"],
    ["192.0.2.0/64", "es", "«192.0.2.0/64» no es dirección, dominio, IP ni red"],
    ["localhost", "fr", "«\u00a0localhost\u00a0» n'est ni adresse, ni domaine, ni IP, ni réseau"],
  ])("says of %s in %s that it is nothing that can be blocked", async (sender, language, words) => {
    const { status, json } = await add({ sender }, admin, language);
    expect([status, json.detail]).toEqual([422, expect.stringContaining(words)]);
    expect((await app.ask("GET", named(sender), admin)).status).toBe(422);
  });

  it("refuses a reason that is too long for the database", async () => {
    const { status, json } = await add({ sender: "evil.test", reason: "x".repeat(251) });
    expect([status, json.detail]).toEqual([422, expect.stringContaining("the reason has more than 250 characters")]);
  });
});
