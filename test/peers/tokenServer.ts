/** A provider of OAuth2 tokens as Microsoft and Google are: a token endpoint (RFC 6749) and introspection (RFC 7662) by HTTP. */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { listen } from "./listen.ts";

export interface TokenServer extends AsyncDisposable {
  readonly tokenUrl: string;
  readonly introspectionUrl: string;
  /** The forms that were posted to the token endpoint. */
  readonly asked: readonly URLSearchParams[];
  /** The refresh token that is good now. */
  refreshToken: string;
  /** Seconds that new tokens last. */
  life: number;
  /** Takes back every token. */
  revoke(): void;
}

export const tokenClient = { id: "client-1", secret: "secret-1" };

/** @param user whose mailbox every token opens */
export async function startTokenServer(user: string): Promise<TokenServer> {
  const good = new Set<string>();
  const asked: URLSearchParams[] = [];
  const state = { refreshToken: "refresh-1", life: 3600 };
  const refused = (error: string, error_description: string) => ({ status: 400, body: { error, error_description } });

  const token = (form: URLSearchParams) => {
    asked.push(form);
    if (form.get("client_id") !== tokenClient.id || form.get("client_secret") !== tokenClient.secret) {
      return {
        status: 401,
        body: { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret." },
      };
    }
    const grant = form.get("grant_type");
    const code = grant === "authorization_code" && form.get("code") === "code-1";
    const refresh = grant === "refresh_token" && form.get("refresh_token") === state.refreshToken;
    if (!code && !refresh && grant !== "client_credentials") {
      return refused("invalid_grant", "AADSTS700082: The refresh token has expired.\r\nTrace ID: 1");
    }
    const access_token = randomBytes(400).toString("base64url");
    good.add(access_token);
    const rotated = grant === "client_credentials" ? {} : { refresh_token: state.refreshToken };
    if (refresh) rotated.refresh_token = state.refreshToken = `refresh-${asked.length + 1}`;
    return { status: 200, body: { token_type: "Bearer", access_token, expires_in: state.life, ...rotated } };
  };

  const server = createServer((request, response) => {
    void formOf(request).then((form) => {
      const { status, body } =
        request.url === "/token"
          ? token(form)
          : {
              status: 200,
              body: good.has(form.get("token") ?? "") ? { active: true, username: user } : { active: false },
            };
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const port = await listen(server);
  const base = `http://127.0.0.1:${port}`;
  return Object.assign(state, {
    tokenUrl: `${base}/token`,
    introspectionUrl: `${base}/introspect`,
    asked,
    revoke: () => good.clear(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}
