/** Agents and customers log in by a directory, and their rows become as the directory says. */
import { generateSync } from "otplib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { showEntry } from "../../src/admin/administer.ts";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import { customerUser } from "../../src/admin/modules/customerUser.ts";
import { user } from "../../src/admin/modules/user.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Desk } from "../../src/desk.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { TestClock, testDesk, testSettings } from "../desk.ts";
import { httpApp, type TestApp } from "../http/app.ts";
import { type Slapd, slapdAbsent, startSlapd } from "../peers/slapd.ts";
import { addAgent } from "../ticket/people.ts";
import { directoryOf, groupEntry, groups, personEntry, posixGroupEntry, settingsWith } from "./directory.ts";

const absent = await slapdAbsent();
const password = "open sesame";

const directory = directoryOf(
  personEntry({ uid: "ann", givenName: "Ann", sn: "Agent", mail: "ann@desk.test", department: "Support" }),
  personEntry({ uid: "Bob", givenName: "Bob", sn: "Builder", mail: "bob@desk.test" }),
  personEntry({ uid: "eve", sn: "Evil", mail: "eve@desk.test" }),
  personEntry({ uid: "erika", givenName: "Erika", sn: "Mustermann", mail: "erika@customer.test", department: "ACME" }),
  groupEntry("agents", "ann", "Bob"),
  groupEntry("admins", "ann"),
  posixGroupEntry("staff", 5000, "ann"),
);

