/** Who may administer: root, and agents with rw in the group `admin`, as OTRS has it. */

import type { Actor, Desk } from "../desk.ts";
import { PermissionError } from "../errors.ts";
import { said } from "../said.ts";
import { mayInGroup } from "../store/permissions.ts";
import { root } from "./permissions.ts";

/** The command line's own: who may run it on this machine and read the configuration is the administrator. */
export const rootActor: Actor = { userId: root, login: "root@localhost" };

export async function isAdministrator(desk: Desk, actor: Actor): Promise<boolean> {
  return actor.userId === root || (await mayInGroup(desk.store.db, actor.userId, "admin", "rw"));
}

/** @throws PermissionError */
export async function requireAdministrator(desk: Desk, actor: Actor): Promise<void> {
  if (await isAdministrator(desk, actor)) return;
  throw new PermissionError(said`"${actor.login}" is no administrator`, {
    mend: said`Ask for rw in the group admin`,
  });
}
