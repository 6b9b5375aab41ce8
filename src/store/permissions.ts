/** SQL of agents and what they may do in which group: directly, or through a valid role (behaviour §6). */
import type { Reader } from "./store.ts";

export interface AgentRow {
  readonly id: number;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly valid: boolean;
}

const columns = ["id", "login", "first_name as firstName", "last_name as lastName", "valid_id"] as const;

export async function agentRows(db: Reader): Promise<readonly AgentRow[]> {
  const rows = await db.selectFrom("users").select(columns).orderBy("login").execute();
  return rows.map(({ valid_id, ...row }) => ({ ...row, valid: valid_id === 1 }));
}

export async function agentByLogin(db: Reader, login: string): Promise<AgentRow | undefined> {
  const row = await db.selectFrom("users").select(columns).where("login", "=", login).executeTakeFirst();
  return row === undefined
    ? undefined
    : { id: row.id, login: row.login, firstName: row.firstName, lastName: row.lastName, valid: row.valid_id === 1 };
}

/** Group id → permission keys, valid groups only. */
export async function permissionRows(db: Reader, userId: number): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const direct = await db
    .selectFrom("group_user as g")
    .innerJoin("permission_groups as p", "p.id", "g.group_id")
    .select(["g.group_id as groupId", "g.permission_key as key"])
    .where("g.user_id", "=", userId)
    .where("p.valid_id", "=", 1)
    .execute();
  const byRole = await db
    .selectFrom("role_user as u")
    .innerJoin("roles as r", "r.id", "u.role_id")
    .innerJoin("group_role as g", "g.role_id", "u.role_id")
    .innerJoin("permission_groups as p", "p.id", "g.group_id")
    .select(["g.group_id as groupId", "g.permission_key as key"])
    .where("u.user_id", "=", userId)
    .where("r.valid_id", "=", 1)
    .where("p.valid_id", "=", 1)
    .where("g.permission_value", "=", 1)
    .execute();
  const groups = new Map<number, Set<string>>();
  for (const { groupId, key } of [...direct, ...byRole]) {
    const keys = groups.get(groupId) ?? new Set();
    groups.set(groupId, keys.add(key));
  }
  return groups;
}

/** By the name of a valid group; rw includes every key. */
export async function mayInGroup(db: Reader, userId: number, group: string, key: string): Promise<boolean> {
  const row = await db
    .selectFrom("permission_groups")
    .select("id")
    .where("name", "=", group)
    .where("valid_id", "=", 1)
    .executeTakeFirst();
  if (row === undefined) return false;
  const keys = (await permissionRows(db, userId)).get(row.id);
  return keys !== undefined && (keys.has("rw") || keys.has(key));
}
