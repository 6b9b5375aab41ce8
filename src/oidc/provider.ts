/** A provider as it describes itself (OpenID Connect Discovery 1.0), with what makes us its client. Asked once an hour. */
import { readFileSync } from "node:fs";
import type { Configuration } from "openid-client";
import type { Provider } from "../config/providers.ts";
import { Exit, UserError } from "../errors.ts";
import { authorities } from "../network/authorities.ts";
import { trustingFetch } from "../network/trustingFetch.ts";
import { said } from "../said.ts";
import { providerFailure } from "./failure.ts";

/** The library is there with the first sign-on. */
export const library = () => import("openid-client");

const hour = 3_600_000;
/** By the entry of the settings: a reload makes new ones. */
const known = new WeakMap<Provider, { readonly until: number; readonly configuration: Promise<Configuration> }>();

/** @throws TemporaryError when it does not answer as it has to, UserError for a file that cannot be read */
export async function discovered(provider: Provider): Promise<Configuration> {
  const kept = known.get(provider);
  const fresh = kept !== undefined && kept.until > performance.now();
  const configuration = fresh ? kept.configuration : discover(provider);
  if (!fresh) known.set(provider, { until: performance.now() + hour, configuration });
  try {
    return await configuration;
  } catch (error) {
    // The next who asks finds out whether it is well again.
    known.delete(provider);
    throw providerFailure(error, provider, "discovery");
  }
}

async function discover(provider: Provider): Promise<Configuration> {
  const { issuer, clientId, clientAuthentication, timeout } = provider;
  const client = await library();
  const asking = fetchOf(provider);
  const secret = secretOf(provider);
  const authentication = {
    basic: client.ClientSecretBasic,
    post: client.ClientSecretPost,
  }[clientAuthentication];
  return await client.discovery(
    new URL(issuer),
    clientId,
    {},
    secret === undefined ? client.None() : authentication(secret),
    {
      timeout,
      ...(asking !== undefined && { [client.customFetch]: asking }),
      execute: [
        // The signature counts even though the token comes straight from the provider.
        client.enableNonRepudiationChecks,
        // Only this machine's own, see src/config/providers.ts.
        ...(issuer.startsWith("http:") ? [client.allowInsecureRequests] : []),
      ],
    },
  );
}

/** How it is asked where it has an authority of its own; undefined for the built-in way. @throws UserError for a file that cannot be read */
export function fetchOf({ name, caFile }: Provider): ReturnType<typeof trustingFetch> | undefined {
  const ca = authorities(caFile, `caFile of the provider ${name}`);
  return ca === undefined ? undefined : trustingFetch(ca);
}

function secretOf({ name, clientSecret, clientSecretFile }: Provider): string | undefined {
  if (clientSecretFile === undefined) return clientSecret;
  try {
    return readFileSync(clientSecretFile, "utf8").trim();
  } catch (error) {
    throw new UserError(said`${clientSecretFile} cannot be read (${String(error)})`, {
      where: `clientSecretFile of the provider ${name}`,
      mend: said`Correct the path, or let the account of gotrs read the file`,
      exit: Exit.configuration,
      cause: error,
    });
  }
}
