/** Keys of gotrs.yaml: directories and identity providers that know agents and customers, and whose passwords count. */
import { agentDirectories, customerDirectories } from "../directories.ts";
import { key } from "../key.ts";
import { someOf } from "../kinds.ts";
import { agentProviders, customerProviders } from "../providers.ts";

const passwordSources = someOf("directory", "database");

export const signOnKeys = {
  "ldap.agents": key(
    agentDirectories,
    [],
    "Directories that agents log in by, asked in order (OTRS AuthModule::LDAP, AuthSyncModule::LDAP). See docs/single-sign-on.md.",
    { defaultText: "none", secret: true },
  ),
  "ldap.customers": key(
    customerDirectories,
    [],
    "Directories that customers log in by, asked in order (OTRS Customer::AuthModule::LDAP). See docs/single-sign-on.md.",
    { defaultText: "none", secret: true },
  ),
  "oidc.agents": key(
    agentProviders,
    [],
    "OpenID providers that agents sign in by, in the terminal with a code in their browser. See docs/single-sign-on.md.",
    { defaultText: "none", secret: true },
  ),
  "oidc.customers": key(
    customerProviders,
    [],
    "OpenID providers that customers sign in by. See docs/single-sign-on.md.",
    { defaultText: "none", secret: true },
  ),
  "login.passwords": key(
    passwordSources,
    ["directory", "database"],
    "Where agents' passwords are judged, in this order: by the directories of `ldap.agents`, by the hashes in the database. An empty list takes no password.",
  ),
  "customer.passwords": key(
    passwordSources,
    ["directory", "database"],
    "The same for customers and the directories of `ldap.customers`.",
  ),
} as const;
