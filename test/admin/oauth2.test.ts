/** OAuth2 settings in administration: as OTRS keeps them, in files, and with a secret that nobody gets to see. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { change, showEntry } from "../../src/admin/administer.ts";
import { apply, changeView } from "../../src/admin/apply.ts";
import { auditTrail } from "../../src/admin/auditTrail.ts";
import { exported } from "../../src/admin/exported.ts";
import type { AdminModule } from "../../src/admin/module.ts";
import { mailAccount } from "../../src/admin/modules/mailAccount.ts";
import { oauth2 } from "../../src/admin/modules/oauth2.ts";
import type { Desk } from "../../src/desk.ts";
import { readTokenConfig } from "../../src/oauth2/tokenConfig.ts";
import { rootActor } from "../../src/people/administrators.ts";
import { newToken } from "../../src/people/tokens.ts";
import { addTokenConfig, tokenConfigs } from "../../src/store/oauth2Tokens.ts";
import type { Store } from "../../src/store/store.ts";
import { forEachDatabase, onSqlite } from "../databases.ts";
import { testDesk, testSettings } from "../desk.ts";
import { httpApp } from "../http/app.ts";
import { install } from "../peers/gotrs.ts";

const znuny = `---
AuthFlow: AuthorizationCode
ClientID: abc
ClientSecret: geheim
Notifications:
  NotifyOnExpiredToken: 0
Requests:
  AuthorizationCode:
    Request:
      AutofilledParametersMapping: {client_id: ClientID, redirect_uri: RedirectURL, scope: Scope, state: State}
      Parameters: {response_type: code, prompt: consent}
      URL: https://login.example/authorize
  TokenByRefreshToken:
    Request:
      AutofilledParametersMapping: {client_id: ClientID, refresh_token: RefreshToken}
      Parameters: {grant_type: refresh_token, audience: mail}
      URL: https://login.example/token
Scope: mail offline
`;

forEachDatabase("OAuth2 settings", (database) => {
  let store: Store;
  let desk: Desk;
  beforeEach(async () => {
    store = await database.open();
    desk = testDesk(store);
  });
  afterEach(() => store?.close());
  const put = (mode: "add" | "set", key: string, raw: object, module: AdminModule = oauth2) => {
    const whole = mode === "add" ? { name: key, ...raw } : { ...raw };
    return change(desk, rootActor, { module, key, raw: whole, form: "json", mode, where: (field) => field });
  };
  const applied = async (text: string) =>
    (await apply(desk, rootActor, { text, file: "desk.yaml", dryRun: false })).map(changeView);
  const values = async (name: string) => (await showEntry(desk, rootActor, oauth2, name)).values;
  const stored = async (name: string) => (await tokenConfigs(store.db)).find((row) => row.name === name)?.config ?? "";

  it("are written as OTRS reads them, and understood again", async () => {
    await put("add", "m365", { provider: "microsoft", clientId: "c", clientSecret: "geheim" });
    expect(await values("m365")).toMatchObject({
      provider: "microsoft",
      tenant: "common",
      scope: null,
      tokenUrl: null,
    });
    expect(readTokenConfig(await stored("m365"))).toMatchObject({
      clientId: "c",
      clientSecret: "geheim",
      requests: { TokenByRefreshToken: { url: "https://login.microsoftonline.com/common/oauth2/v2.0/token" } },
    });
    await put("set", "m365", { tenant: "example.com" });
    expect(await values("m365")).toMatchObject({ provider: "microsoft", tenant: "example.com" });
    await put("set", "m365", { provider: "google" });
    expect(await values("m365")).toMatchObject({ provider: "google", tenant: null, authorizationUrl: null });
    expect(readTokenConfig(await stored("m365"))).toMatchObject({ clientSecret: "geheim" });
    await put("set", "m365", { tokenUrl: "https://proxy.example/token" });
    expect(await values("m365")).toMatchObject({
      provider: "other",
      scope: "https://mail.google.com/",
      tokenUrl: "https://proxy.example/token",
      parameters: { access_type: "offline", prompt: "consent" },
    });
    await expect(put("add", "mine", { provider: "other", clientId: "c" })).rejects.toThrow(
      "tokenUrl: another provider needs the address that gives tokens. Name it, or a provider: microsoft",
    );
  });

  it("of Znuny keep what is not asked about when something is changed", async () => {
    await store.transaction((tx) => addTokenConfig(tx, { name: "Znuny", config: znuny }, desk.clock.now(), 1));
    expect(await values("Znuny")).toMatchObject({
      provider: "other",
      tokenUrl: "https://login.example/token",
      authorizationUrl: "https://login.example/authorize",
      parameters: { prompt: "consent" },
    });
    await put("set", "Znuny", { clientSecret: "other", tokenUrl: "https://new.example/token", name: "Mail" });
    const before = parse(znuny);
    const after = structuredClone(before);
    after.ClientSecret = "other";
    after.Requests.TokenByRefreshToken.Request.URL = "https://new.example/token";
    expect(parse(await stored("Mail"))).toEqual(after);
    await put("set", "Mail", { parameters: null });
    after.Requests.AuthorizationCode.Request.Parameters = { response_type: "code" };
    expect(parse(await stored("Mail"))).toEqual(after);
  });

  it("that nobody understands are there by name, and become right when they are set", async () => {
    await store.transaction((tx) => addTokenConfig(tx, { name: "odd", config: "- 1" }, desk.clock.now(), 1));
    expect(await applied(await exported(desk, rootActor, [oauth2]))).toEqual([]);
    await put("set", "odd", { provider: "google", clientId: "c" });
    expect(readTokenConfig(await stored("odd"))).toMatchObject({ clientId: "c", scope: "https://mail.google.com/" });
  });

  it("go from file to file without their secrets, together with the accounts that use them", async () => {
    const text = `oauth2Settings:
  - { name: m365, provider: microsoft-app, tenant: example.com, clientId: c, tokenUrl: "https://proxy.example/token" }
mailAccounts:
  - { name: support, type: IMAPS, host: h, login: l, after: seen, oauth2: m365 }
`;
    const [settings] = await applied(text);
    expect(settings?.notes).toEqual([]);
    expect(await applied(text)).toEqual([]);
    await put("set", "m365", { clientSecret: "geheim" });
    const file = await exported(desk, rootActor, [oauth2, mailAccount]);
    expect(file).not.toContain("geheim");
    expect(await applied(file)).toEqual([]);
    await expect(put("set", "m365", { valid: false })).rejects.toThrow(
      'oauth2 "m365" is used by mail account "support"',
    );
    await put("set", "support", { oauth2: null, password: "x" }, mailAccount);
    const outbound = { ...testSettings.outbound, oauth2: "m365" };
    const used = { module: oauth2, key: "m365", raw: { valid: false }, form: "json", mode: "set" } as const;
    await expect(
      change(testDesk(store, { outbound }), rootActor, { ...used, where: (field) => field }),
    ).rejects.toThrow('the configuration names "m365" in outbound.oauth2');
    await put("set", "m365", { valid: false });
    expect(
      (await applied("oauth2Settings:\n  - { name: app, provider: microsoft-app, clientId: c }\n"))[0]?.notes,
    ).toEqual(['it has no clientSecret yet: gotrs admin oauth2 set "app" --client-secret-file FILE']);
  });

  it("and mail accounts take their secrets in the body of a request, and no answer has them", async () => {
    await using app = await httpApp(desk);
    const { token } = await newToken(desk, rootActor, { name: "forms", scopes: "all" });
    const said: string[] = [];
    const ask = async (method: "GET" | "POST" | "PATCH", path: string, body?: object) => {
      const answer = await app.ask(method, `/admin${path}`, token, body);
      said.push(JSON.stringify(answer.json));
      return answer.status;
    };
    const account = { name: "support", type: "IMAPS", host: "h", login: "l" };
    expect(
      await ask("POST", "/oauth2", { name: "m", provider: "google", clientId: "c", clientSecret: "geheim-1" }),
    ).toBe(200);
    expect(await ask("PATCH", "/oauth2/m", { clientSecret: "geheim-2" })).toBe(200);
    expect(await ask("POST", "/mail-account", { ...account, password: "geheim-3" })).toBe(200);
    expect(await ask("PATCH", "/mail-account/support", { password: "geheim-4" })).toBe(200);
    expect(await ask("PATCH", "/mail-account/support", { password: "geheim-5", port: 0 })).toBe(422);
    for (const path of ["/oauth2", "/oauth2/m", "/mail-account", "/mail-account/support", "/audit", "/export"]) {
      expect(await ask("GET", path)).toBe(200);
    }
    expect(readTokenConfig(await stored("m"))).toMatchObject({ clientSecret: "geheim-2" });
    const { pw } = await store.db.selectFrom("mail_account").select("pw").executeTakeFirstOrThrow();
    expect(pw).toBe("geheim-4");
    expect(said.join()).not.toContain("geheim");
    expect(JSON.stringify(await auditTrail(desk, rootActor, { limit: 20 }))).not.toContain("geheim");
  });
});

onSqlite("gotrs admin oauth2", (database) => {
  it("adds, shows, changes and lists settings, with a refresh token from a file", async () => {
    await using installation = await install(await database.empty());
    const run = async (input: string, ...args: string[]) => {
      const result = await installation.run(["admin", "oauth2", ...args], { input });
      expect([result.code, result.stderr]).toEqual([0, ""]);
      return result.stdout;
    };
    expect(await run("", "add", "mail", "--provider", "google", "--client-id", "c", "--client-secret", "s")).toBe(
      'OAuth2 settings 1 added; now: gotrs admin oauth2 authorize "mail"\n',
    );
    expect(await run("", "list")).toBe("1 mail by an agreement in a browser: nobody has allowed access yet\n");
    await run("refresh-1\n", "set", "mail", "--name", "post", "--refresh-token-file", "-");
    expect(await run("", "list")).toBe("1 post by an agreement in a browser: ready\n");
    expect(await run("", "show", "post")).toContain("provider         google\n");
    expect(await run("", "disable", "post")).toBe("OAuth2 settings post disabled\n");
    expect(await run("", "enable", "post")).toBe("OAuth2 settings post enabled\n");
    const refused = await installation.run(["admin", "oauth2", "add", "x", "--provider", "gogle", "--client-id", "c"]);
    expect([refused.code, refused.stderr]).toEqual([
      64,
      expect.stringContaining('--provider: "gogle" is not allowed. Did you mean "google"?'),
    ]);
  });
});
