/** Logins that fail, passwords that are changed or lost, and second factors, as agents and administrators meet them. */
import { generateSync } from "otplib";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Desk } from "../../src/desk.ts";
import { agentWith } from "../../src/login/login.ts";
import { beginAttempt } from "../../src/people/attempts.ts";
import { hashPassword, passwordMatches } from "../../src/people/passwords.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";
import { httpApp, type TestApp } from "../http/app.ts";
import { addAgent } from "../ticket/people.ts";

type Settings = typeof testSettings;

forEachDatabase("logins", (database) => {
  let store: Store;
  let clock: TestClock;
  let desk: Desk;
  let app: TestApp;
  let hash: string;
  const open: TestApp[] = [];

  beforeAll(async () => {
    store = await database.open();
    hash = await hashPassword("right");
    await addAgent(testDesk(store), "ann");
    await addAgent(testDesk(store), "bob");
    await store.transaction(async (tx) => {
      const { id } = await tx.selectFrom("users").select("id").where("login", "=", "ann").executeTakeFirstOrThrow();
      const value = store.codec.fromText("ann@desk.test");
      await tx
        .insertInto("user_preferences")
        .values({ user_id: id, preferences_key: "UserEmail", preferences_value: value })
        .execute();
    });
  });
  beforeEach(async () => {
    clock = new TestClock();
    await use({});
    await store.transaction(async (tx) => {
      await tx.deleteFrom("gotrs_session").execute();
      await tx.deleteFrom("gotrs_login_failure").execute();
      await tx.deleteFrom("gotrs_second_factor").execute();
      await tx.deleteFrom("gotrs_password_history").execute();
      await tx.deleteFrom("mail_queue").execute();
      await tx.updateTable("users").set({ pw: hash, valid_id: 1 }).execute();
    });
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
  });
  afterAll(() => store.close());

  const use = async (settings: { password?: Partial<Settings["password"]>; login?: Partial<Settings["login"]> }) => {
    desk = testDesk(
      store,
      {
        password: { ...testSettings.password, ...settings.password },
        login: { ...testSettings.login, ...settings.login },
      },
      clock,
    );
    app = await httpApp(desk);
    open.push(app);
  };
  const logIn = (login: string, password: string, code?: string) =>
    app.ask("POST", "/session", undefined, { login, password, ...(code === undefined ? {} : { code }) });
  const session = async (login: string, password = "right"): Promise<string> =>
    (await logIn(login, password)).json.token;
  const statuses = async (count: number, login: string, password: string): Promise<readonly number[]> => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await logIn(login, password)).status);
    return seen;
  };

  it("lets five failures be, then makes login and client wait, over every daemon, until an administrator unlocks", async () => {
    expect(await statuses(6, "Ann", "wrong")).toEqual([401, 401, 401, 401, 401, 429]);
    const another = await httpApp(testDesk(await database.reopen(), {}, clock));
    open.push(another);
    const refused = await another.ask("POST", "/session", undefined, { login: "ann", password: "right" });
    expect(refused.json.detail).toBe("too many failed logins. Try again in 15 minutes");
    expect((await logIn("bob", "right")).status).toBe(200);
    const root = await session("root@localhost");
    const bob = await session("bob");
    expect((await app.ask("GET", "/locks", bob)).status).toBe(403);
    expect((await app.ask("DELETE", "/locks/agent/ann", bob)).status).toBe(403);
    expect((await app.ask("GET", "/locks", root)).json.locks).toEqual([
      { kind: "agent", login: "ann", until: "2026-11-24T10:15:00.000Z" },
    ]);
    expect((await app.ask("DELETE", "/locks/agent/ann", root)).status).toBe(204);
    expect((await logIn("ann", "right")).status).toBe(200);
    expect((await app.ask("DELETE", "/locks/agent/ann", root)).status).toBe(404);
  });

  it("forgets failures by itself, and counts no login that succeeds", async () => {
    await statuses(4, "ann", "wrong");
    expect(await statuses(8, "ann", "right")).toEqual(Array(8).fill(200));
    await statuses(5, "ann", "wrong");
    expect((await logIn("ann", "right")).status).toBe(429);
    clock.advance(15 * 60);
    expect((await logIn("ann", "right")).status).toBe(200);
  });

  it("counts by client whoever they try, by login wherever from, and lets many at once through no more than one by one", async () => {
    await use({ login: { maxFailuresPerClient: 3, maxFailuresPerLogin: 4 } });
    const attempt = (login: string, address: string) =>
      beginAttempt(desk, { login, address }, "agent").then(
        () => "let in",
        (error: Error) => error.name,
      );
    expect([
      await attempt("a", "1"),
      await attempt("b", "1"),
      await attempt("c", "1"),
      await attempt("d", "1"),
    ]).toEqual(["let in", "let in", "let in", "TooOftenError"]);
    for (const address of ["2", "3", "4", "5"]) expect(await attempt("e", address)).toBe("let in");
    expect(await attempt("e", "6")).toBe("TooOftenError");
    const crowd = await Promise.all(Array.from({ length: 20 }, () => attempt("f", "7")));
    expect(crowd.filter((one) => one === "let in").length).toBeLessThanOrEqual(3);
  });

  it("takes a new password by the policy, tells everything that is wrong, and ends the other sessions", async () => {
    await use({ password: { minLength: 10, minClasses: 3, history: 2, differsFromLogin: true } });
    const [here, there] = [await session("ann"), await session("ann")];
    const change = (old: string, next: string) => app.ask("POST", "/me/password", here, { old, new: next });
    expect((await change("wrong", "Long enough 1")).json.detail).toBe(
      "old: it is not your password now. Type it again",
    );
    expect((await change("right", "joann")).json.detail).toBe(
      "new: it has 5 characters; at least 10 are needed; it has 1 kinds of characters; 3 of small, capital, digit, other are needed; it holds the login. Choose another",
    );
    expect((await change("right", "First one 1")).status).toBe(204);
    expect((await app.ask("GET", "/me", here)).status).toBe(200);
    expect((await app.ask("GET", "/me", there)).status).toBe(401);
    expect((await logIn("ann", "right")).status).toBe(401);
    expect((await change("First one 1", "First one 1")).json.detail).toContain("it is one of the last 2 passwords");
    expect((await change("First one 1", "Second one 2")).status).toBe(204);
    expect((await change("Second one 2", "First one 1")).json.detail).toContain("it is one of the last 2 passwords");
    expect((await change("Second one 2", "Third one 3")).status).toBe(204);
    expect((await change("Third one 3", "First one 1")).status).toBe(204);
  });

  it("writes passwords that OTRS reads where OTRS shares the database", async () => {
    const origin = (value: string) =>
      store.transaction((tx) => tx.updateTable("gotrs_setting").set({ value }).where("name", "=", "origin").execute());
    const stored = async () =>
      (await store.db.selectFrom("users").select("pw").where("login", "=", "ann").executeTakeFirstOrThrow()).pw;
    await origin("attached");
    try {
      const here = await session("ann");
      expect((await app.ask("POST", "/me/password", here, { old: "right", new: "sha" })).status).toBe(204);
      expect(await stored()).toMatch(/^[0-9a-f]{64}$/);
      const salted = "BCRYPT:12:abcdefghijklmnop:8WmB6eKfXGbWvCbhsWTtNYPzPVpm3Km";
      expect(salted.length).toBe("BCRYPT:12:".length + 16 + 1 + 31);
      await store.transaction((tx) => tx.updateTable("users").set({ pw: salted }).where("login", "=", "bob").execute());
      const { otrsHash } = await import("../../src/people/otrsHashes.ts");
      const made = await otrsHash("geheim", salted);
      expect(made).toMatch(/^BCRYPT:12:.{16}:.{31}$/);
      expect(await passwordMatches("geheim", made, "bob")).toBe(true);
      expect(await passwordMatches("Geheim", made, "bob")).toBe(false);
    } finally {
      await origin("fresh");
    }
  });

  it("mails a code to who has lost a password, whoever asks learns nothing, and the code is good once", async () => {
    const ask = (login: string) => app.ask("POST", "/password/reset", undefined, { login });
    const mails = async () => await store.db.selectFrom("mail_queue").selectAll().orderBy("id").execute();
    expect([await ask("nobody"), await ask("bob"), await ask("ann")]).toEqual(
      Array(3).fill({ status: 204, json: undefined }),
    );
    await ask("ann");
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ recipient: "ann@desk.test", sender: "" });
    const text = store.codec.toBytes(mail?.raw_message ?? "").toString();
    expect(text).toContain("Auto-Submitted: auto-generated");
    const code = /^ {4}(\S+)$/m.exec(text.replaceAll("=\r\n", "").replaceAll("\r", ""))?.[1] ?? "";
    expect(code).toHaveLength(43);
    const reset = (password: string) => app.ask("POST", "/password/reset/confirm", undefined, { code, password });
    const before = await session("ann");
    await use({ password: { minLength: 5 } });
    expect((await reset("x")).json.detail).toMatch(/^password: it has 1 characters/);
    clock.advance(59 * 60);
    expect((await reset("brand new")).status).toBe(204);
    expect((await app.ask("GET", "/me", before)).status).toBe(401);
    expect((await logIn("ann", "brand new")).status).toBe(200);
    expect((await reset("another")).json.detail).toBe("the code is not good any more. Ask for a new one");
  });

  it("asks for a code once a second factor is confirmed, and takes none twice", async () => {
    const here = await session("ann");
    const { secret, uri } = (await app.ask("POST", "/me/second-factor", here)).json;
    expect(uri).toContain("otpauth://totp/Example:ann?secret=");
    const code = () => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) });
    expect((await logIn("ann", "right")).status).toBe(200);
    const confirm = (what: string) => app.ask("POST", "/me/second-factor/confirm", here, { code: what });
    expect((await confirm("000000")).json.detail).toContain("the code does not belong to the secret");
    const { recoveryCodes } = (await confirm(code())).json;
    expect(recoveryCodes).toHaveLength(10);
    expect((await app.ask("POST", "/me/second-factor", here)).status).toBe(409);

    expect((await logIn("ann", "right")).json).toEqual({
      type: "about:blank",
      title: "Not logged in",
      status: 401,
      detail: "a second factor is needed. Send the code of your authenticator, or a recovery code",
      missing: ["code"],
    });
    expect((await logIn("ann", "wrong", code())).json.detail).toContain("login or password is wrong");
    expect((await logIn("ann", "right", code())).json.detail).toContain("was used already");
    clock.advance(30);
    expect((await logIn("ann", "right", code())).status).toBe(200);
    expect((await logIn("ann", "right", code())).json.missing).toEqual(["code"]);
    clock.advance(60);
    const late = code();
    clock.advance(30);
    expect((await logIn("ann", "right", late)).status).toBe(200);
    clock.advance(300);
    expect((await logIn("ann", "right", late)).status).toBe(401);
    expect((await logIn("ann", "right", recoveryCodes[0].toUpperCase())).status).toBe(200);
    expect((await logIn("ann", "right", recoveryCodes[0])).status).toBe(401);
    expect((await app.ask("GET", "/me/second-factor", here)).json).toEqual({ enabled: true, recoveryCodesLeft: 9 });

    await expect(agentWith(desk, { login: "ann", password: "right", address: "" })).rejects.toThrow("second factor");
    const disable = (what: string) => app.ask("POST", "/me/second-factor/disable", here, { code: what });
    expect((await disable("000000")).status).toBe(422);
    clock.advance(30);
    expect((await disable(code())).status).toBe(204);
    expect((await logIn("ann", "right")).status).toBe(200);
  });

  it("counts wrong codes as failed logins, and the right password between them forgives none", async () => {
    const here = await session("ann");
    const { secret } = (await app.ask("POST", "/me/second-factor", here)).json;
    const code = generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) });
    await app.ask("POST", "/me/second-factor/confirm", here, { code });
    const seen: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      await logIn("ann", "right");
      seen.push((await logIn("ann", "right", "123123")).status);
    }
    expect(seen).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it("opens nothing but setting one up to who has no second factor where one is required", async () => {
    await use({ login: { requireSecondFactor: true } });
    const here = await session("ann");
    expect((await app.ask("GET", "/me", here)).status).toBe(200);
    expect((await app.ask("GET", "/tickets", here)).json.detail).toContain("a second factor is required here");
    const { secret } = (await app.ask("POST", "/me/second-factor", here)).json;
    const code = generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) });
    expect((await app.ask("POST", "/me/second-factor/confirm", here, { code })).status).toBe(200);
    expect((await app.ask("GET", "/tickets", here)).status).toBe(200);
  });
});
