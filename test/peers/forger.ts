/** An OpenID provider that answers whatever a test tells it to, right or forged, signed with a key of its own. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import { listen } from "./listen.ts";

export interface Forgery {
  /** Instead of the right claims of the ID token; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The header's `alg`; `none` has no signature. */
  readonly algorithm?: string;
  /** Signed with a key that the provider does not show. */
  readonly stranger?: true;
  /** What the discovery document says besides. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Instead of tokens. */
  readonly answer?: { readonly status: number; readonly body: object };
  /** What userinfo says. */
  readonly userinfo?: Readonly<Record<string, unknown>>;
}

export interface Forger extends AsyncDisposable {
  readonly issuer: string;
  forge(forgery: Forgery): void;
}

const [own, strange] = [0, 1].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));

export async function startForger(clientId: string): Promise<Forger> {
  let forgery: Forgery = {};
  const server = createServer((request, response) => {
    const [path] = (request.url ?? "").split("?");
    const { status, body } = answerTo(path ?? "", issuer, clientId, forgery);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  });
  const port = await listen(server);
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    forge: (next) => {
      forgery = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerTo(path: string, issuer: string, clientId: string, forgery: Forgery): { status: number; body: object } {
  const now = Math.floor(Date.now() / 1000);
  const good = (body: object) => ({ status: 200, body });
  switch (path) {
    case "/.well-known/openid-configuration":
      return good({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        device_authorization_endpoint: `${issuer}/device`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ["RS256"],
        code_challenge_methods_supported: ["S256"],
        ...(forgery.userinfo === undefined ? {} : { userinfo_endpoint: `${issuer}/userinfo` }),
        ...forgery.metadata,
      });
    case "/keys":
      return good({ keys: [{ ...own?.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] });
    case "/device":
      return good({ device_code: "d", user_code: "U", verification_uri: `${issuer}/confirm`, expires_in: 600 });
    case "/userinfo":
      return good(forgery.userinfo ?? {});
    case "/token": {
      const right = { iss: issuer, sub: "1", aud: clientId, iat: now, exp: now + 300, preferred_username: "ann" };
      const id_token = token({ ...right, ...forgery.claims }, forgery);
      return forgery.answer ?? good({ access_token: "a", token_type: "Bearer", id_token });
    }
    default:
      return { status: 404, body: {} };
  }
}

function token(claims: object, { algorithm = "RS256", stranger }: Forgery): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: algorithm, kid: "1" })}.${part(claims)}`;
  const key = (stranger ? strange : own)?.privateKey;
  if (key === undefined) throw new Error("no key");
  if (algorithm === "none") return `${signed}.`;
  // A forger who takes the public key for a secret (RFC 8725 §2.1) signs with what everybody knows.
  if (algorithm === "HS256") return `${signed}.${createHash("sha256").update(signed).digest("base64url")}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}
