/** Who may do what while administrators change it: a disabled person is out, and no administrator's change is lost. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { change } from "../../src/admin/administer.ts";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import type { AdminModule } from "../../src/admin/module.ts";
import { customerUser } from "../../src/admin/modules/customerUser.ts";
import { group } from "../../src/admin/modules/group.ts";
import { token as tokenModule } from "../../src/admin/modules/token.ts";
import { user } from "../../src/admin/modules/user.ts";
import { listPermissions, setPermission } from "../../src/admin/permissions.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import { accessByToken } from "../../src/people/access.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { actorByLogin } from "../../src/people/permissions.ts";
import { beginSession, endSession, endSessionsOf, logOut, sessionOf } from "../../src/people/sessions.ts";
import { endToken, newToken } from "../../src/people/tokens.ts";
import { sessionRows } from "../../src/store/sessions.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { testDesk } from "../desk.ts";
import { install } from "../peers/gotrs.ts";

const origin = { address: "", client: "test" };

forEachDatabase("administrators", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
    await add(user, "ann", { firstName: "Ann", lastName: "Agent" });
    await add(user, "bob", { firstName: "Bob", lastName: "Agent" });
  });
  afterEach(() => store?.close());
  const given = { form: "json", where: (field: string | undefined) => field } as const;
  const add = (module: AdminModule, key: string, raw: object) =>
    change(desk, rootActor, { ...given, module, key, raw: { [module.key]: key, ...raw }, mode: "add" });
  const set = (module: AdminModule, key: string, raw: object) =>
    change(desk, rootActor, { ...given, module, key, raw: { ...raw }, mode: "set" });

  it("end the sessions and tokens of an agent with the login, for good", async () => {
    const tokens: Record<string, readonly string[]> = {};
    for (const login of ["ann", "bob"]) {
      const actor = await actorByLogin(desk, login);
      const { token } = await newToken(desk, actor, { name: "script", scopes: "all" });
      const session = await beginSession(desk, { userId: actor.userId }, "", origin);
      tokens[login] = [token, session.token];
    }
    await set(user, "ann", { valid: false });
    await set(user, "ann", { valid: true });
    await set(user, "bob", { lastName: "Builder" });
    for (const bearer of tokens.ann ?? []) await expect(accessByToken(desk, bearer)).rejects.toThrow();
    expect(await accessByToken(desk, tokens.bob?.[0] ?? "")).toMatchObject({ actor: { login: "bob" } });
    expect((await sessionRows(store.db, undefined)).map(({ login }) => login)).toEqual(["bob"]);
  });

  it("end nothing of a person whom a fault keeps enabled", async () => {
    const { userId } = await actorByLogin(desk, "ann");
    const session = await beginSession(desk, { userId }, "", origin);
    await expect(set(user, "ann", { valid: false, timeZone: "Nowhere" })).rejects.toThrow("timeZone");
    expect(await sessionRows(store.db, { userId })).toHaveLength(1);
    expect(session.token).not.toBe("");
  });

  it("end the sessions of a customer with the login", async () => {
    const kim = { firstName: "Kim", lastName: "Customer", email: "kim@customer.test", customerId: "C-1" };
    await add(customerUser, "kim", kim);
    const { token } = await beginSession(desk, { customerLogin: "kim" }, "", origin);
    await set(customerUser, "kim", { phone: "1" });
    expect(await sessionOf(desk, token).catch(() => undefined)).toBeDefined();
    await set(customerUser, "kim", { valid: false });
    await set(customerUser, "kim", { valid: true });
    await expect(sessionOf(desk, token)).rejects.toThrow("the login has ended");
  });

  it("give permissions in many groups at once, and none takes another's away", async () => {
    const names = Array.from({ length: 8 }, (_, at) => `group ${at}`);
    for (const name of names) await add(group, name, {});
    const give = (name: string, keys: readonly string[]) =>
      setPermission(desk, rootActor, { user: "ann", group: name, keys }, () => "keys");
    await Promise.all(names.map((name) => give(name, ["ro"])));
    expect((await listPermissions(desk, rootActor, { user: "ann" })).map((one) => one.group)).toEqual(names);
    await Promise.all([give("group 0", []), give("group 1", ["rw"]), give("group 2", [])]);
    const left = await listPermissions(desk, rootActor, { user: "ann" });
    expect(left.map((one) => [one.group, one.keys.join()])).toEqual([
      ["group 1", "rw"],
      ...names.slice(3).map((name) => [name, "ro"]),
    ]);
  });

  it("find in the audit trail which sessions were ended, and which tokens agents made and ended themselves", async () => {
    const ann = await actorByLogin(desk, "ann");
    const owner = { userId: ann.userId };
    for (const client of ["curl", "lynx", "mutt"]) {
      await beginSession(desk, owner, "", { address: "192.0.2.1", client });
    }
    const { token: out } = await beginSession(desk, owner, "", origin);
    await logOut(desk, out);
    const [newest] = await sessionRows(store.db, owner);
    await endSession(desk, ann, newest?.id ?? 0, owner);
    await expect(endSession(desk, ann, newest?.id ?? 0, owner)).rejects.toThrow("there is no session");
    expect(await endSessionsOf(desk, rootActor, owner)).toBe(2);
    const expires = new Date("2027-01-31T00:00:00Z");
    const { id, token } = await newToken(desk, ann, { name: "backup", scopes: ["tickets:read"], expires });
    const bob = await actorByLogin(desk, "bob");
    await expect(endToken(desk, bob, id)).rejects.toThrow("there is no token");
    await endToken(desk, ann, id);
    await endToken(desk, ann, id);
    await expect(accessByToken(desk, token)).rejects.toThrow("not valid");

    const trail = (await auditTrail(desk, rootActor, { limit: 6 })).toReversed();
    expect(trail.map(({ by, action, thing, key }) => `${by} ${action} ${thing} ${key}`).slice(1)).toEqual([
      "ann end session ann",
      "root@localhost end session ann",
      "root@localhost end session ann",
      "ann add token ann: backup",
      "ann disable token ann: backup",
    ]);
    expect(trail.slice(1).map(({ changes }) => changes)).toEqual([
      ...["mutt", "curl", "lynx"].map((client) => ({
        address: { from: "192.0.2.1", to: null },
        client: { from: client, to: null },
      })),
      { scopes: { from: null, to: ["tickets:read"] }, expires: { from: null, to: expires.toISOString() } },
      { valid: { from: true, to: false } },
    ]);
    expect(JSON.stringify(trail)).not.toContain(token.slice(6));
  });

  it("make tokens that open what they say, shown once, known by their digest", async () => {
    const made = await add(tokenModule, "ann: backup", { scopes: ["tickets:read"] });
    const first = made.revealed.token ?? "";
    expect(await accessByToken(desk, first)).toMatchObject({ actor: { login: "ann" }, scopes: ["tickets:read"] });
    const again = await set(tokenModule, "ann: backup", { generateToken: true });
    await expect(accessByToken(desk, first)).rejects.toThrow("not valid");
    const second = again.revealed.token ?? "";
    expect(await accessByToken(desk, second)).toMatchObject({ actor: { login: "ann" } });
    expect((await set(tokenModule, "ann: backup", { token: second })).action).toBe("none");
    const trail = JSON.stringify(await auditTrail(desk, rootActor, { thing: "token", limit: 9 }));
    for (const secret of [first, second]) expect(trail).not.toContain(secret.slice(6));
    const group = { permissions: { admin: ["rw"] } };
    await set(user, "bob", group);
    const bob = await actorByLogin(desk, "bob");
    const byBob = (key: string, actor: Actor) =>
      change(desk, actor, { ...given, module: tokenModule, key, raw: { name: key }, mode: "add" });
    await expect(byBob("ann: mine", bob)).rejects.toThrow("would act in the name of ann");
    await expect(byBob("bob: more", { ...bob, scoped: true })).rejects.toThrow("may more than itself");
    const { token: limited } = await newToken(desk, bob, { name: "limited", scopes: ["admin"] });
    expect((await accessByToken(desk, limited)).actor).toEqual({ ...bob, scoped: true });
    expect((await byBob("bob: own", bob)).revealed.token).toMatch(/^gotrs_/);
    await expect(add(tokenModule, "nobody: backup", {})).rejects.toThrow('name: there is no user "nobody"');
    // Agents make tokens of one name themselves.
    const ann = await actorByLogin(desk, "ann");
    const { id } = await newToken(desk, ann, { name: "backup", scopes: "all" });
    await set(tokenModule, `ann: backup #${id}`, { valid: false });
    expect(await accessByToken(desk, second)).toMatchObject({ actor: { login: "ann" } });
  });
});

onSqlite("gotrs admin audit", (database) => {
  it("tells of tokens, blocked senders, keys and OAuth2 settings, and of no secret", async () => {
    await using installation = await install(await database.empty());
    const run = async (...args: string[]) => {
      const result = await installation.run(["admin", ...args], { input: "geheim\n" });
      expect([args.join(" "), result.code, result.stderr]).toEqual([args.join(" "), 0, ""]);
      return result.stdout;
    };
    const token = (await run("token", "add", "--user", "root@localhost", "--scope", "admin")).trim();
    await run("token", "add", "--user", "root@localhost");
    await run("token", "set", "1", "--scope", "all", "--expires", "90d");
    await run("token", "disable", "2");
    await run("block-list", "add", "evil.test", "--reason", "spam");
    await run("block-list", "add", "evil.test", "--reason", "more spam");
    await run("block-list", "remove", "evil.test");
    await run("dkim", "add", "example.com");
    await run("dkim", "disable", "example.com");
    await run("oauth2", "add", "m365", "--provider", "microsoft-app", "--client-id", "c", "--client-secret-file", "-");
    await run("oauth2", "disable", "m365");
    const { audit } = await installation.json<{ audit: readonly Record<string, unknown>[] }>("admin", "audit", "list");
    expect(audit.toReversed().map(({ thing, action, key }) => `${thing} ${action} ${key}`)).toEqual([
      "token add root@localhost: command line",
      "token add root@localhost: command line (2)",
      "token set root@localhost: command line",
      "token disable root@localhost: command line (2)",
      "block-list add evil.test",
      "block-list set evil.test",
      "block-list remove evil.test",
      "dkim add gotrs example.com",
      "dkim disable gotrs example.com",
      "oauth2 add m365",
      "oauth2 disable m365",
    ]);
    expect(audit.find(({ action, thing }) => thing === "block-list" && action === "set")).toMatchObject({
      changes: { reason: { from: "spam", to: "more spam" } },
    });
    expect(JSON.stringify(audit)).not.toMatch(new RegExp(`geheim|PRIVATE|${token.slice(6)}`));
  });

  it("and the commands beside it name what was probably meant", async () => {
    await using installation = await install(await database.empty());
    const said = async (...args: string[]) => (await installation.run(["admin", ...args])).stderr;
    expect(await said("audit", "list", "--thing", "queu")).toContain('nothing is called "queu". Did you mean "queue"?');
    const meant = 'there is no agent "root@localhos". Did you mean "root@localhost"? See `gotrs admin user list`';
    for (const command of [
      ["token", "add", "--user"],
      ["session", "end", "--user"],
      ["auth", "enrol"],
    ]) {
      expect(await said(...command, "root@localhos")).toContain(meant);
    }
    expect(await said("auth", "enrol", "nobody")).toContain('there is no agent "nobody". See');
    expect(await said("dynamic-field", "add", "Room", "--label", "Room")).toBe("");
    expect(await said("dynamic-field", "set", "Room", "--type", "Date")).toContain("--type: type cannot be changed");
    expect(await said("queue", "add", "", "--group", "users")).toContain("name: it must not be empty");
    const config = '{"Debugger":{"DebugThreshold":"error"},"Requester":{"Transport":{"Type":"HTTP::REST"}}}';
    expect(await said("web-service", "add", "ERP", "--configuration", config)).toBe("");
    const filter = ["postmaster-filter", "add", "spam", "--match", "X-Spam=yes", "--set", "X-OTRS-Queue=Junkk"];
    expect(await said(...filter)).toContain('X-OTRS-Queue: there is no "Junkk". Did you mean "Junk"?');
  });
});
