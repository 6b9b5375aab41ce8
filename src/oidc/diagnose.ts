/** Whether a provider is what the settings say, step by step, in words for an administrator. Signs nobody on. */
import type { Configuration } from "openid-client";
import { z } from "zod";
import type { Provider } from "../config/providers.ts";
import { isExpected } from "../errors.ts";
import type { Finding } from "../network/finding.ts";
import { addressesOf } from "../network/names.ts";
import { joined, said, type Words } from "../said.ts";
import { beginDevice } from "./device.ts";
import { providerFailure } from "./failure.ts";
import { discovered, fetchOf } from "./provider.ts";

const keySet = z.object({ keys: z.array(z.unknown()).min(1) });

/** @param device whether people are to sign on in terminals. Ends after the first step that is bad */
export async function examineProvider(provider: Provider, device: boolean): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const say = (text: Words, mend?: Words) =>
    findings.push({ good: true, text: joined([provider.name, text], ": "), ...(mend === undefined ? {} : { mend }) });
  try {
    say(await addressesOf(new URL(provider.issuer).hostname.replace(/^\[(.*)\]$/, "$1")));
    const configuration = await discovered(provider);
    say(said`${provider.issuer} describes itself as an OpenID provider`);
    say(said`it shows ${await keyCount(configuration, provider)} keys that it signs with`);
    inBrowsers(configuration, provider, say);
    if (device) await inTerminals(configuration, provider, say);
  } catch (error) {
    const failure = providerFailure(error, provider);
    if (!isExpected(failure)) throw failure;
    const { what, mend } = failure.told;
    const text = joined([provider.name, what], ": ");
    findings.push({ good: false, fault: true, text, ...(mend === undefined ? {} : { mend }) });
  }
  return findings;
}

type Say = (text: Words, mend?: Words) => void;

async function keyCount(configuration: Configuration, provider: Provider): Promise<number> {
  const { jwks_uri: address = "" } = configuration.serverMetadata();
  const ask = fetchOf(provider) ?? fetch;
  const answer = await ask(address, { signal: AbortSignal.timeout(provider.timeout * 1000) });
  return keySet.parse(await answer.json()).keys.length;
}

function inBrowsers(configuration: Configuration, { redirectUrl }: Provider, say: Say): void {
  if (!configuration.serverMetadata().supportsPKCE()) {
    say(said`it does not tell that it checks PKCE (S256)`, said`Look for it in the provider's settings`);
  }
  if (redirectUrl !== undefined) say(said`browsers come back to ${redirectUrl}, if the provider knows that page`);
}

/** Begins a sign-on that nobody will confirm: the only way to know that the provider takes the client. */
async function inTerminals(configuration: Configuration, provider: Provider, say: Say): Promise<void> {
  if (configuration.serverMetadata().device_authorization_endpoint === undefined) {
    return say(said`it has no device flow: terminals cannot sign on by it`, said`Allow it there (RFC 8628)`);
  }
  const { verificationUri } = await beginDevice(provider);
  say(said`it takes the client ${provider.clientId}; codes of terminals are confirmed at ${verificationUri}`);
}
