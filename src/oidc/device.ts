/** The device flow (RFC 8628), for terminals: the person confirms a code in a browser wherever they have one. */

import type { Provider } from "../config/providers.ts";
import { UserError } from "../errors.ts";
import { said } from "../said.ts";
import { providerFailure, refusalOf } from "./failure.ts";
import { type Identity, identityOf } from "./identity.ts";
import { discovered, library } from "./provider.ts";

export interface DeviceCode {
  /** What asks whether it is confirmed: whoever has it is signed in then. */
  readonly deviceCode: string;
  /** What the person compares, or types. */
  readonly userCode: string;
  readonly verificationUri: string;
  /** The same with the code in it, where the provider has that. */
  readonly verificationUriComplete: string | undefined;
  /** Seconds between two questions. */
  readonly interval: number;
  /** Seconds for which it is good. */
  readonly expiresIn: number;
}

/** RFC 8628 §3.2. */
const usualInterval = 5;

/** @throws TemporaryError, UserError where the provider has no device flow */
export async function beginDevice(provider: Provider): Promise<DeviceCode> {
  const configuration = await discovered(provider);
  if (configuration.serverMetadata().device_authorization_endpoint === undefined) {
    throw new UserError(said`the provider ${provider.name} has no device flow (RFC 8628)`, {
      mend: said`Allow it there, or log in with a password`,
    });
  }
  const { initiateDeviceAuthorization } = await library();
  try {
    const begun = await initiateDeviceAuthorization(configuration, { scope: provider.scopes.join(" ") });
    return {
      deviceCode: begun.device_code,
      userCode: begun.user_code,
      verificationUri: begun.verification_uri,
      verificationUriComplete: begun.verification_uri_complete,
      interval: begun.interval ?? usualInterval,
      expiresIn: begun.expires_in,
    };
  } catch (error) {
    throw providerFailure(error, provider);
  }
}

export type Polled = { readonly identity: Identity } | { readonly pending: true; readonly slower: boolean };

/** Asks once. @throws AuthenticationError when it was refused or is too late, TemporaryError */
export async function pollDevice(provider: Provider, deviceCode: string): Promise<Polled> {
  const configuration = await discovered(provider);
  const { genericGrantRequest } = await library();
  try {
    const grant = "urn:ietf:params:oauth:grant-type:device_code";
    const tokens = await genericGrantRequest(configuration, grant, { device_code: deviceCode });
    return { identity: await identityOf(configuration, provider, tokens) };
  } catch (error) {
    const code = refusalOf(error)?.code;
    if (code === "authorization_pending" || code === "slow_down")
      return { pending: true, slower: code === "slow_down" };
    throw providerFailure(error, provider);
  }
}
