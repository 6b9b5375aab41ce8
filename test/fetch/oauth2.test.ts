/** Mail accounts by OAuth2: tokens from a provider's endpoint over HTTP, logins at a dovecot that asks whose they are. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fetchOnce } from "../../daemon/fetch/once.ts";
import { accessToken, redeemCode } from "../../daemon/oauth2/accessToken.ts";
import { systemClock } from "../../src/clock.ts";
import { providers } from "../../src/oauth2/providers.ts";
import { authorizationUrl, readTokenConfig, writeTokenConfig } from "../../src/oauth2/tokenConfig.ts";
import { addTokenConfig, storeToken, tokenOf } from "../../src/store/oauth2Tokens.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { TestClock, testDesk } from "../desk.ts";
import { type Dovecot, dovecotAbsent, startDovecot } from "../peers/dovecot.ts";
import { startTokenServer, type TokenServer, tokenClient } from "../peers/tokenServer.ts";
import { addAccount, fetchingDesk, letter, stateOf, titles } from "./mailbox.ts";

const absent = await dovecotAbsent();
const client = { clientId: tokenClient.id, clientSecret: tokenClient.secret, tenant: "example.test" };

async function settings(store: Store, provider: keyof typeof providers, tokenUrl: string): Promise<number> {
  const config = writeTokenConfig({ ...providers[provider](client), tokenUrl });
  return await store.transaction((tx) => addTokenConfig(tx, { name: provider, config }, systemClock.now(), 1));
}

forEachDatabase("an access token", (database) => {
  let store: Store;
  let provider: TokenServer;
  beforeEach(async () => {
    store = await database.open();
    provider = await startTokenServer("support");
  });
  afterEach(async () => {
    await store.close();
    await provider[Symbol.asyncDispose]();
  });

  it("is kept while it lasts, renewed by the refresh token after that, and the new refresh token is kept", async () => {
    const clock = new TestClock();
    const desk = testDesk(store, {}, clock);
    const id = await settings(store, "microsoft", provider.tokenUrl);
    await expect(accessToken(desk, id, false)).rejects.toThrow(
      /nobody has allowed access.*gotrs admin oauth2 authorize/,
    );
    await redeemCode(desk, id, "code-1", "http://localhost");
    expect(Object.fromEntries(provider.asked[0] ?? [])).toMatchObject({
      grant_type: "authorization_code",
      code: "code-1",
      redirect_uri: "http://localhost",
      client_id: "client-1",
    });
    const first = await accessToken(desk, id, false);
    expect(provider.asked).toHaveLength(1);
    clock.advance(3600 - 30);
    const second = await accessToken(desk, id, false);
    expect(second).not.toBe(first);
    expect(provider.asked[1]?.get("refresh_token")).toBe("refresh-1");
    expect((await tokenOf(store.db, id))?.refreshToken).toBe("refresh-3");
    expect(await accessToken(desk, id, true)).not.toBe(second);
    expect(provider.asked[2]?.get("refresh_token")).toBe("refresh-3");
  });

  it("of an application needs no refresh token, and a refusal is kept with the provider's words", async () => {
    const desk = testDesk(store);
    const id = await settings(store, "microsoft-app", provider.tokenUrl);
    await accessToken(desk, id, false);
    expect(Object.fromEntries(provider.asked[0] ?? [])).toEqual({
      grant_type: "client_credentials",
      client_id: "client-1",
      client_secret: "secret-1",
      scope: "https://outlook.office365.com/.default",
    });
    const byPerson = await settings(store, "google", provider.tokenUrl);
    await store.transaction((tx) => storeToken(tx, byPerson, { refreshToken: "taken back" }, systemClock.now(), 1));
    await expect(accessToken(desk, byPerson, false)).rejects.toThrow(
      /^google: the provider gives no token: AADSTS700082: The refresh token has expired\. \(invalid_grant\)\. .*authorize "google"$/,
    );
    expect((await tokenOf(store.db, byPerson))?.error).toContain("AADSTS700082");
  });
});

describe("OAuth2 settings", () => {
  it("are read as Znuny writes them", () => {
    const read = readTokenConfig(`---
AuthFlow: AuthorizationCode
ClientID: abc
ClientSecret: def
Requests:
  AuthorizationCode:
    Request:
      AutofilledParametersMapping: {client_id: ClientID, redirect_uri: RedirectURL, scope: Scope, state: State}
      Parameters: {response_type: code}
      URL: https://login.example/authorize
  TokenByRefreshToken:
    Request:
      AutofilledParametersMapping: {client_id: ClientID, refresh_token: RefreshToken}
      Parameters: {grant_type: refresh_token}
      URL: https://login.example/token
Scope: mail offline
Notifications: {NotifyOnExpiredToken: 0}
`);
    expect(read).toMatchObject({
      clientId: "abc",
      scope: "mail offline",
      requests: { TokenByRefreshToken: { url: "https://login.example/token" } },
    });
    expect(readTokenConfig("ClientID: 1")).toContain("Requests");
  });

  it("send the browser where Google wants it", () => {
    const config = readTokenConfig(writeTokenConfig(providers.google(client)));
    if (typeof config === "string") throw new Error(config);
    const url = new URL(authorizationUrl(config, "http://localhost", "s1") ?? "");
    expect(url.host).toBe("accounts.google.com");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      access_type: "offline",
      prompt: "consent",
      client_id: "client-1",
      redirect_uri: "http://localhost",
      scope: "https://mail.google.com/",
      state: "s1",
    });
  });
});

describe.skipIf(absent !== undefined)(`OAuth2 at the mail server ${absent ?? ""}`, () => {
  onSqlite("a mailbox", (database) => {
    let store: Store;
    let provider: TokenServer;
    beforeAll(async () => {
      provider = await startTokenServer("support");
    });
    afterAll(async () => {
      await provider?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
    });
    const withMechanism = (mechanism: string): Promise<Dovecot> =>
      startDovecot({ mechanisms: `plain ${mechanism}`, introspection: provider.introspectionUrl });

    it.each(["xoauth2", "oauthbearer"])("is opened by %s, over IMAP and POP3", async (mechanism) => {
      await using dovecot = await withMechanism(mechanism);
      const tokenConfigId = await settings(store, "microsoft-app", provider.tokenUrl);
      for (const type of ["IMAP", "POP3"]) {
        const account = await addAccount(store, dovecot, {
          type,
          authentication: "oauth2_token",
          tokenConfigId,
          password: "",
        });
        await dovecot.deliver("support", letter({ subject: type }));
        const { fetched, error } = await fetchOnce(fetchingDesk(store), account);
        expect([fetched, error?.message]).toEqual([1, undefined]);
      }
      expect(await titles(store)).toEqual(["IMAP", "POP3"]);
    });

    it.each(["xoauth2", "oauthbearer"])(
      "whose token was taken back early (%s) is opened with a new one",
      async (mechanism) => {
        await using dovecot = await withMechanism(mechanism);
        const tokenConfigId = await settings(store, "microsoft-app", provider.tokenUrl);
        for (const type of ["IMAP", "POP3"]) {
          const account = await addAccount(store, dovecot, { type, authentication: "oauth2_token", tokenConfigId });
          expect((await fetchOnce(fetchingDesk(store), account)).error).toBeUndefined();
          provider.revoke();
          expect((await fetchOnce(fetchingDesk(store), account)).error?.message).toBeUndefined();
        }
      },
    );

    it("whose provider refuses says so in the account's state", async () => {
      await using dovecot = await withMechanism("xoauth2");
      const config = writeTokenConfig({
        ...providers["microsoft-app"]({ ...client, clientSecret: "old" }),
        tokenUrl: provider.tokenUrl,
      });
      const tokenConfigId = await store.transaction((tx) =>
        addTokenConfig(tx, { name: "old", config }, systemClock.now(), 1),
      );
      const account = await addAccount(store, dovecot, { authentication: "oauth2_token", tokenConfigId });
      await fetchOnce(fetchingDesk(store), account);
      expect((await stateOf(store, account)).error).toMatch(/Invalid client secret.*Correct client id and secret/);
    });
  });
});
