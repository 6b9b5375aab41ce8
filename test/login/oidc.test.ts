/** Agents and customers sign on by an OpenID provider, and their rows become as its claims say. */
import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { showEntry } from "../../src/admin/administer.ts";
import { customerUser } from "../../src/admin/modules/customerUser.ts";
import { user } from "../../src/admin/modules/user.ts";
import type { DeviceSignOn } from "../../src/api/people.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Desk } from "../../src/desk.ts";
import { diagnose } from "../../src/login/diagnosis.ts";
import { spokenFinding } from "../../src/network/finding.ts";
import { trustingFetch } from "../../src/network/trustingFetch.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { insertRow } from "../../src/store/insert.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase } from "../databases.ts";
import { testDesk, testSettings } from "../desk.ts";
import { httpApp, type TestApp } from "../http/app.ts";
import { browse, type IdentityProvider, startIdentityProvider } from "../peers/identityProvider.ts";
import { serverCertificate } from "../peers/serverCertificate.ts";
import { tempFolder } from "../peers/tempFolder.ts";
import { settingsBy } from "./providers.ts";

const people = {
  ann: {
    preferred_username: "ann",
    given_name: "Ann",
    family_name: "Agent",
    email: "ann@desk.test",
    email_verified: true,
    groups: ["helpdesk", "bosses"],
  },
  bob: { preferred_username: "Bob", family_name: "Builder", email: "ann@desk.test", email_verified: false, groups: [] },
  erika: { given_name: "Erika", family_name: "Mustermann", email: "erika@customer.test", email_verified: true },
};

