/** Settings that let people sign on by the tests' OpenID provider, written as in gotrs.yaml. */
import { agentProviders, customerProviders } from "../../src/config/providers.ts";
import type { Settings } from "../../src/config/settings.ts";
import { testSettings } from "../desk.ts";
import { oidcClient, redirectUrl } from "../peers/identityProvider.ts";

type Written = Readonly<Record<string, unknown>>;

export function usualProvider(issuer: string): Written {
  return {
    name: "company",
    title: "Example Ltd",
    issuer,
    clientId: oidcClient.id,
    clientSecret: oidcClient.secret,
    redirectUrl,
  };
}

export function settingsBy(
  issuer: string,
  { agents, customers }: { readonly agents?: Written; readonly customers?: Written },
): Partial<Settings> {
  const all = (one: Written | undefined) => (one === undefined ? [] : [{ ...usualProvider(issuer), ...one }]);
  return {
    oidc: {
      ...testSettings.oidc,
      agents: agentProviders.schema.parse(all(agents)),
      customers: customerProviders.schema.parse(all(customers)),
    },
  };
}
