/** Whom a provider's tokens are about: their claims, checked by the library, and their login by the settings. */

import type { Configuration, TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import type { Provider } from "../config/providers.ts";
import { AuthenticationError } from "../errors.ts";
import { said, type Words } from "../said.ts";
import { library } from "./provider.ts";

export interface Identity {
  readonly login: string;
  /** By the claim's name in lower case; of an address only what the provider has verified. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** @throws AuthenticationError when they are not whom the settings let in */
export async function identityOf(configuration: Configuration, provider: Provider, tokens: Tokens): Promise<Identity> {
  const told = tokens.claims();
  if (told === undefined) throw refused(provider, said`it sends no ID token`, said`Ask for the scope openid`);
  const { fetchUserInfo } = await library();
  // Many providers keep names and groups for their userinfo endpoint (OpenID Connect Core 1.0 §5.3).
  const more =
    configuration.serverMetadata().userinfo_endpoint === undefined
      ? {}
      : await fetchUserInfo(configuration, tokens.access_token, told.sub);
  return judged(provider, { ...more, ...told });
}

/** Pure. */
function judged(provider: Provider, raw: Readonly<Record<string, unknown>>): Identity {
  const { loginClaim, lowerCase, trustEmail, require } = provider;
  const verified = trustEmail || raw.email_verified === true || raw.email_verified === "true";
  const claims = new Map(
    Object.entries(raw)
      // An address that anybody could have typed in at the provider is nobody's.
      .filter(([claim]) => claim !== "email" || verified)
      .map(([claim, value]) => [claim.toLowerCase(), textsOf(value)] as const),
  );
  for (const [claim, allowed] of Object.entries(require)) {
    if (claims.get(claim.toLowerCase())?.some((value) => allowed.includes(value))) continue;
    throw refused(provider, said`their claim ${claim} is none of ${allowed.join(", ")}`, said`Ask an administrator`);
  }
  const [login = ""] = claims.get(loginClaim.toLowerCase()) ?? [];
  if (login.trim() === "") {
    const why =
      loginClaim === "email" && !verified ? said`their address is not verified` : said`it tells no ${loginClaim}`;
    throw refused(provider, why, said`An administrator can correct loginClaim and scopes, or set trustEmail`);
  }
  return { login: lowerCase ? login.toLowerCase() : login, claims };
}

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => ["string", "number", "boolean"].includes(typeof one)).map(String);
}

function refused({ name }: Provider, why: Words, mend: Words): AuthenticationError {
  return new AuthenticationError(said`the provider ${name} does not let them in here: ${why}`, { mend });
}
