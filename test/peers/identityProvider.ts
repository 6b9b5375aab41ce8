/** A real OpenID provider (oidc-provider) on loopback, and a browser that signs a person on there. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import Provider from "oidc-provider";
import type { CertificateFiles } from "./certificate.ts";
import { freePort } from "./freePort.ts";

export const oidcClient = { id: "gotrs", secret: "client's secret" };
/** Where the portal would be. */
export const redirectUrl = "http://127.0.0.1:9/signed-on";

type Claims = Readonly<Record<string, unknown>>;

export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  /** By the login that is typed there. */
  readonly people: Map<string, Claims>;
}

/** @param certificate for localhost: it answers by HTTPS then */
export async function startIdentityProvider(
  people: Readonly<Record<string, Claims>>,
  certificate?: CertificateFiles,
): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  const known = new Map(Object.entries(people));
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: [redirectUrl],
        grant_types: ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"],
        response_types: ["code"],
        application_type: "native",
      },
    ],
    features: { deviceFlow: { enabled: true }, devInteractions: { enabled: true } },
    claims: {
      openid: ["sub"],
      profile: ["preferred_username", "given_name", "family_name", "groups"],
      email: ["email", "email_verified"],
    },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...known.get(id) }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ["of the tests"] },
    // Seconds; the usual ones are told on the console.
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      DeviceCode: 600,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  });
  const server =
    certificate === undefined
      ? createServer(provider.callback())
      : createSecureServer(
          { cert: await readFile(certificate.certFile), key: await readFile(certificate.keyFile) },
          provider.callback(),
        );
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    issuer,
    people: known,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Asked = { redirect: "manual"; headers: Record<string, string>; method?: string; body?: URLSearchParams };
type Ask = (url: string, asked: Asked) => Promise<Response>;

/**
 * Follows redirections and submits every form, as a person who says yes.
 * @returns the address that leaves the provider, or that of the page without a form
 */
export async function browse(start: string, login: string, ask: Ask = fetch): Promise<URL> {
  const cookies = new Map<string, string>();
  const home = new URL(start).origin;
  let address = new URL(start);
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 30; steps += 1) {
    const answer = await ask(address.href, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    form = undefined;
    const onward = answer.headers.get("location");
    if (onward !== null) {
      address = new URL(onward, address);
      if (address.origin !== home) return address;
      continue;
    }
    const page = await answer.text();
    const action = /<form[^>]*action="([^"]*)"/.exec(page)?.[1];
    if (action === undefined) return address;
    address = new URL(action.replaceAll("&amp;", "&"), address);
    form = new URLSearchParams(fieldsOf(page));
    if (/name="login"/.test(page)) {
      form.set("login", login);
      form.set("password", "any");
    }
    if (/name="confirm"/.test(page)) form.set("confirm", "yes");
  }
  throw new Error(`${start} never ends`);
}

function fieldsOf(page: string): readonly [string, string][] {
  return [...page.matchAll(/<input[^>]*>/g)].flatMap(([input]): readonly [string, string][] => {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    return name === undefined ? [] : [[name, /value="([^"]*)"/.exec(input)?.[1] ?? ""]];
  });
}
