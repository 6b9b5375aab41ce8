/** SQL of links between tickets and other things (link_relation). */
import { sql } from "kysely";
import { toDbTime } from "../clock.ts";
import { drivers } from "./drivers/index.ts";
import { insertRow } from "./insert.ts";
import type { Reference } from "./referenceRows.ts";
import type { Reader, Store, Tx } from "./store.ts";

/** What a link leads to: OTRS's name of the kind, and the key of the thing. */
export interface Linked {
  /** `Ticket`, or `FAQ` where OTRS's knowledge base is installed. */
  readonly object: string;
  readonly key: string;
}

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
  const ticket = (id: number): Linked => ({ object: "Ticket", key: String(id) });
  await addLink(tx, reference, ticket(sourceId), ticket(targetId), type, now, userId);
}

export async function addLink(
  tx: Tx,
  reference: Reference,
  source: Linked,
  target: Linked,
  type: string,
  now: Date,
  userId: number,
): Promise<void> {
  await insertRow(tx, "link_relation", {
    source_object_id: await objectId(tx, reference, source.object),
    source_key: source.key,
    target_object_id: await objectId(tx, reference, target.object),
    target_key: target.key,
    type_id: reference.linkTypes.required(type).id,
    state_id: reference.linkStates.required("Valid").id,
    create_time: toDbTime(now),
    create_by: userId,
  });
}

export interface Link {
  readonly source: Linked;
  readonly target: Linked;
  /** `Normal` or `ParentChild`. */
  readonly type: string;
}

/** Every link of a ticket, from it and to it. */
export async function linksOfTicket(db: Reader, ticketId: number): Promise<readonly Link[]> {
  const key = String(ticketId);
  const rows = await db
    .selectFrom("link_relation as l")
    .innerJoin("link_object as s", "s.id", "l.source_object_id")
    .innerJoin("link_object as o", "o.id", "l.target_object_id")
    .innerJoin("link_type as t", "t.id", "l.type_id")
    .select(["s.name as sourceObject", "l.source_key as source", "o.name as targetObject", "l.target_key as target"])
    .select(["t.name as type"])
    .where((where) =>
      where.or([
        where.and([where("s.name", "=", "Ticket"), where("l.source_key", "=", key)]),
        where.and([where("o.name", "=", "Ticket"), where("l.target_key", "=", key)]),
      ]),
    )
    .orderBy("l.create_time")
    .orderBy("t.name")
    .orderBy("l.target_key")
    .execute();
  return rows.map(({ sourceObject, source, targetObject, target, type }) => ({
    source: { object: sourceObject, key: source },
    target: { object: targetObject, key: target },
    type,
  }));
}

/** @returns whether there was such a link */
export async function removeLink(tx: Tx, reference: Reference, { source, target, type }: Link): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("link_relation")
    .where("source_object_id", "=", await objectId(tx, reference, source.object))
    .where("source_key", "=", source.key)
    .where("target_object_id", "=", await objectId(tx, reference, target.object))
    .where("target_key", "=", target.key)
    .where("type_id", "=", reference.linkTypes.required(type).id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Whether this database has such an article of OTRS's knowledge base; undefined where there is none at all. */
export async function faqExists(store: Store, id: number): Promise<boolean | undefined> {
  if (!(await drivers[store.product].inspect.tables(store.db)).has("faq_item")) return undefined;
  const { rows } = await sql`select id from faq_item where id = ${id}`.execute(store.db);
  return rows.length > 0;
}

/** OTRS makes a row of link_object when the first link of its kind is made. */
async function objectId(tx: Tx, reference: Reference, name: string): Promise<number> {
  const known = reference.linkObjects.byName(name);
  if (known !== undefined) return known.id;
  const row = await tx.selectFrom("link_object").select("id").where("name", "=", name).executeTakeFirst();
  return row?.id ?? (await insertRow(tx, "link_object", { name }));
}
