/** Agents, groups and queues for tests of what who may do. */
import { toDbTime } from "../../src/clock.ts";
import type { Actor, Desk } from "../../src/desk.ts";
import type { PermissionKey } from "../../src/people/permissions.ts";
import { insertRow } from "../../src/store/insert.ts";
import { forgetReference } from "../../src/store/reference.ts";

const stampOf = (desk: Desk) => {
  const time = toDbTime(desk.clock.now());
  return { create_time: time, create_by: 1, change_time: time, change_by: 1 };
};

/** A valid agent without any permission. */
export async function addAgent(desk: Desk, login: string): Promise<Actor> {
  const [first = login, last = ""] = login.split(".");
  const userId = await desk.store.transaction((tx) =>
    insertRow(tx, "users", {
      login,
      pw: "-",
      title: null,
      first_name: first,
      last_name: last,
      valid_id: 1,
      ...stampOf(desk),
    }),
  );
  return { userId, login };
}

/** A queue in a group of its own. */
export async function addQueue(desk: Desk, name: string): Promise<{ readonly id: number; readonly groupId: number }> {
  const stamp = stampOf(desk);
  const made = await desk.store.transaction(async (tx) => {
    const groupId = await insertRow(tx, "permission_groups", { name, comments: null, valid_id: 1, ...stamp });
    const id = await insertRow(tx, "queue", {
      name,
      group_id: groupId,
      system_address_id: 1,
      salutation_id: 1,
      signature_id: 1,
      follow_up_id: 1,
      follow_up_lock: 0,
      valid_id: 1,
      ...stamp,
    });
    return { id, groupId };
  });
  forgetReference(desk.store);
  return made;
}

export async function grant(desk: Desk, actor: Actor, groupId: number, ...keys: readonly PermissionKey[]) {
  await desk.store.transaction(async (tx) => {
    for (const key of keys) {
      await insertRow(tx, "group_user", {
        user_id: actor.userId,
        group_id: groupId,
        permission_key: key,
        ...stampOf(desk),
      });
    }
  });
}

/** The same through a role, which may be invalid or hold a withdrawn permission. */
export async function grantByRole(
  desk: Desk,
  actor: Actor,
  groupId: number,
  key: PermissionKey,
  { valid = true, value = 1 }: { readonly valid?: boolean; readonly value?: 0 | 1 } = {},
) {
  const stamp = stampOf(desk);
  await desk.store.transaction(async (tx) => {
    const name = `${actor.login} ${groupId} ${key} ${valid} ${value}`;
    const roleId = await insertRow(tx, "roles", { name, comments: null, valid_id: valid ? 1 : 2, ...stamp });
    await insertRow(tx, "role_user", { user_id: actor.userId, role_id: roleId, ...stamp });
    await insertRow(tx, "group_role", {
      role_id: roleId,
      group_id: groupId,
      permission_key: key,
      permission_value: value,
      ...stamp,
    });
  });
}

/** A service, and an SLA that is for it. */
export async function addServiceWithSla(desk: Desk, service: string, sla: string): Promise<void> {
  const stamp = stampOf(desk);
  await desk.store.transaction(async (tx) => {
    const service_id = await insertRow(tx, "service", { name: service, valid_id: 1, comments: null, ...stamp });
    const sla_id = await insertRow(tx, "sla", {
      name: sla,
      calendar_name: null,
      first_response_time: 0,
      first_response_notify: null,
      update_time: 0,
      update_notify: null,
      solution_time: 0,
      solution_notify: null,
      valid_id: 1,
      comments: null,
      ...stamp,
    });
    await insertRow(tx, "service_sla", { service_id, sla_id });
  });
  forgetReference(desk.store);
}

/** A dynamic field. @param config OTRS's YAML */
export async function addField(
  desk: Desk,
  name: string,
  object: "Ticket" | "Article",
  type: string,
  config = "---\n",
): Promise<void> {
  await desk.store.transaction((tx) =>
    insertRow(tx, "dynamic_field", {
      internal_field: 0,
      name,
      label: name,
      field_order: 1,
      field_type: type,
      object_type: object,
      config: desk.store.codec.fromText(config),
      valid_id: 1,
      ...stampOf(desk),
    }),
  );
  forgetReference(desk.store);
}
