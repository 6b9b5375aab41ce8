/** The matrix of permissions over agents, roles and groups, as one look at what users and roles hold each for themselves. */

import type { EffectivePermission, GivenPermission } from "../api/access.ts";
import type { Actor, Desk } from "../desk.ts";
import { Exit, UserError } from "../errors.ts";
import { said } from "../said.ts";
import { change, listEntries, showEntry } from "./administer.ts";
import type { Values } from "./field.ts";
import { group } from "./modules/group.ts";
import { role } from "./modules/role.ts";
import { user } from "./modules/user.ts";
import { normalised, sorted } from "./parse.ts";

export interface PermissionFilter {
  readonly user?: string | undefined;
  readonly role?: string | undefined;
  readonly group?: string | undefined;
}

/** What is given to whom, by agents and roles. @throws NotFoundError for a user, role or group that is not there */
export async function listPermissions(
  desk: Desk,
  actor: Actor,
  filter: PermissionFilter,
): Promise<readonly GivenPermission[]> {
  if (filter.group !== undefined) await showEntry(desk, actor, group, filter.group);
  const all: GivenPermission[] = [];
  for (const module of [user, role]) {
    const kind = module === user ? "user" : "role";
    const other = kind === "user" ? filter.role : filter.user;
    const wanted = filter[kind];
    if (wanted === undefined && other !== undefined) continue;
    const entries =
      wanted === undefined ? await listEntries(desk, actor, module) : [await showEntry(desk, actor, module, wanted)];
    for (const { values } of entries) {
      for (const [name, keys] of Object.entries(grantsOf(values))) {
        all.push({ kind, name: String(values[module.key]), group: name, keys });
      }
    }
  }
  return all.filter((one) => filter.group === undefined || one.group === filter.group);
}

/** What an agent may do in which group, directly and through valid roles. @throws NotFoundError */
export async function effectivePermissions(
  desk: Desk,
  actor: Actor,
  login: string,
): Promise<readonly EffectivePermission[]> {
  const agent = await showEntry(desk, actor, user, login);
  const roles = Array.isArray(agent.values.roles) ? agent.values.roles.map(String) : [];
  const sources: (readonly [string, Values])[] = [[`user ${login}`, agent.values]];
  for (const { values } of await listEntries(desk, actor, role)) {
    if (values.valid === true && roles.includes(String(values.name))) sources.push([`role ${values.name}`, values]);
  }
  const valid = (await listEntries(desk, actor, group)).filter(({ values }) => values.valid === true);
  return valid.flatMap(({ values }) => {
    const name = String(values.name);
    const giving = sources.filter(([, one]) => grantsOf(one)[name] !== undefined);
    const keys = normalised(giving.flatMap(([, one]) => grantsOf(one)[name] ?? []));
    return keys.length === 0 ? [] : [{ group: name, keys, from: giving.map(([from]) => from) }];
  });
}

/**
 * Replaces what one user or role may do in one group.
 * @param keys none takes everything away. @throws UserError with every fault
 */
export async function setPermission(
  desk: Desk,
  actor: Actor,
  {
    user: login,
    role: name,
    group: where,
    keys,
  }: PermissionFilter & { readonly group: string; readonly keys: readonly string[] },
  place: (field: string | undefined) => string | undefined,
): Promise<GivenPermission> {
  const [module, key] = login === undefined ? ([role, name] as const) : ([user, login] as const);
  if (key === undefined || (login !== undefined && name !== undefined)) {
    throw new UserError(said`a permission is either a user's or a role's`, {
      mend: said`Name one of the two`,
      exit: Exit.usage,
    });
  }
  await showEntry(desk, actor, group, where);
  const raw = { permissions: { [where]: keys } };
  // Beside what is given by then: another administrator may be giving something at this moment.
  const merge = (before: Values, given: Values): Values => {
    const { [where]: _, ...others } = grantsOf(before);
    return { permissions: sorted({ ...others, ...grantsOf(given) }) };
  };
  const { after } = await change(desk, actor, { module, key, raw, form: "json", mode: "set", merge, where: place });
  return { kind: module === user ? "user" : "role", name: key, group: where, keys: grantsOf(after)[where] ?? [] };
}

function grantsOf({ permissions }: Values): Readonly<Record<string, readonly string[]>> {
  if (typeof permissions !== "object" || permissions === null) return {};
  const pairs = Object.entries(permissions).map(([name, keys]) => [name, Array.isArray(keys) ? keys.map(String) : []]);
  return Object.fromEntries(pairs);
}
