/** Logging in: who gets in, what a failure tells, how often one may fail, and what becomes of old hashes. */
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { logIn } from "../../src/login/login.ts";
import { accessByToken } from "../../src/people/access.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { logOut } from "../../src/people/sessions.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";

const root = "root@localhost";
const setHash = (store: Store, pw: string) =>
  store.transaction((tx) => tx.updateTable("users").set({ pw }).where("id", "=", 1).execute());
const hashOf = async (store: Store) =>
  (await store.db.selectFrom("users").select("pw").where("id", "=", 1).executeTakeFirstOrThrow()).pw;
const failure = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "it was let in",
    (error: Error) => `${error.name}: ${error.message}`,
  );

forEachDatabase("sessions", (database) => {
  it("gives a token that ends by itself, and at once on logging out", async () => {
    const store = await database.open();
    try {
      await setHash(store, await hashPassword("right"));
      const clock = new TestClock();
      const desk = testDesk(store, { http: { ...testSettings.http, sessionIdleMinutes: 2000 } }, clock);
      const { token, expires } = await logIn(desk, "agent", {
        login: root,
        password: "right",
        address: "::1",
        client: "a test",
      });
      expect(expires).toBe("2026-11-25T02:00:00.000Z");
      expect(await accessByToken(desk, token)).toMatchObject({ actor: { userId: 1, login: root }, scopes: "all" });
      clock.advance(16 * 3600);
      expect(await failure(accessByToken(desk, token))).toMatch(/^AuthenticationError/);
      clock.advance(-3600);
      await logOut(desk, token);
      expect(await failure(accessByToken(desk, token))).toMatch(/^AuthenticationError/);
    } finally {
      await store.close();
    }
  });

  it("replaces an old hash at login in a database of its own, never in an OTRS's", async () => {
    const store = await database.open();
    try {
      const old = createHash("sha256").update("right").digest("hex");
      const desk = testDesk(store);
      const login = () => logIn(desk, "agent", { login: root, password: "right", address: "", client: "" });
      await setHash(store, old);
      await store.transaction((tx) =>
        tx.updateTable("gotrs_setting").set({ value: "attached" }).where("name", "=", "origin").execute(),
      );
      await login();
      expect(await hashOf(store)).toBe(old);
      await store.transaction((tx) =>
        tx.updateTable("gotrs_setting").set({ value: "fresh" }).where("name", "=", "origin").execute(),
      );
      await login();
      expect(await hashOf(store)).toMatch(/^\$argon2id\$/);
      await login();
    } finally {
      await store.close();
    }
  });

  it("tells the same for an unknown login, a wrong password and an agent that is not valid", async () => {
    const store = await database.open();
    try {
      await setHash(store, await hashPassword("right"));
      const desk = testDesk(store);
      const attempt = (login: string, password: string) =>
        failure(logIn(desk, "agent", { login, password, address: "", client: "" }));
      const said = [await attempt("nobody", "right"), await attempt(root, "wrong")];
      await store.transaction((tx) => tx.updateTable("users").set({ valid_id: 2 }).where("id", "=", 1).execute());
      said.push(await attempt(root, "right"));
      expect(new Set(said)).toEqual(
        new Set(["AuthenticationError: login or password is wrong. Try again, or ask an administrator"]),
      );
    } finally {
      await store.close();
    }
  });
});
