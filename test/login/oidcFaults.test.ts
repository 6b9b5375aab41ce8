/** OpenID providers that lie, are wrong or are down, and how an administrator hears of it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { agentProviders } from "../../src/config/providers.ts";
import { diagnose } from "../../src/login/diagnosis.ts";
import { endDeviceSignOn } from "../../src/login/signOn.ts";
import { hashPassword } from "../../src/people/passwords.ts";
import { spoken } from "../../src/said.ts";
import type { Store } from "../../src/store/store.ts";
import { onSqlite } from "../databases.ts";
import { silentLog, testDesk } from "../desk.ts";
import { type Forger, type Forgery, startForger } from "../peers/forger.ts";
import { freePort } from "../peers/freePort.ts";
import { oidcClient, startIdentityProvider } from "../peers/identityProvider.ts";
import { addAgent } from "../ticket/people.ts";
import { settingsBy, usualProvider } from "./providers.ts";

onSqlite("OpenID providers", (database) => {
  let store: Store;
  let forger: Forger;
  const logged: string[] = [];
  beforeAll(async () => {
    store = await database.open();
    forger = await startForger(oidcClient.id);
    await addAgent(testDesk(store), "ann");
    const hash = await hashPassword("my own");
    await store.transaction((tx) => tx.updateTable("users").set({ pw: hash }).execute());
  });
  afterAll(async () => {
    await forger[Symbol.asyncDispose]();
    await store.close();
  });

  const deskBy = (issuer: string, more: Readonly<Record<string, unknown>> = {}) => ({
    ...testDesk(store, settingsBy(issuer, { agents: more })),
    log: { ...silentLog, error: (_: object, message: string) => void logged.push(message) },
  });
  const signOn = async (forgery: Forgery, issuer = forger.issuer): Promise<string> => {
    forger.forge(forgery);
    const asked = { provider: "company", deviceCode: "d" };
    const origin = { address: "192.0.2.1", client: "test" };
    return await endDeviceSignOn(deskBy(issuer), "agent", asked, origin).then(
      (done) => ("token" in done ? "let in" : "pending"),
      (error: Error) => `${error.name}: ${error.message}`,
    );
  };
  const hour = 3600;
  const now = () => Math.floor(Date.now() / 1000);

  it.each<readonly [string, () => Forgery]>([
    ["of another issuer", () => ({ claims: { iss: "https://other.example" } })],
    ["for another client", () => ({ claims: { aud: "other" } })],
    ["for several clients, given to another", () => ({ claims: { aud: [oidcClient.id, "other"], azp: "other" } })],
    ["that has expired", () => ({ claims: { iat: now() - 2 * hour, exp: now() - hour } })],
    ["without an end", () => ({ claims: { exp: undefined } })],
    ["about nobody", () => ({ claims: { sub: undefined } })],
    ["that begins later", () => ({ claims: { nbf: now() + hour } })],
    ["signed with a key that the provider does not show", () => ({ stranger: true })],
    ["that nobody signed", () => ({ algorithm: "none" })],
    ["signed with what everybody knows", () => ({ algorithm: "HS256" })],
  ])("believe no token %s", async (_, forgery) => {
    expect(await signOn({})).toBe("let in");
    expect(await signOn(forgery())).toMatch(
      /^AuthenticationError: what the provider company says of the person is not to be/,
    );
    expect(await store.db.selectFrom("gotrs_session").select("id").execute()).toHaveLength(1);
    await store.transaction((tx) => tx.deleteFrom("gotrs_session").execute());
  });

  it("believe no userinfo about somebody else", async () => {
    const claims = { preferred_username: undefined };
    expect(await signOn({ claims, userinfo: { sub: "1", preferred_username: "ann" } })).toBe("let in");
    expect(await signOn({ claims, userinfo: { sub: "2", preferred_username: "ann" } })).toMatch(
      /^AuthenticationError: /,
    );
  });

  it("say no in their own words, which person or administrator can act on", async () => {
    const answer = (error: string, status = 400) => ({ answer: { status, body: { error } } });
    expect(await signOn(answer("authorization_pending"))).toBe("pending");
    expect(await signOn(answer("access_denied"))).toBe(
      "AuthenticationError: the provider company says no: access_denied. Sign in again",
    );
    logged.length = 0;
    expect(await signOn(answer("invalid_client"))).toBe(
      "TemporaryError: the provider company refuses gotrs: invalid_client. Correct clientId and clientSecret, and " +
        "clientAuthentication (basic or post)",
    );
    expect(logged).toEqual([expect.stringContaining("the provider company refuses gotrs: invalid_client")]);
    const port = await freePort();
    expect(await signOn({}, `http://127.0.0.1:${port}`)).toBe(
      `TemporaryError: 127.0.0.1 refuses connections on port ${port}. Look at the network, or correct issuer of the provider company`,
    );
    expect(await signOn({ metadata: { issuer: "https://other.example" } })).toMatch(
      /^TemporaryError: http:\/\/127.0.0.1:\d+ does not answer as an OpenID provider does/,
    );
  });

  it("are looked at by `gotrs admin auth test`, step by step", async () => {
    await using provider = await startIdentityProvider({});
    const { issuer } = provider;
    const found = async (more: Readonly<Record<string, unknown>> = {}, at = issuer, password?: string) => {
      const { good, findings } = await diagnose(deskBy(at, more), "agent", "ann", password);
      const lines = findings.map((one) => `${one.good ? "good" : "BAD "} ${spoken(one.text)}`);
      return { good, lines: lines.filter((line) => line.includes("company: ")) };
    };
    const well = await found();
    expect(well).toEqual({
      good: true,
      lines: [
        "good company: 127.0.0.1 is an address",
        `good company: ${issuer} describes itself as an OpenID provider`,
        expect.stringMatching(/^good company: it shows \d keys that it signs with$/),
        "good company: browsers come back to http://127.0.0.1:9/signed-on, if the provider knows that page",
        `good company: it takes the client gotrs; codes of terminals are confirmed at ${issuer}/device`,
      ],
    });
    expect((await found({}, issuer, "wrong")).good).toBe(false);
    expect((await found({ clientSecret: "wrong" })).lines.at(-1)).toMatch(
      /^BAD {2}company: the provider company refuses gotrs/,
    );
    const down = await found({}, `http://127.0.0.1:${await freePort()}`);
    // Their own password still lets them in.
    expect(down.good).toBe(true);
    expect(down.lines.at(-1)).toMatch(/^BAD {2}company: 127\.0\.0\.1 refuses connections on port \d+$/);
  });
});

it("wants providers over TLS, except on this machine", () => {
  const taken = (issuer: string) => agentProviders.schema.safeParse([{ ...usualProvider(issuer) }]).success;
  expect(
    ["https://id.example.com/realms/a", "http://127.0.0.1:1", "http://localhost:1", "http://id.example.com", "id"].map(
      taken,
    ),
  ).toEqual([true, true, true, false, false]);
  expect(taken("http://localhost.example.com")).toBe(false);
  expect(taken("http://127.0.0.1.example.com")).toBe(false);
});
