/** The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636), for who is in a browser already. */

import { z } from "zod";
import type { Provider } from "../config/providers.ts";
import { AuthenticationError, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { providerFailure } from "./failure.ts";
import { type Identity, identityOf } from "./identity.ts";
import { discovered, library } from "./provider.ts";

export interface BrowserSignOn {
  /** Where the browser goes. */
  readonly url: string;
  /** What only this browser has (state, nonce, verifier): it has to bring it along with what the provider sends it back with. */
  readonly handle: string;
}

const handleForm = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** @throws TemporaryError, UserError where there is no page to come back to */
export async function beginBrowser(provider: Provider): Promise<BrowserSignOn> {
  const redirect_uri = pageOf(provider);
  const configuration = await discovered(provider);
  const client = await library();
  const secrets = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri,
    scope: provider.scopes.join(" "),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, handle: Buffer.from(JSON.stringify(secrets)).toString("base64url") };
}

/**
 * @param query what stands behind the `?` of the address that the browser came back to
 * @throws AuthenticationError, TemporaryError
 */
export async function endBrowser(provider: Provider, handle: string, query: string): Promise<Identity> {
  const { state, nonce, verifier } = secretsIn(handle);
  const configuration = await discovered(provider);
  const { authorizationCodeGrant } = await library();
  const url = new URL(pageOf(provider));
  url.search = query;
  try {
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    return await identityOf(configuration, provider, tokens);
  } catch (error) {
    throw providerFailure(error, provider);
  }
}

function secretsIn(handle: string): z.infer<typeof handleForm> {
  try {
    return handleForm.parse(JSON.parse(Buffer.from(handle, "base64url").toString()));
  } catch (error) {
    throw new AuthenticationError(said`the sign-on was not begun here`, { mend: said`Begin it again`, cause: error });
  }
}

function pageOf({ name, redirectUrl }: Provider): string {
  if (redirectUrl !== undefined) return redirectUrl;
  throw new UserError(said`the provider ${name} cannot send anybody back: it has no redirectUrl`, {
    where: `redirectUrl of the provider ${name}`,
    mend: said`Set it to the page that the provider knows`,
  });
}
