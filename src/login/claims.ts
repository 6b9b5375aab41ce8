/** What a provider's claims say of somebody, as the row they are to have. Pure. */
import type { AgentProvider, CustomerProvider } from "../config/providers.ts";
import type { Identity } from "../oidc/identity.ts";
import type { PersonKind } from "../store/passwords.ts";
import { type Newcomer, valuesOf } from "./newcomer.ts";
import { rightsOf } from "./rights.ts";

export function newcomerOf(
  kind: PersonKind,
  provider: AgentProvider | CustomerProvider,
  { login, claims }: Identity,
): Newcomer {
  const { name, create, refresh } = provider;
  // The lists of agents and of customers are of two kinds; only the first say what somebody may do.
  const rules =
    "initialGroups" in provider
      ? { permissionsByAttribute: provider.permissionsByClaim, rolesByAttribute: provider.rolesByClaim }
      : {};
  return {
    kind,
    login,
    values: valuesOf(provider.claims, claims),
    initialGroups: "initialGroups" in provider ? provider.initialGroups : [],
    rights: rightsOf(rules, { groups: [], attributes: claims }),
    create,
    refresh,
    source: `oidc ${name}`,
  };
}
