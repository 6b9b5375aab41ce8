/** What an agent may do by a directory's groups and attributes, as OTRS's AuthSyncModule::LDAP has it, or by claims. Pure. */

type Permissions = Readonly<Record<string, readonly string[]>>;

/** undefined where the directory has no say; else all that they have, and no more. */
export interface Rights {
  readonly permissions: Permissions | undefined;
  readonly roles: readonly string[] | undefined;
}

/** What those who vouch may set: by a group's DN, and by an attribute's or claim's value. */
interface Rules {
  readonly permissionsByGroup?: Readonly<Record<string, Permissions>> | undefined;
  readonly rolesByGroup?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly permissionsByAttribute?: Readonly<Record<string, Readonly<Record<string, Permissions>>>> | undefined;
  readonly rolesByAttribute?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | undefined;
}

interface Known {
  readonly groups: readonly string[];
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

export function rightsOf(rules: Rules, person: Known): Rights {
  const { permissionsByGroup, permissionsByAttribute, rolesByGroup, rolesByAttribute } = rules;
  return {
    permissions:
      permissionsByGroup === undefined && permissionsByAttribute === undefined
        ? undefined
        : united(applying(person, permissionsByGroup, permissionsByAttribute)),
    roles:
      rolesByGroup === undefined && rolesByAttribute === undefined
        ? undefined
        : [...new Set(applying(person, rolesByGroup, rolesByAttribute).flat())],
  };
}

/** DNs of groups that the settings name. */
export function groupsNamed({ permissionsByGroup = {}, rolesByGroup = {} }: Rules): readonly string[] {
  return [...new Set([...Object.keys(permissionsByGroup), ...Object.keys(rolesByGroup)])];
}

function applying<T>(
  { groups, attributes }: Known,
  byGroup: Readonly<Record<string, T>> = {},
  byAttribute: Readonly<Record<string, Readonly<Record<string, T>>>> = {},
): readonly T[] {
  return [
    ...Object.entries(byGroup).flatMap(([group, one]) => (groups.includes(group) ? [one] : [])),
    ...Object.entries(byAttribute).flatMap(([name, byValue]) => {
      const values = attributes.get(name.toLowerCase()) ?? [];
      return Object.entries(byValue).flatMap(([value, one]) => (values.includes(value) ? [one] : []));
    }),
  ];
}

function united(all: readonly Permissions[]): Permissions {
  const together: Record<string, readonly string[]> = {};
  for (const one of all) {
    for (const [group, keys] of Object.entries(one)) together[group] = [...(together[group] ?? []), ...keys];
  }
  return together;
}
