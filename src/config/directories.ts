/** The kinds of `ldap.agents` and `ldap.customers`: which directories are asked, and what is taken from them. Asks none. */
import { z } from "zod";
import type { Kind } from "./kinds.ts";
import { listOrJson, uniqueNames } from "./lists.ts";
import { name, names, permissions } from "./vouchers.ts";

const url = z
  .string()
  .refine((value) => /^ldaps?:\/\/[^/]+\/?$/i.test(value) && URL.canParse(value), "write it like ldaps://HOST:PORT");
const attribute = z.string().regex(/^[A-Za-z][\w;-]*$/, "the name of an attribute");
/** Active Directory looks into nested groups by a matching rule: `member:1.2.840.113556.1.4.1941:`. */
const memberAttribute = z.string().regex(/^[A-Za-z][\w;-]*(?::[\d.]+:)?$/, "the name of an attribute");
const distinguishedName = z.string().regex(/=/, "a distinguished name, like cn=agents,dc=example,dc=com");
const filter = z.string().trim().refine(isFilter, "a filter in parentheses, like (objectClass=person) (RFC 4515)");
const text = z.string().min(1);

/** Whether every parenthesis is closed, and all of it is within one pair. */
function isFilter(value: string): boolean {
  let depth = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === "(") depth += 1;
    if (value[at] === ")") depth -= 1;
    if (depth <= 0 && at < value.length - 1) return false;
  }
  return value.length > 2 && depth === 0;
}

const common = {
  name,
  url: z.union([url.transform((one) => [one]), z.array(url).min(1)]),
  startTls: z.boolean().default(false),
  caFile: text.optional(),
  bindDn: distinguishedName.optional(),
  bindPassword: text.optional(),
  bindPasswordFile: text.optional(),
  baseDn: distinguishedName,
  userAttribute: attribute.default("uid"),
  userSuffix: z.string().default(""),
  lowerCase: z.boolean().default(false),
  filter: filter.optional(),
  groupDn: distinguishedName.optional(),
  memberAttribute: memberAttribute.default("member"),
  memberValue: z.enum(["dn", "login"]).default("dn"),
  timeout: z.number().int().min(1).max(120).default(5),
  create: z.boolean().default(false),
  refresh: z.boolean().default(false),
};

const ofPeople = {
  firstName: attribute.default("givenName"),
  lastName: attribute.default("sn"),
  email: attribute.default("mail"),
  title: attribute.optional(),
  mobile: attribute.optional(),
};

const agents = z.strictObject({
  ...common,
  attributes: z.strictObject(ofPeople).prefault({}),
  initialGroups: names.default([]),
  permissionsByGroup: z.record(distinguishedName, permissions).optional(),
  rolesByGroup: z.record(distinguishedName, names).optional(),
  permissionsByAttribute: z.record(attribute, z.record(text, permissions)).optional(),
  rolesByAttribute: z.record(attribute, z.record(text, names)).optional(),
});

const customers = z.strictObject({
  ...common,
  attributes: z
    .strictObject({
      ...ofPeople,
      customerId: attribute.optional(),
      phone: attribute.optional(),
      fax: attribute.optional(),
      street: attribute.optional(),
      zip: attribute.optional(),
      city: attribute.optional(),
      country: attribute.optional(),
    })
    .prefault({}),
});

export type AgentDirectory = Readonly<z.output<typeof agents>>;
export type CustomerDirectory = Readonly<z.output<typeof customers>>;
/** What both have. */
export type Directory = Omit<AgentDirectory | CustomerDirectory, "attributes">;

function listOf<Entry extends Directory>(entry: z.ZodType<Entry>, further: string): Kind<readonly Entry[]> {
  return {
    allowed:
      "a list of {name, url, startTls, caFile, bindDn, bindPassword, bindPasswordFile, baseDn, userAttribute, userSuffix, " +
      "lowerCase, filter, groupDn, memberAttribute, memberValue, timeout, create, refresh, attributes" +
      `${further}}; name, url and baseDn are needed, see docs/single-sign-on.md`,
    schema: listOrJson.pipe(z.array(entry.superRefine(contradictions)).refine(uniqueNames, "names are unique")),
  };
}

function contradictions(directory: Directory, { addIssue }: { addIssue(issue: string): void }): void {
  const { startTls, bindDn, bindPassword, bindPasswordFile } = directory;
  if (startTls && directory.url.some((one) => /^ldaps:/i.test(one))) {
    addIssue("startTls is for ldap://, ldaps:// has TLS from the start");
  }
  if (bindPassword !== undefined && bindPasswordFile !== undefined) {
    addIssue("bindPassword and bindPasswordFile are two of which one will do");
  }
  if ((bindDn === undefined) !== (bindPassword === undefined && bindPasswordFile === undefined)) {
    addIssue("bindDn and its password belong together");
  }
}

export const agentDirectories = listOf(
  agents,
  ", initialGroups, permissionsByGroup, rolesByGroup, permissionsByAttribute, rolesByAttribute",
);
export const customerDirectories = listOf(customers, "");
