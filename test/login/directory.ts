/** The people and groups of the tests' directory, and settings that ask it. */
import { agentDirectories, customerDirectories } from "../../src/config/directories.ts";
import type { Settings } from "../../src/config/settings.ts";
import { testSettings } from "../desk.ts";
import { baseDn, type Slapd, searcher } from "../peers/slapd.ts";

export const people = `ou=people,${baseDn}`;
export const groups = `ou=groups,${baseDn}`;

interface Entry {
  readonly uid: string;
  readonly givenName?: string;
  readonly sn: string;
  readonly mail?: string;
  readonly password?: string;
  readonly department?: string;
}

export function personEntry({ uid, givenName, sn, mail, password = "open sesame", department }: Entry): string {
  return [
    `dn: uid=${uid},${people}`,
    "objectClass: inetOrgPerson",
    `uid: ${uid}`,
    `cn: ${givenName ?? ""} ${sn}`,
    `sn: ${sn}`,
    ...(givenName === undefined ? [] : [`givenName: ${givenName}`]),
    ...(mail === undefined ? [] : [`mail: ${mail}`]),
    ...(department === undefined ? [] : [`departmentNumber: ${department}`]),
    `userPassword: ${password}`,
    "\n",
  ].join("\n");
}

export function groupEntry(name: string, ...members: readonly string[]): string {
  const lines = members.map((uid) => `member: uid=${uid},${people}`);
  return [`dn: cn=${name},${groups}`, "objectClass: groupOfNames", `cn: ${name}`, ...lines, "\n"].join("\n");
}

/** As `users` in Linux's own groups. */
export function posixGroupEntry(name: string, gid: number, ...members: readonly string[]): string {
  const lines = members.map((uid) => `memberUid: ${uid}`);
  return [
    `dn: cn=${name},${groups}`,
    "objectClass: posixGroup",
    `cn: ${name}`,
    `gidNumber: ${gid}`,
    ...lines,
    "\n",
  ].join("\n");
}

export function directoryOf(...entries: readonly string[]): string {
  const units = [people, groups].map(
    (dn) => `dn: ${dn}\nobjectClass: organizationalUnit\nou: ${dn.slice(3, dn.indexOf(","))}\n\n`,
  );
  return [...units, ...entries].join("");
}

type Written = Readonly<Record<string, unknown>>;

const usual = (slapd: Pick<Slapd, "url">): Written => ({
  name: "office",
  url: slapd.url,
  bindDn: searcher.dn,
  bindPassword: searcher.password,
  baseDn: people,
});

/** Settings whose directories are written as in gotrs.yaml. */
export function settingsWith(
  slapd: Pick<Slapd, "url">,
  { agents, customers }: { readonly agents?: readonly Written[]; readonly customers?: readonly Written[] },
): Partial<Settings> {
  const all = (some: readonly Written[] = []) => some.map((one) => ({ ...usual(slapd), ...one }));
  return {
    ldap: {
      ...testSettings.ldap,
      agents: agentDirectories.schema.parse(all(agents)),
      customers: customerDirectories.schema.parse(all(customers)),
    },
  };
}
