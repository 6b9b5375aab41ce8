/** Who changed what of the administration, for those who may ask. */

import type { AuditView } from "../api/access.ts";
import { iso } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { requireAdministrator } from "../people/administrators.ts";
import { said } from "../said.ts";
import { type AuditFilter, auditEntries } from "../store/auditTrail.ts";
import { suggested } from "./fault.ts";
import { adminModules } from "./modules/index.ts";

/** What has lines: every module, and what is administered without one. */
const things: readonly string[] = [
  ...adminModules.map(({ thing }) => thing),
  "block-list",
  "dkim",
  "outbound-mail",
  "session",
];

/** Newest first. @throws UserError for a thing that there is none of */
export async function auditTrail(desk: Desk, actor: Actor, filter: AuditFilter): Promise<readonly AuditView[]> {
  await requireAdministrator(desk, actor);
  if (filter.thing !== undefined && !things.includes(filter.thing)) {
    const mend = suggested(filter.thing, things, said`See \`gotrs admin --help\``);
    throw new UserError(said`nothing is called "${filter.thing}"`, { where: "thing", mend });
  }
  return (await auditEntries(desk.store.db, filter)).map(({ id, time, login, thing, key, action, changes }) => ({
    id,
    time: iso(time),
    by: login,
    thing,
    key,
    action,
    // Written by write.ts as exactly this.
    changes: JSON.parse(changes) as AuditView["changes"],
  }));
}
