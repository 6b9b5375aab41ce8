/** Where it is written who came and went (the log), and who changed how somebody logs in (the audit trail). */
import { generateSync } from "otplib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import type { Desk } from "../../src/desk.ts";
import { agentWith, logIn } from "../../src/login/login.ts";
import { accessByToken } from "../../src/people/access.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { unlockLogin } from "../../src/people/attempts.ts";
import { changeOwnPassword, resetPassword } from "../../src/people/ownPassword.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { themselves } from "../../src/people/permissions.ts";
import { confirm, disable, offer, takeAway } from "../../src/people/secondFactor.ts";
import { digestOf } from "../../src/people/secrets.ts";
import { logOut } from "../../src/people/sessions.ts";
import { insertRow } from "../../src/store/insert.ts";
import { addReset } from "../../src/store/passwordResets.ts";
import { type Person, type PersonKind, personByLogin } from "../../src/store/passwords.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { silentLog, TestClock, testDesk, testSettings } from "../desk.ts";
import { addAgent } from "../ticket/people.ts";

forEachDatabase("coming and going", (database) => {
  let store: Store;
  let desk: Desk;
  let clock: TestClock;
  let lines: string[];

  beforeEach(async () => {
    store = await database.open();
    clock = new TestClock();
    lines = [];
    const note = (level: string) => (fields: object, message: string) => {
      const told = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
      lines.push([level, message, ...told].join(" "));
    };
    const login = { ...testSettings.login, maxFailures: 2 };
    desk = { ...testDesk(store, { login }, clock), log: { ...silentLog, info: note("info"), warn: note("warn") } };
    await addAgent(desk, "ann");
    const pw = await hashPassword("right");
    const time = "2026-11-24 10:00:00";
    const stamps = { create_time: time, create_by: 1, change_time: time, change_by: 1 };
    const kim = { login: "kim", email: "kim@customer.test", customer_id: "C-1", first_name: "Kim", last_name: "C" };
    await store.transaction(async (tx) => {
      await tx.updateTable("users").set({ pw }).execute();
      await insertRow(tx, "customer_user", { ...kim, pw, valid_id: 1, ...stamps });
    });
  });
  afterEach(() => store?.close());

  const from = { address: "192.0.2.7", client: "mutt" };
  const enter = (kind: PersonKind, login: string, password = "right", code = "") =>
    logIn(desk, kind, { login, password, code, ...from });
  const person = async (kind: PersonKind, login: string): Promise<Person> => {
    const found = await personByLogin(store.db, kind, login);
    if (found === undefined) throw new Error(`there is no ${login}`);
    return found;
  };
  const trail = async () =>
    (await auditTrail(desk, rootActor, { limit: 50 }))
      .toReversed()
      .map(({ by, action, thing, key, changes }) => [`${by} ${action} ${thing} ${key}`, JSON.stringify(changes)]);

  it("is told in the log, of agents and customers alike, and in no audit trail", async () => {
    for (const [kind, login] of [
      ["agent", "ann"],
      ["customer", "kim"],
    ] as const) {
      const { token } = await enter(kind, login);
      await logOut(desk, token);
      await logOut(desk, token);
      const who = `kind=${kind} login=${login} address=192.0.2.7 client=mutt`;
      expect(lines.splice(0)).toEqual([`info logged in ${who} by=database`, `info logged out ${who}`]);
    }
    await agentWith(desk, { login: "ann", password: "right", address: "192.0.2.7" });
    expect(lines.splice(0)).toEqual(["info logged in kind=agent login=ann address=192.0.2.7 client=SMTP by=database"]);
    const { token } = await enter("agent", "ann");
    lines.splice(0);
    clock.advance(365 * 86_400);
    await expect(accessByToken(desk, token)).rejects.toThrow("its time is over");
    expect(lines).toEqual([
      "info a session ended kind=agent login=ann address=192.0.2.7 client=mutt why=its time is over",
    ]);
    expect(await trail()).toEqual([]);
  });

  it("is told in the log when somebody is not let in, with the reason that they are not told", async () => {
    const who = "kind=agent login=ann address=192.0.2.7";
    await expect(enter("agent", "ann", "wrong")).rejects.toThrow("login or password is wrong");
    expect(lines.splice(0)).toEqual([expect.stringMatching(`^warn a login failed ${who} why=.+password`)]);
    await expect(enter("customer", "ann", "right")).rejects.toThrow("login or password is wrong");
    expect(lines.splice(0)).toEqual([expect.stringContaining("warn a login failed kind=customer login=ann")]);
    await expect(enter("agent", "ann", "wrong")).rejects.toThrow("login or password is wrong");
    await expect(enter("agent", "ann", "right")).rejects.toThrow("too many failed logins");
    expect(lines.at(-1)).toBe(`warn a login was refused: too many have failed ${who}`);
    await unlockLogin(desk, rootActor, "agent", "ann");
    await expect(unlockLogin(desk, rootActor, "agent", "ann")).rejects.toThrow("has failed a short while ago");
    expect(await trail()).toEqual([["root@localhost unlock user ann", '{"failures":{"from":2,"to":0}}']]);
    expect((await enter("agent", "ann")).token).not.toBe("");
  });

  it("leaves a line of the audit trail when a password or second factor changes, whoever changed it", async () => {
    const secret = '{"password":{"from":"(old secret)","to":"(new secret)"}}';
    for (const [kind, login, thing] of [
      ["agent", "ann", "user"],
      ["customer", "kim", "customer-user"],
    ] as const) {
      const change = { old: "right", new: "another", address: "" };
      await expect(
        changeOwnPassword(desk, await person(kind, login), { ...change, old: "x" }, undefined),
      ).rejects.toThrow();
      await changeOwnPassword(desk, await person(kind, login), change, undefined);
      const lost = await person(kind, login);
      const end = new Date(clock.now().getTime() + 60_000);
      await store.transaction((tx) => addReset(tx, lost, digestOf(`code of ${login}`), clock.now(), end));
      await resetPassword(desk, { code: `code of ${login}`, password: "third", address: "" });

      const self = await person(kind, login);
      const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) });
      const first = await offer(desk, self);
      await expect(confirm(desk, themselves(self), self, "000000x")).rejects.toThrow("does not belong");
      await confirm(desk, themselves(self), self, codeOf(first.secret));
      clock.advance(60);
      await expect(enter(kind, login, "third", "000000x")).rejects.toThrow("the code is wrong");
      expect(lines.at(-1)).toContain("why=the second factor was wrong");
      await disable(desk, self, { code: codeOf(first.secret), address: "" });
      const second = await offer(desk, self);
      await confirm(desk, rootActor, self, codeOf(second.secret));
      await takeAway(desk, rootActor, self);
      await expect(takeAway(desk, rootActor, self)).rejects.toThrow("has no second factor");

      const [on, off] = ['{"secondFactor":{"from":false,"to":true}}', '{"secondFactor":{"from":true,"to":false}}'];
      expect((await trail()).slice(-6)).toEqual([
        [`${login} set ${thing} ${login}`, secret],
        [`${login} set ${thing} ${login}`, secret],
        [`${login} set ${thing} ${login}`, on],
        [`${login} set ${thing} ${login}`, off],
        [`root@localhost set ${thing} ${login}`, on],
        [`root@localhost set ${thing} ${login}`, off],
      ]);
    }
    expect(await trail()).toHaveLength(12);
  });
});
