/** Keys of gotrs.yaml: directories that know agents and customers, and whether their passwords or ours count. */
import { agentDirectories, customerDirectories } from "../directories.ts";
import { key } from "../key.ts";
import { someOf } from "../kinds.ts";

const passwordSources = someOf("directory", "database");

export const ldapKeys = {
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