forEachDatabase("sign-on by an OpenID provider", (database) => {
  let provider: IdentityProvider;
  let store: Store;
  let desk: Desk;
  let app: TestApp;
  const open: TestApp[] = [];

  beforeAll(async () => {
    provider = await startIdentityProvider(people);
    store = await database.open();
    const stamp = {
      create_time: "2026-01-01 00:00:00",
      create_by: 1,
      change_time: "2026-01-01 00:00:00",
      change_by: 1,
    };
    await store.transaction((tx) =>
      insertRow(tx, "roles", { name: "boss", comments: null, valid_id: 1, ...stamp } as never),
    );
  });
  beforeEach(async () => {
    await store.transaction(async (tx) => {
      await tx.deleteFrom("gotrs_session").execute();
      await tx.deleteFrom("gotrs_login_failure").execute();
      for (const table of ["group_user", "role_user", "user_preferences"] as const) {
        await tx.deleteFrom(table).where("user_id", ">", 1).execute();
      }
      await tx.deleteFrom("users").where("id", ">", 1).execute();
      await tx.deleteFrom("customer_user").execute();
    });
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
  });
  afterAll(async () => {
    await store.close();
    await provider[Symbol.asyncDispose]();
  });

  const use = async (settings: Partial<Settings>) => {
    desk = testDesk(store, settings);
    app = await httpApp(desk);
    open.push(app);
  };
  const post = (path: string, body: object) => app.ask("POST", path, undefined, { provider: "company", ...body });
  const byDevice = async (login: string) => {
    const begun: DeviceSignOn = (await post("/sign-on/device", {})).json;
    await browse(begun.verificationUriComplete ?? "", login);
    return await post("/session/device", { deviceCode: begun.deviceCode });
  };
  const agent = async (login: string) => (await showEntry(desk, rootActor, user, login)).values;

  it("lets an agent confirm a code in a browser, makes their row once, and gives what the claims give", async () => {
    const agents = {
      create: true,
      permissionsByClaim: { groups: { helpdesk: { users: ["rw"] }, others: { admin: ["rw"] } } },
      rolesByClaim: { groups: { bosses: ["boss"] } },
    };
    await use(settingsBy(provider.issuer, { agents }));
    expect((await app.ask("GET", "/sign-on")).json).toEqual({
      passwords: true,
      providers: [{ name: "company", title: "Example Ltd" }],
    });
    const begun: DeviceSignOn = (await post("/sign-on/device", {})).json;
    expect(begun).toMatchObject({ verificationUri: `${provider.issuer}/device`, interval: 5 });
    const { deviceCode } = begun;
    expect((await post("/session/device", { deviceCode })).json).toEqual({ pending: true, slower: false });
    await browse(begun.verificationUriComplete ?? "", "ann");
    const { json } = await post("/session/device", { deviceCode });
    expect((await app.ask("GET", "/me", json.token)).json).toMatchObject({ login: "ann", name: "Ann Agent" });
    const right = { email: "ann@desk.test", permissions: { users: ["rw"] }, roles: ["boss"], password: null };
    expect(await agent("ann")).toMatchObject(right);
    // A code is good once.
    expect((await post("/session/device", { deviceCode })).status).toBe(401);
    expect((await byDevice("ann")).status).toBe(200);
    expect(await store.db.selectFrom("users").select("login").where("id", ">", 1).execute()).toEqual([
      { login: "ann" },
    ]);
    // What is left counted is the code that was tried twice.
    expect(await store.db.selectFrom("gotrs_login_failure").selectAll().execute()).toHaveLength(1);
  });

  it("signs on by a provider whose certificate is of a private authority, where caFile names it", async () => {
    await using folder = await tempFolder("oidc");
    const files = await serverCertificate(folder.path, {});
    await using secure = await startIdentityProvider(people, files);
    const ask = trustingFetch([await readFile(files.certFile, "utf8")]);
    await use(settingsBy(secure.issuer, { agents: { create: true } }));
    const untrusted = await post("/sign-on/device", {});
    expect([untrusted.status, untrusted.json.detail]).toEqual([
      503,
      expect.stringMatching(/certificate.*Have it renewed, or name its authority in caFile of the provider company/),
    ]);
    await use(settingsBy(secure.issuer, { agents: { create: true, caFile: "/nonexistent" } }));
    expect((await post("/sign-on/device", {})).json.detail).toContain("/nonexistent cannot be read");

    const trusted = { create: true, caFile: files.certFile };
    await use(settingsBy(secure.issuer, { agents: trusted, customers: { ...trusted, loginClaim: "email" } }));
    const begun: DeviceSignOn = (await post("/sign-on/device", {})).json;
    await browse(begun.verificationUriComplete ?? "", "ann", ask);
    const { json } = await post("/session/device", { deviceCode: begun.deviceCode });
    expect((await app.ask("GET", "/me", json.token)).json).toMatchObject({ login: "ann", name: "Ann Agent" });
    const { url, handle } = (await post("/customer/sign-on/browser", {})).json;
    const back = await browse(url, "erika", ask);
    expect((await post("/customer/session/browser", { handle, query: back.search })).status).toBe(200);
    const findings = (await diagnose(desk, "agent", "ann", undefined)).findings.map((one) => spokenFinding(one));
    const lines = findings.filter(({ text }) => text.startsWith("company: "));
    expect(lines).toHaveLength(5);
    expect(lines.every(({ good }) => good)).toBe(true);
  });

  it("takes over no address that the provider has not verified, and nobody who lacks a claim that is required", async () => {
    await use(settingsBy(provider.issuer, { agents: { create: true } }));
    expect((await byDevice("bob")).status).toBe(200);
    expect(await agent("Bob")).toMatchObject({ firstName: "-", lastName: "Builder", email: null });
    await use(settingsBy(provider.issuer, { agents: { create: true, require: { groups: ["helpdesk"] } } }));
    expect((await byDevice("ann")).status).toBe(200);
    expect((await byDevice("bob")).json.detail).toBe(
      "the provider company does not let them in here: their claim groups is none of helpdesk. Ask an administrator",
    );
    await use(settingsBy(provider.issuer, { agents: { create: true, loginClaim: "email" } }));
    expect((await byDevice("bob")).json.detail).toContain("their address is not verified");
    // Whoever may say that an address is theirs without proof would be that agent.
    expect(await store.db.selectFrom("users").select("login").where("login", "=", "ann@desk.test").execute()).toEqual(
      [],
    );
  });

  it("keeps out who is no agent here, or is not valid, and begins no session for them", async () => {
    await use(settingsBy(provider.issuer, { agents: {} }));
    expect((await byDevice("ann")).json.detail).toBe('there is no agent "ann" here. Ask an administrator');
    await use(settingsBy(provider.issuer, { agents: { create: true } }));
    expect((await byDevice("ann")).status).toBe(200);
    await store.transaction((tx) => tx.updateTable("users").set({ valid_id: 2 }).where("login", "=", "ann").execute());
    await store.transaction((tx) => tx.deleteFrom("gotrs_session").execute());
    expect((await byDevice("ann")).json.detail).toBe('agent "ann" is not valid here. Ask an administrator');
    expect(await store.db.selectFrom("gotrs_session").selectAll().execute()).toEqual([]);
  });

  it("brings a customer back from the browser with a code, by state, nonce and PKCE", async () => {
    const customers = { create: true, refresh: true, loginClaim: "email" };
    await use(settingsBy(provider.issuer, { customers }));
    const { url, handle } = (await post("/customer/sign-on/browser", {})).json;
    const asked = new URL(url).searchParams;
    expect([asked.get("code_challenge_method"), asked.get("response_type")]).toEqual(["S256", "code"]);
    const back = await browse(url, "erika");
    const end = (given: object) => post("/customer/session/browser", { handle, query: back.search, ...given });
    const { json, status } = await end({});
    expect(status).toBe(200);
    expect((await app.ask("GET", "/customer/me", json.token)).json).toMatchObject({
      login: "erika@customer.test",
      name: "Erika Mustermann",
      customerIds: ["erika@customer.test"],
    });
    expect((await app.ask("GET", "/me", json.token)).status).toBe(401);
    expect((await showEntry(desk, rootActor, customerUser, "erika@customer.test")).values.email).toBe(
      "erika@customer.test",
    );
    // A code is good once.
    expect((await end({})).status).toBe(401);
  });

  it("takes no code without what the browser was given at the beginning, and none of another provider", async () => {
    await use(settingsBy(provider.issuer, { customers: { create: true, loginClaim: "email" } }));
    const other = (await post("/customer/sign-on/browser", {})).json.handle;
    type Way = { readonly handle: string; readonly query: string };
    const mixed = ({ handle }: Way, change: object) => {
      const secrets = JSON.parse(Buffer.from(handle, "base64url").toString());
      return Buffer.from(JSON.stringify({ ...secrets, ...change })).toString("base64url");
    };
    const wrong: readonly (readonly [string, (right: Way) => Partial<Way>])[] = [
      ["state", () => ({ handle: other })],
      ["state", (right) => ({ handle: mixed(right, { state: "other" }) })],
      ["nonce", (right) => ({ handle: mixed(right, { nonce: "other" }) })],
      ["invalid_grant", (right) => ({ handle: mixed(right, { verifier: "v".repeat(43) }) })],
      ["the sign-on was not begun here", () => ({ handle: "nonsense" })],
      ["iss", ({ query }) => ({ query: query.replace(/iss=[^&]*/, "iss=https%3A%2F%2Fother.example") })],
      ["access_denied", ({ query }) => ({ query: `${query.replace(/code=[^&]*/, "error=access_denied")}` })],
      ["", () => ({ query: "" })],
    ];
    for (const [why, how] of wrong) {
      const { url, handle } = (await post("/customer/sign-on/browser", {})).json;
      const right = { handle, query: (await browse(url, "erika")).search };
      const { status, json } = await post("/customer/session/browser", { ...right, ...how(right) });
      expect([status, json.detail]).toEqual([401, expect.stringContaining(why)]);
    }
  });

  it("begins no more sign-ons for one client than it may fail logins, tries no more codes, and knows no provider that is not set", async () => {
    const login = { ...testSettings.login, maxFailuresPerClient: 3 };
    await use({ ...settingsBy(provider.issuer, { agents: {} }), login });
    const seen: number[] = [];
    for (let count = 0; count < 5; count += 1) seen.push((await post("/sign-on/device", {})).status);
    expect(seen).toEqual([200, 200, 200, 429, 429]);
    expect((await app.ask("POST", "/sign-on/device", undefined, { provider: "other" })).status).toBe(404);
    expect((await post("/customer/sign-on/device", {})).status).toBe(404);
  });
});
