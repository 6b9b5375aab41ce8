/** A person signs on by an OpenID provider: by a code in a terminal, or in their browser. The provider asks for second factors. */

import { randomUUID } from "node:crypto";
import type { DeviceSignOn, Session, SignOnWays } from "../api/people.ts";
import type { AgentProvider, CustomerProvider } from "../config/providers.ts";
import type { Desk } from "../desk.ts";
import { AuthenticationError, NotFoundError, TemporaryError, UserError } from "../errors.ts";
import { type BrowserSignOn, beginBrowser, endBrowser } from "../oidc/browser.ts";
import { beginDevice, pollDevice } from "../oidc/device.ts";
import type { Identity } from "../oidc/identity.ts";
import { beginAttempt, forgive } from "../people/attempts.ts";
import { passwordSources } from "../people/passwordSources.ts";
import { digestOf } from "../people/secrets.ts";
import type { Origin } from "../people/sessions.ts";
import { said, sayable, spoken, type Words } from "../said.ts";
import type { PersonKind } from "../store/passwords.ts";
import { admit } from "./admit.ts";
import { newcomerOf } from "./claims.ts";
import { welcomed } from "./newcomer.ts";

type Named = AgentProvider | CustomerProvider;

export function signOnWays(desk: Desk, kind: PersonKind): SignOnWays {
  return {
    passwords: passwordSources(desk, kind).length > 0,
    providers: providersFor(desk, kind).map(({ name, title = name }) => ({ name, title })),
  };
}

export function providersFor({ settings }: Desk, kind: PersonKind): readonly Named[] {
  return kind === "agent" ? settings.oidc.agents : settings.oidc.customers;
}

/** @throws NotFoundError, TooOftenError, TemporaryError, UserError */
export async function beginDeviceSignOn(
  desk: Desk,
  kind: PersonKind,
  name: string,
  origin: Origin,
): Promise<DeviceSignOn> {
  const begun = await begin(desk, kind, name, origin, beginDevice, ({ deviceCode }) => deviceCode);
  return { ...begun, verificationUriComplete: begun.verificationUriComplete ?? null };
}

/** @throws NotFoundError, TooOftenError, TemporaryError, UserError */
export async function beginBrowserSignOn(
  desk: Desk,
  kind: PersonKind,
  name: string,
  origin: Origin,
): Promise<BrowserSignOn> {
  return await begin(desk, kind, name, origin, beginBrowser, ({ handle }) => handle);
}

/** @returns a session, or that the person has not confirmed it yet. @throws AuthenticationError, TemporaryError */
export async function endDeviceSignOn(
  desk: Desk,
  kind: PersonKind,
  { provider: name, deviceCode }: { readonly provider: string; readonly deviceCode: string },
  origin: Origin,
): Promise<Session | { readonly pending: true; readonly slower: boolean }> {
  const provider = providerOf(desk, kind, name);
  const polled = await asked(desk, kind, provider, origin, () => pollDevice(provider, deviceCode));
  if ("pending" in polled) return polled;
  return await signedOn(desk, kind, provider, { identity: polled.identity, secret: deviceCode }, origin);
}

/** @throws AuthenticationError, TemporaryError */
export async function endBrowserSignOn(
  desk: Desk,
  kind: PersonKind,
  given: { readonly provider: string; readonly handle: string; readonly query: string },
  origin: Origin,
): Promise<Session> {
  const provider = providerOf(desk, kind, given.provider);
  const identity = await asked(desk, kind, provider, origin, () => endBrowser(provider, given.handle, given.query));
  return await signedOn(desk, kind, provider, { identity, secret: given.handle }, origin);
}

/** Counted like a failed login until it succeeds. */
async function begin<Begun>(
  desk: Desk,
  kind: PersonKind,
  name: string,
  origin: Origin,
  how: (provider: Named) => Promise<Begun>,
  secretIn: (begun: Begun) => string,
): Promise<Begun> {
  const provider = providerOf(desk, kind, name);
  const begun = await asked(desk, kind, provider, origin, () => how(provider));
  await beginAttempt(desk, { login: countedAs(secretIn(begun)), address: origin.address }, kind);
  return begun;
}

/** Counted while the provider is asked, and afterwards where it says no: nobody makes us ask it without end. */
async function asked<T>(
  desk: Desk,
  kind: PersonKind,
  provider: Named,
  { address }: Origin,
  work: () => Promise<T>,
): Promise<T> {
  const attempt = await beginAttempt(desk, { login: countedAs(randomUUID()), address }, kind);
  try {
    const answer = await logged(desk, provider, work);
    await attempt.withdraw();
    return answer;
  } catch (error) {
    if (!(error instanceof AuthenticationError)) await attempt.withdraw();
    throw error;
  }
}

const countedAs = (secret: string): string => `sign-on ${digestOf(secret)}`;

async function signedOn(
  desk: Desk,
  kind: PersonKind,
  provider: Named,
  { identity, secret }: { readonly identity: Identity; readonly secret: string },
  origin: Origin,
): Promise<Session> {
  const { login } = identity;
  const refused = (what: Words): AuthenticationError => {
    desk.log.warn({ kind, login, address: origin.address, by: provider.name, why: [spoken(what)] }, "a login failed");
    return new AuthenticationError(what, { mend: said`Ask an administrator` });
  };
  const person = await logged(desk, provider, () => welcomed(desk, newcomerOf(kind, provider, identity))).catch(
    (error: unknown) => {
      throw error instanceof UserError ? refused(said`"${login}" cannot be let in`) : error;
    },
  );
  if (person === undefined) throw refused(said`there is no ${sayable(kind)} "${login}" here`);
  if (!person.valid) throw refused(said`${sayable(kind)} "${person.login}" is not valid here`);
  await forgive(desk, kind, countedAs(secret));
  return await admit(desk, { person, by: provider.name, hash: person.hash }, origin);
}

function providerOf(desk: Desk, kind: PersonKind, name: string): Named {
  const provider = providersFor(desk, kind).find((one) => one.name === name);
  if (provider !== undefined) return provider;
  throw new NotFoundError(said`there is no provider "${name}"`, { mend: said`See the list of sign-ons` });
}

/** What an administrator has to mend is told in the log, not only to who wanted to sign on. */
async function logged<T>(desk: Desk, { name }: Named, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TemporaryError || error instanceof UserError) {
      desk.log.error({ provider: name }, error.message);
    }
    throw error;
  }
}