describe.skipIf(absent !== undefined)(`LDAP ${absent ?? ""}`, () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd(directory);
  });
  afterAll(() => slapd[Symbol.asyncDispose]());

  forEachDatabase("logins by a directory", (database) => {
    let store: Store;
    let clock: TestClock;
    let desk: Desk;
    let app: TestApp;
    const open: TestApp[] = [];

    beforeAll(async () => {
      store = await database.open();
    });
    beforeEach(async () => {
      clock = new TestClock();
      await store.transaction(async (tx) => {
        for (const table of ["gotrs_session", "gotrs_login_failure", "gotrs_second_factor", "gotrs_audit"] as const) {
          await tx.deleteFrom(table).execute();
        }
        for (const table of ["group_user", "role_user", "user_preferences"] as const) {
          await tx.deleteFrom(table).where("user_id", ">", 1).execute();
        }
        await tx.deleteFrom("users").where("id", ">", 1).execute();
        await tx.deleteFrom("customer_user").execute();
        await tx.deleteFrom("roles").execute();
      });
    });
    afterEach(async () => {
      for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
    });
    afterAll(() => store.close());

    const use = async (settings: Partial<Settings>) => {
      desk = testDesk(store, settings, clock);
      app = await httpApp(desk);
      open.push(app);
    };
    const logIn = (login: string, given = password, code?: string) =>
      app.ask("POST", "/session", undefined, { login, password: given, ...(code === undefined ? {} : { code }) });
    const agent = async (login: string) => (await showEntry(desk, rootActor, user, login)).values;
    const addRoles = (...names: readonly string[]) =>
      store.transaction(async (tx) => {
        for (const name of names) {
          const stamp = {
            create_time: "2026-01-01 00:00:00",
            create_by: 1,
            change_time: "2026-01-01 00:00:00",
            change_by: 1,
          };
          await tx
            .insertInto("roles")
            .values({ name, comments: null, valid_id: 1, ...stamp } as never)
            .execute();
        }
      });

    it("makes an agent at the first login with the first groups, once, whatever case the login is typed in", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true, refresh: true, initialGroups: ["users"] }] }));
      const { status, json } = await logIn("ann");
      expect(status).toBe(200);
      expect((await app.ask("GET", "/me", json.token)).json).toMatchObject({ login: "ann", name: "Ann Agent" });
      expect(await agent("ann")).toMatchObject({
        firstName: "Ann",
        lastName: "Agent",
        email: "ann@desk.test",
        permissions: { users: ["rw"] },
        password: null,
      });
      expect((await auditTrail(desk, rootActor, { limit: 9 })).map(({ by, action, key }) => [by, action, key])).toEqual(
        [["ldap office", "add", "ann"]],
      );
      expect((await logIn("ANN")).status).toBe(200);
      expect((await logIn("bob")).status).toBe(200);
      const logins = await store.db.selectFrom("users").select("login").orderBy("id").execute();
      expect(logins.map(({ login }) => login)).toEqual(["root@localhost", "ann", "Bob"]);
      expect(await auditTrail(desk, rootActor, { limit: 9 })).toHaveLength(2);
    });

    it("makes one agent when both of two daemons see the first login at once", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true }] }));
      const answers = await Promise.all(["ann", "Ann", "ANN"].map((login) => logIn(login)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await store.db.selectFrom("users").select("login").where("id", ">", 1).execute()).toEqual([
        { login: "ann" },
      ]);
    });

    it("refuses a wrong password, an empty one, and who is nobody's agent here, in the same words", async () => {
      await use(settingsWith(slapd, { agents: [{}] }));
      const refused = { status: 401, detail: "login or password is wrong. Try again, or ask an administrator" };
      for (const [login, given] of [
        ["ann", password],
        ["ann", "wrong"],
        ["nobody", password],
      ] as const) {
        expect((await logIn(login, given)).json).toMatchObject(refused);
      }
      await addAgent(desk, "ann");
      expect((await logIn("ann", "wrong")).json).toMatchObject(refused);
      expect((await logIn("ann", " ")).json).toMatchObject(refused);
      expect((await logIn("ann")).status).toBe(200);
      expect((await agent("ann")).email).toBe(null);
    });

    it("keeps out an agent who is not valid here, and changes nothing of them", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true, refresh: true, initialGroups: ["users"] }] }));
      await logIn("ann");
      await store.transaction((tx) =>
        tx.updateTable("users").set({ valid_id: 2, first_name: "Former" }).where("login", "=", "ann").execute(),
      );
      expect((await logIn("ann")).status).toBe(401);
      expect((await agent("ann")).firstName).toBe("Former");
    });

    it("takes over names and address at each login, and keeps what the directory does not tell", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true, refresh: true }] }));
      expect((await logIn("eve")).status).toBe(200);
      expect(await agent("eve")).toMatchObject({ firstName: "-", lastName: "Evil" });
      await store.transaction((tx) =>
        tx
          .updateTable("users")
          .set({ first_name: "Eva", last_name: "Old", title: "Dr." })
          .where("login", "=", "eve")
          .execute(),
      );
      expect((await logIn("eve")).status).toBe(200);
      expect(await agent("eve")).toMatchObject({ firstName: "Eva", lastName: "Evil", title: "Dr." });
    });

    it("lets in only who is in the group, by DN or by login", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true, groupDn: `cn=agents,${groups}` }] }));
      expect([(await logIn("ann")).status, (await logIn("eve")).status]).toEqual([200, 401]);
      const posix = { groupDn: `cn=staff,${groups}`, memberAttribute: "memberUid", memberValue: "login" };
      await use(settingsWith(slapd, { agents: [{ create: true, ...posix }] }));
      expect([(await logIn("ann")).status, (await logIn("bob")).status]).toEqual([200, 401]);
      await use(settingsWith(slapd, { agents: [{ create: true, filter: "(!(uid=ann))" }] }));
      expect([(await logIn("ann")).status, (await logIn("bob")).status]).toEqual([401, 200]);
    });

    it("gives permissions and roles by groups and attributes of the directory, and takes away what those do not give", async () => {
      await addRoles("support", "boss", "other");
      const agents = {
        create: true,
        initialGroups: ["users"],
        permissionsByGroup: {
          [`cn=agents,${groups}`]: { users: ["ro", "note"] },
          [`cn=admins,${groups}`]: { admin: ["rw"], users: ["create"] },
        },
        rolesByGroup: { [`cn=admins,${groups}`]: ["boss"] },
        rolesByAttribute: { departmentNumber: { Support: ["support"], Sales: ["other"] } },
      };
      await use(settingsWith(slapd, { agents: [agents] }));
      expect([(await logIn("ann")).status, (await logIn("bob")).status]).toEqual([200, 200]);
      const right = { permissions: { admin: ["rw"], users: ["create", "note", "ro"] }, roles: ["boss", "support"] };
      expect(await agent("ann")).toMatchObject(right);
      expect(await agent("Bob")).toMatchObject({ permissions: { users: ["note", "ro"] }, roles: [] });
      await store.transaction(async (tx) => {
        await tx.deleteFrom("role_user").execute();
        await tx.updateTable("group_user").set({ permission_key: "rw" }).where("user_id", ">", 1).execute();
      });
      expect((await logIn("ann")).status).toBe(200);
      expect(await agent("ann")).toMatchObject(right);
      // A role that does not exist: whatever else it may be, it is not what they may do.
      await use(settingsWith(slapd, { agents: [{ ...agents, rolesByGroup: { [`cn=admins,${groups}`]: ["bos"] } }] }));
      expect([(await logIn("ann")).status, (await logIn("bob")).status]).toEqual([401, 200]);
    });

    it("asks the directories in order, and our own passwords before or after them, or not at all", async () => {
      const away = { name: "branch", baseDn: groups };
      await use(settingsWith(slapd, { agents: [away, { create: true }] }));
      expect((await logIn("ann")).status).toBe(200);
      const hash = await hashPassword("my own");
      await store.transaction((tx) => tx.updateTable("users").set({ pw: hash }).where("login", "=", "ann").execute());
      expect([(await logIn("ann")).status, (await logIn("ann", "my own")).status]).toEqual([200, 200]);
      const only = (...passwords: readonly ("directory" | "database")[]) =>
        use({ ...settingsWith(slapd, { agents: [{}] }), login: { ...testSettings.login, passwords } });
      await only("directory");
      expect([(await logIn("ann")).status, (await logIn("ann", "my own")).status]).toEqual([200, 401]);
      await only("database");
      expect([(await logIn("ann")).status, (await logIn("ann", "my own")).status]).toEqual([401, 200]);
    });

    it("counts failures and asks for second factors as with our own passwords", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true }] }));
      const { token } = (await logIn("ann")).json;
      const { secret } = (await app.ask("POST", "/me/second-factor", token)).json;
      const code = () => generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) });
      await app.ask("POST", "/me/second-factor/confirm", token, { code: code() });
      expect((await logIn("ann")).json.missing).toEqual(["code"]);
      clock.advance(60);
      expect((await logIn("ann", password, code())).status).toBe(200);
      for (let count = 0; count < 5; count += 1) expect((await logIn("ann", "wrong")).status).toBe(401);
      expect((await logIn("ann", password, code())).status).toBe(429);
    });

    it("gives nobody a password of ours whose password is the directory's", async () => {
      await use(settingsWith(slapd, { agents: [{ create: true }] }));
      const { token } = (await logIn("ann")).json;
      const change = await app.ask("POST", "/me/password", token, { old: password, new: "another" });
      expect(change.json.detail).toBe("your password is not kept here. Change it where you have it from");
      expect((await app.ask("POST", "/password/reset", undefined, { login: "ann" })).status).toBe(204);
      expect(await store.db.selectFrom("mail_queue").selectAll().execute()).toEqual([]);
    });

    it("makes and refreshes customers, with their company, and takes no address that is another's", async () => {
      const attributes = { customerId: "departmentNumber" };
      await use(settingsWith(slapd, { customers: [{ create: true, refresh: true, attributes }] }));
      const enter = (login: string) => app.ask("POST", "/customer/session", undefined, { login, password });
      const { json } = await enter("Erika");
      expect((await app.ask("GET", "/customer/me", json.token)).json).toMatchObject({
        login: "erika",
        name: "Erika Mustermann",
        email: "erika@customer.test",
        customerIds: ["ACME"],
      });
      const row = async (login: string) => (await showEntry(desk, rootActor, customerUser, login)).values;
      await store.transaction((tx) =>
        tx.updateTable("customer_user").set({ phone: "123", customer_id: "old", email: "eve@desk.test" }).execute(),
      );
      expect((await enter("eve")).status).toBe(401);
      expect((await enter("erika")).status).toBe(200);
      expect(await row("erika")).toMatchObject({ phone: "123", customerId: "ACME", email: "erika@customer.test" });
      expect((await enter("eve")).status).toBe(200);
      expect((await row("eve")).customerId).toBe("eve@desk.test");
      expect((await logIn("erika")).status).toBe(401);
    });
  });
});
