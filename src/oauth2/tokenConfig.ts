/** A row of oauth2_token_config as a value: OTRS's YAML of client, scope and requests, read and written. Asks no server. */
import { parse, stringify } from "yaml";
import { z } from "zod";

const parameters = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const request = z.object({
  Request: z.object({
    URL: z.string(),
    Parameters: parameters.nullish(),
    /** Parameter → what fills it. */
    AutofilledParametersMapping: parameters.nullish(),
  }),
});
const text = z.union([z.string(), z.number()]).transform(String);
const form = z.object({
  AuthFlow: z.string().nullish(),
  ClientID: text,
  ClientSecret: text.nullish(),
  Scope: text.nullish(),
  Requests: z.object({
    AuthorizationCode: request.nullish(),
    TokenByAuthorizationCode: request.nullish(),
    TokenByRefreshToken: request.nullish(),
    TokenByClientCredentials: request.nullish(),
  }),
});

export type TokenRequestName = "TokenByAuthorizationCode" | "TokenByRefreshToken" | "TokenByClientCredentials";

export interface TokenConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** Where a person allows it in a browser; undefined for client credentials. */
  readonly authorization: { readonly url: string; readonly parameters: Readonly<Record<string, string>> } | undefined;
  readonly requests: Readonly<Partial<Record<TokenRequestName, TokenRequest>>>;
}

export interface TokenRequest {
  readonly url: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly filled: Readonly<Record<string, string>>;
}

/** @returns the config, or in words why it is none */
export function readTokenConfig(yaml: string): TokenConfig | string {
  let content: unknown;
  try {
    content = parse(yaml);
  } catch (error) {
    return `it is no YAML (${error instanceof Error ? error.message : String(error)})`;
  }
  const read = form.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not understood"}`;
  }
  const { ClientID, ClientSecret, Scope, Requests } = read.data;
  const names = ["TokenByAuthorizationCode", "TokenByRefreshToken", "TokenByClientCredentials"] as const;
  const requests = names.flatMap((name) => {
    const one = Requests[name];
    return one ? [[name, tokenRequest(one)] as const] : [];
  });
  const asked = Requests.AuthorizationCode?.Request;
  return {
    clientId: ClientID,
    clientSecret: ClientSecret ?? "",
    scope: Scope ?? "",
    authorization: asked === undefined ? undefined : { url: asked.URL, parameters: asked.Parameters ?? {} },
    requests: Object.fromEntries(requests),
  };
}

function tokenRequest({ Request }: z.infer<typeof request>): TokenRequest {
  return {
    url: Request.URL,
    parameters: Request.Parameters ?? {},
    filled: Request.AutofilledParametersMapping ?? {},
  };
}

/** What fills OTRS's placeholders. */
export interface Filling {
  readonly AuthorizationCode?: string;
  readonly RefreshToken?: string;
  readonly RedirectURL?: string;
}

/** The body of a token request (RFC 6749 §4.1.3, §4.4.2, §6). */
export function tokenForm(
  config: TokenConfig,
  { parameters: fixed, filled }: TokenRequest,
  filling: Filling,
): URLSearchParams {
  const values: Readonly<Record<string, string | undefined>> = {
    ClientID: config.clientId,
    ClientSecret: config.clientSecret,
    Scope: config.scope,
    ...filling,
  };
  const body = new URLSearchParams(fixed);
  for (const [name, source] of Object.entries(filled)) {
    const value = values[source];
    if (value !== undefined && value !== "") body.set(name, value);
  }
  return body;
}

/** Where a person's browser goes to allow it (RFC 6749 §4.1.1). */
export function authorizationUrl(config: TokenConfig, redirectUrl: string, state: string): string | undefined {
  if (config.authorization === undefined) return undefined;
  const url = new URL(config.authorization.url);
  const values = {
    response_type: "code",
    ...config.authorization.parameters,
    client_id: config.clientId,
    redirect_uri: redirectUrl,
    scope: config.scope,
    state,
  };
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}

export interface ProviderOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly flow: "authorizationCode" | "clientCredentials";
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Further parameters of the browser's request. */
  readonly authorizationParameters: Readonly<Record<string, string>>;
}

/** The YAML that OTRS's own administration reads as well. */
export function writeTokenConfig(options: ProviderOptions): string {
  const base = { client_id: "ClientID", client_secret: "ClientSecret" };
  const answer = {
    ParametersMapping: {
      access_token: "Token",
      error: "ErrorMessage",
      error_description: "ErrorDescription",
      expires_in: "TokenExpirationDate",
      refresh_token: "RefreshToken",
    },
  };
  const asking = (grant: string, more: Readonly<Record<string, string>>) => ({
    Request: {
      AutofilledParametersMapping: { ...base, ...more },
      Parameters: { grant_type: grant },
      URL: options.tokenUrl,
    },
    Response: answer,
  });
  const common = { ClientID: options.clientId, ClientSecret: options.clientSecret, Scope: options.scope };
  if (options.flow === "clientCredentials") {
    return stringify({
      AuthFlow: "ClientCredentials",
      ...common,
      Requests: { TokenByClientCredentials: asking("client_credentials", { scope: "Scope" }) },
    });
  }
  return stringify({
    AuthFlow: "AuthorizationCode",
    ...common,
    Requests: {
      AuthorizationCode: {
        Request: {
          AutofilledParametersMapping: {
            client_id: "ClientID",
            redirect_uri: "RedirectURL",
            scope: "Scope",
            state: "State",
          },
          Parameters: { response_type: "code", ...options.authorizationParameters },
          URL: options.authorizationUrl,
        },
        Response: { ParametersMapping: { code: "AuthorizationCode", state: "State" } },
      },
      TokenByAuthorizationCode: asking("authorization_code", {
        code: "AuthorizationCode",
        redirect_uri: "RedirectURL",
      }),
      TokenByRefreshToken: asking("refresh_token", { refresh_token: "RefreshToken", scope: "Scope" }),
    },
  });
}
