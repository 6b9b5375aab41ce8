/** SQL of links between tickets (link_relation). */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Reference } from "./reference.ts";
import type { Tx } from "./store.ts";

/** @param type `Normal` or `ParentChild` (source is the parent) */
export async function linkTickets(
  tx: Tx,
  reference: Reference,
  sourceId: number,
  targetId: number,
  type: string,
  now: Date,
  userId: number,
): Promise<void> {
  const ticket = await ticketObjectId(tx, reference);
  await insertRow(tx, "link_relation", {
    source_object_id: ticket,
    source_key: String(sourceId),
    target_object_id: ticket,
    target_key: String(targetId),
    type_id: reference.linkTypes.required(type).id,
    state_id: reference.linkStates.required("Valid").id,
    create_time: toDbTime(now),
    create_by: userId,
  });
}

/** OTRS makes the row `Ticket` of link_object when the first link is made. */
async function ticketObjectId(tx: Tx, reference: Reference): Promise<number> {
  const known = reference.linkObjects.byName("Ticket");
  if (known !== undefined) return known.id;
  const row = await tx.selectFrom("link_object").select("id").where("name", "=", "Ticket").executeTakeFirst();
  return row?.id ?? (await insertRow(tx, "link_object", { name: "Ticket" }));
}
