/** Sessions and personal tokens: how long they live, what ends them, who may see and end whose. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Desk } from "../../src/desk.ts";
import { logIn } from "../../src/login/login.ts";
import { accessByToken } from "../../src/people/access.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { actorByLogin } from "../../src/people/permissions.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { httpApp, type TestApp } from "../http/app.ts";
import { addAgent } from "../ticket/people.ts";

const root = "root@localhost";

forEachDatabase("sessions and tokens", (database) => {
  let store: Store;
  let clock: TestClock;
  let desk: Desk;
  let app: TestApp;
  let hash: string;

  beforeAll(async () => {
    store = await database.open();
    hash = await hashPassword("right");
    await addAgent(testDesk(store), "ann");
  });
  beforeEach(async () => {
    clock = new TestClock();
    desk = testDesk(store, {}, clock);
    app = await httpApp(desk);
    await store.transaction(async (tx) => {
      await tx.deleteFrom("gotrs_session").execute();
      await tx.updateTable("users").set({ pw: hash, valid_id: 1 }).execute();
    });
  });
  afterEach(() => app[Symbol.asyncDispose]());
  afterAll(() => store.close());

  const setUser = (login: string, values: { pw?: string; valid_id?: number }) =>
    store.transaction((tx) => tx.updateTable("users").set(values).where("login", "=", login).execute());
  const login = async (who: string, client = "a test"): Promise<string> =>
    (await logIn(desk, "agent", { login: who, password: "right", address: "192.0.2.7", client })).token;
  const ended = (token: string): Promise<string | undefined> =>
    accessByToken(desk, token).then(
      () => undefined,
      (error: Error) => error.message,
    );

  it("ends when nobody uses it, and at its time however much it is used", async () => {
    const used = await login(root);
    const idle = await login(root);
    for (let hour = 0; hour < 15; hour += 1) {
      clock.advance(3600);
      expect(await ended(used)).toBeUndefined();
    }
    expect(await ended(idle)).toMatch(/^the login has ended.*Log in again$/);
    clock.advance(3600);
    expect(await ended(used)).toBe("the login has ended: its time is over. Log in again");
  });

  it("ends with another password, whoever set it, and with an agent that becomes invalid", async () => {
    const [first, second] = [await login("ann"), await login("ann")];
    await setUser("ann", { valid_id: 2 });
    expect(await ended(first)).toBe("the login has ended: the login is not valid any more. Log in again");
    await setUser("ann", { valid_id: 1 });
    expect(await ended(first)).toBe("the login has ended. Log in again");
    expect(await ended(second)).toBeUndefined();
    await setUser("ann", { pw: await hashPassword("another") });
    expect(await ended(second)).toBe("the login has ended: the password was changed. Log in again");
  });

  it("shows everybody their own sessions, and lets them end those and no others", async () => {
    const [mine, other, theirs] = [await login("ann"), await login("ann", "x".repeat(300)), await login(root)];
    const { json } = await app.ask("GET", "/me/sessions", mine);
    expect(json.sessions.map((one: { client: string }) => one.client.length)).toEqual([200, 6]);
    expect(json.sessions[1]).toEqual({
      id: json.sessions[1].id,
      login: "ann",
      kind: "agent",
      address: "192.0.2.7",
      client: "a test",
      created: "2026-11-24T10:00:00.000Z",
      lastUsed: "2026-11-24T10:00:00.000Z",
      expires: "2026-11-25T02:00:00.000Z",
      current: true,
    });
    const all = (await app.ask("GET", "/sessions", theirs)).json.sessions;
    expect(all.map((one: { login: string }) => one.login)).toEqual([root, "ann", "ann"]);
    expect((await app.ask("GET", "/sessions", mine)).status).toBe(403);
    expect((await app.ask("DELETE", `/sessions/${all[1].id}`, mine)).status).toBe(403);
    expect((await app.ask("DELETE", `/me/sessions/${all[0].id}`, mine)).status).toBe(404);
    expect(await ended(theirs)).toBeUndefined();
    expect((await app.ask("DELETE", `/me/sessions/${all[1].id}`, mine)).status).toBe(204);
    expect(await ended(other)).toBe("the login has ended. Log in again");
    expect((await app.ask("DELETE", `/sessions/${all[2].id}`, theirs)).status).toBe(204);
    expect(await ended(mine)).toBe("the login has ended. Log in again");
    expect((await app.ask("DELETE", "/session", theirs)).status).toBe(204);
    expect((await app.ask("GET", "/me", theirs)).status).toBe(401);
  });

  it("lets agents make tokens that may less than they, use them, and end them", async () => {
    const session = await login("ann");
    const make = (by: string, body: object) => app.ask("POST", "/me/tokens", by, { name: "script", ...body });
    expect((await make(session, { scopes: ["ticket:read"] })).json.detail).toBe(
      'scope: there is no scope "ticket:read". Did you mean "tickets:read"? There is: tickets:read, tickets:write, account, admin',
    );
    expect((await make(session, { scopes: [] })).status).toBe(422);
    expect((await make(session, { scopes: ["account"], expires: "2026-11-24T09:00:00Z" })).status).toBe(422);
    const reader = await make(session, { scopes: ["tickets:read"], expires: "2026-11-25T10:00:00Z" });
    expect(reader.json.token).toMatch(/^gotrs_/);
    expect((await app.ask("GET", "/tickets", reader.json.token)).status).toBe(200);
    expect((await app.ask("POST", "/tickets", reader.json.token, {})).json.detail).toBe(
      "this token lacks the scope tickets:write. Use one that has it: gotrs admin token add --user LOGIN --scope tickets:write",
    );
    const account = (await make(session, { scopes: ["account"] })).json.token;
    expect((await make(account, { scopes: ["admin"] })).status).toBe(403);
    expect((await make(account, { scopes: ["account"] })).status).toBe(200);
    const admin = (await make(session, { scopes: ["admin"] })).json.token;
    expect((await app.ask("GET", "/sessions", admin)).json.detail).toBe(
      '"ann" is no administrator. Ask for rw in the group admin',
    );
    const { tokens } = (await app.ask("GET", "/me/tokens", session)).json;
    expect(tokens).toHaveLength(4);
    expect(tokens[0]).toEqual({
      id: reader.json.id,
      name: "script",
      login: "ann",
      scopes: ["tickets:read"],
      created: "2026-11-24T10:00:00.000Z",
      expires: "2026-11-25T10:00:00.000Z",
      lastUsed: "2026-11-24T10:00:00.000Z",
      valid: true,
    });
    const roots = await login(root);
    expect((await app.ask("DELETE", `/me/tokens/${reader.json.id}`, roots)).status).toBe(404);
    expect((await app.ask("DELETE", `/me/tokens/${tokens[2].id}`, session)).status).toBe(204);
    clock.advance(3600);
    expect((await app.ask("GET", "/tickets", reader.json.token)).status).toBe(200);
    clock.advance(23 * 3600);
    expect((await app.ask("GET", "/tickets", reader.json.token)).status).toBe(401);
  });

  it("finds administrators by rw in the group admin", async () => {
    const ann = await actorByLogin(desk, "ann");
    const session = await login("ann");
    const keep = { create_time: "2026-11-24 10:00:00", create_by: 1, change_time: "2026-11-24 10:00:00", change_by: 1 };
    const grant = (permission_key: string) =>
      store.transaction((tx) =>
        tx
          .insertInto("group_user")
          .values({ user_id: ann.userId, group_id: 2, permission_key, ...keep })
          .execute(),
      );
    await grant("ro");
    expect((await app.ask("GET", "/sessions", session)).status).toBe(403);
    await grant("rw");
    expect((await app.ask("GET", "/sessions", session)).status).toBe(200);
  });
});
