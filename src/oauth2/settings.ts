/** OAuth2 settings as people say them: a provider and what is special; from and to the YAML of oauth2_token_config. Pure. */
import { isDeepStrictEqual as same } from "node:util";
import { parseDocument } from "yaml";
import { type ProviderName, providers } from "./providers.ts";
import { type ProviderOptions, readTokenConfig, type TokenConfig, writeTokenConfig } from "./tokenConfig.ts";

export interface OAuth2Settings {
  /** `other`: one that says all by itself. */
  readonly provider: ProviderName | "other";
  /** Microsoft's directory; null for the others. */
  readonly tenant: string | null;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** These four are null where they are the provider's usual ones. */
  readonly scope: string | null;
  readonly tokenUrl: string | null;
  /** Without one, the application itself is let in (client credentials). */
  readonly authorizationUrl: string | null;
  readonly parameters: Readonly<Record<string, string>> | null;
}

/** What `microsoft` and `microsoft-app` take where no directory is named. */
export const anyTenant = "common";
export const hasTenant = (provider: unknown): boolean => provider === "microsoft" || provider === "microsoft-app";

/** All of it, as tokenConfig.ts writes it. */
export function optionsOf(settings: OAuth2Settings): ProviderOptions {
  const { provider, tenant, clientId, scope, tokenUrl, authorizationUrl, parameters } = settings;
  const client = { clientId, clientSecret: settings.clientSecret ?? "" };
  if (provider !== "other") {
    const usual = providers[provider]({ ...client, tenant: tenant ?? anyTenant });
    return { ...usual, ...(scope !== null && { scope }) };
  }
  return {
    ...client,
    flow: authorizationUrl === null ? "clientCredentials" : "authorizationCode",
    scope: scope ?? "",
    tokenUrl: tokenUrl ?? "",
    authorizationUrl: authorizationUrl ?? "",
    authorizationParameters: parameters ?? {},
  };
}

/** @returns the settings; undefined for a text that is none */
export function settingsIn(yaml: string): OAuth2Settings | undefined {
  const config = readTokenConfig(yaml);
  if (typeof config === "string") return undefined;
  const found = Object.keys(providers).find((name) => isUsual(name as ProviderName, config));
  const tokenUrl = tokenUrlOf(config);
  const common = { clientId: config.clientId, clientSecret: config.clientSecret || null };
  if (found === undefined) {
    const { response_type: _, ...parameters } = config.authorization?.parameters ?? {};
    return {
      ...common,
      provider: "other",
      tenant: null,
      scope: config.scope || null,
      tokenUrl,
      authorizationUrl: config.authorization?.url ?? null,
      parameters: Object.keys(parameters).length === 0 ? null : parameters,
    };
  }
  const provider = found as ProviderName;
  const tenant = hasTenant(provider) ? tenantIn(tokenUrl) : null;
  const usual = providers[provider]({ clientId: "", clientSecret: "", tenant: tenant ?? "" });
  const scope = config.scope === usual.scope ? null : config.scope;
  return { ...common, provider, tenant, scope, tokenUrl: null, authorizationUrl: null, parameters: null };
}

/** The text with what differs; whatever else another program keeps in it stays, unless tokens are got in another way. */
export function editedSettings(yaml: string, after: OAuth2Settings): string {
  const before = settingsIn(yaml);
  const wanted = optionsOf(after);
  if (before === undefined || optionsOf(before).flow !== wanted.flow) return writeTokenConfig(wanted);
  const was = optionsOf(before);
  const document = parseDocument(yaml);
  const put = (name: keyof ProviderOptions, ...paths: readonly (readonly string[])[]) => {
    if (same(was[name], wanted[name])) return;
    for (const path of paths) document.setIn(path, wanted[name]);
  };
  const asked = ["Requests", "AuthorizationCode", "Request"];
  const tokens = ["TokenByAuthorizationCode", "TokenByRefreshToken", "TokenByClientCredentials"].filter((name) =>
    document.hasIn(["Requests", name]),
  );
  put("clientId", ["ClientID"]);
  put("clientSecret", ["ClientSecret"]);
  put("scope", ["Scope"]);
  put("tokenUrl", ...tokens.map((name) => ["Requests", name, "Request", "URL"]));
  put("authorizationUrl", [...asked, "URL"]);
  if (!same(was.authorizationParameters, wanted.authorizationParameters)) {
    document.setIn([...asked, "Parameters"], { response_type: "code", ...wanted.authorizationParameters });
  }
  return document.toString();
}

function isUsual(provider: ProviderName, config: TokenConfig): boolean {
  const tenant = tenantIn(tokenUrlOf(config)) ?? "";
  const usual = providers[provider]({ clientId: "", clientSecret: "", tenant });
  const { response_type: _, ...parameters } = config.authorization?.parameters ?? {};
  return (
    tokenUrlOf(config) === usual.tokenUrl &&
    (config.authorization?.url ?? "") === usual.authorizationUrl &&
    same(parameters, usual.authorizationParameters)
  );
}

function tokenUrlOf({ requests }: TokenConfig): string | null {
  const { TokenByClientCredentials, TokenByAuthorizationCode, TokenByRefreshToken } = requests;
  return (TokenByClientCredentials ?? TokenByAuthorizationCode ?? TokenByRefreshToken)?.url ?? null;
}

function tenantIn(url: string | null): string | null {
  const [, tenant] = /^https:\/\/login\.microsoftonline\.com\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(url ?? "") ?? [];
  return tenant === undefined ? null : decodeURIComponent(tenant);
}
