/** The kinds of `oidc.agents` and `oidc.customers`: which OpenID providers vouch for people, and what is taken from their claims. */
import { z } from "zod";
import type { Kind } from "./kinds.ts";
import { listOrJson, uniqueNames } from "./lists.ts";
import { name, names, permissions } from "./vouchers.ts";

const text = z.string().min(1);
const secureOrLocal = (value: string): boolean =>
  URL.canParse(value) && (/^https:/.test(value) || /^http:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?:[:/]|$)/.test(value));
const address = z.string().refine(secureOrLocal, "write it like https://login.example.com");

const common = {
  name,
  title: text.optional(),
  issuer: address,
  caFile: text.optional(),
  clientId: text,
  clientSecret: text.optional(),
  clientSecretFile: text.optional(),
  clientAuthentication: z.enum(["basic", "post"]).default("basic"),
  redirectUrl: address.optional(),
  scopes: names.default(["openid", "profile", "email"]).refine((all) => all.includes("openid"), "openid is needed"),
  loginClaim: text.default("preferred_username"),
  lowerCase: z.boolean().default(false),
  trustEmail: z.boolean().default(false),
  require: z.record(text, names).default({}),
  timeout: z.number().int().min(1).max(120).default(10),
  create: z.boolean().default(false),
  refresh: z.boolean().default(false),
};

const ofPeople = {
  firstName: text.default("given_name"),
  lastName: text.default("family_name"),
  email: text.default("email"),
  title: text.optional(),
  mobile: text.optional(),
};

const agents = z.strictObject({
  ...common,
  claims: z.strictObject(ofPeople).prefault({}),
  initialGroups: names.default([]),
  permissionsByClaim: z.record(text, z.record(text, permissions)).optional(),
  rolesByClaim: z.record(text, z.record(text, names)).optional(),
});

const customers = z.strictObject({
  ...common,
  claims: z.strictObject({ ...ofPeople, customerId: text.optional(), phone: text.optional() }).prefault({}),
});

export type AgentProvider = Readonly<z.output<typeof agents>>;
export type CustomerProvider = Readonly<z.output<typeof customers>>;
/** What both have. */
export type Provider = Omit<AgentProvider | CustomerProvider, "claims">;

function listOf<Entry extends Provider>(entry: z.ZodType<Entry>, further: string): Kind<readonly Entry[]> {
  return {
    allowed:
      "a list of {name, title, issuer, caFile, clientId, clientSecret, clientSecretFile, clientAuthentication, redirectUrl, scopes, " +
      `loginClaim, lowerCase, trustEmail, require, timeout, create, refresh, claims${further}}; name, issuer and clientId are ` +
      "needed, see docs/single-sign-on.md",
    schema: listOrJson.pipe(z.array(entry.superRefine(contradictions)).refine(uniqueNames, "names are unique")),
  };
}

function contradictions({ clientSecret, clientSecretFile }: Provider, { addIssue }: { addIssue(issue: string): void }) {
  if (clientSecret !== undefined && clientSecretFile !== undefined) {
    addIssue("clientSecret and clientSecretFile are two of which one will do");
  }
}

export const agentProviders = listOf(agents, ", initialGroups, permissionsByClaim, rolesByClaim");
export const customerProviders = listOf(customers, "");
