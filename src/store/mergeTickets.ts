/** SQL of a merge: everything that belongs to one ticket moves to another, as OTRS moves it. Decides and records nothing. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Tx } from "./store.ts";
import { clearSeen } from "./tickets.ts";

/** Articles with their history, accounted time, search index and mentions; watchers; links. The main ticket is unread then. */
export async function moveContents(tx: Tx, fromId: number, toId: number, now: Date, userId: number): Promise<void> {
  const ticket_id = toId;
  const stamp = { change_time: toDbTime(now), change_by: userId };
  await tx
    .updateTable("article")
    .set({ ticket_id, ...stamp })
    .where("ticket_id", "=", fromId)
    .execute();
  await tx
    .updateTable("ticket_history")
    .set({ ticket_id, ...stamp })
    .where("ticket_id", "=", fromId)
    .where("article_id", "is not", null)
    .where("article_id", "!=", 0)
    .execute();
  await tx
    .updateTable("time_accounting")
    .set({ ticket_id, ...stamp })
    .where("ticket_id", "=", fromId)
    .execute();
  for (const table of ["article_search_index", "mention"] as const) {
    await tx.updateTable(table).set({ ticket_id }).where("ticket_id", "=", fromId).execute();
  }
  await moveWatchers(tx, fromId, toId, stamp);
  await moveLinks(tx, fromId, toId);
  await clearSeen(tx, toId);
}

async function moveWatchers(
  tx: Tx,
  fromId: number,
  toId: number,
  stamp: { readonly change_time: string; readonly change_by: number },
): Promise<void> {
  const watching = await tx.selectFrom("ticket_watcher").select("user_id").where("ticket_id", "=", toId).execute();
  let leaving = tx.deleteFrom("ticket_watcher").where("ticket_id", "=", fromId);
  if (watching.length > 0) {
    leaving = leaving.where(
      "user_id",
      "in",
      watching.map(({ user_id }) => user_id),
    );
  }
  if (watching.length > 0) await leaving.execute();
  await tx
    .updateTable("ticket_watcher")
    .set({ ticket_id: toId, ...stamp })
    .where("ticket_id", "=", fromId)
    .execute();
}

/** A link that the main ticket has already, or that would lead to itself, goes. */
async function moveLinks(tx: Tx, fromId: number, toId: number): Promise<void> {
  const object = await tx.selectFrom("link_object").select("id").where("name", "=", "Ticket").executeTakeFirst();
  if (object === undefined) return;
  const [from, to] = [String(fromId), String(toId)];
  const ofTicket = async (key: string) =>
    await tx
      .selectFrom("link_relation")
      .selectAll()
      .where((where) =>
        where.or([
          where.and([where("source_object_id", "=", object.id), where("source_key", "=", key)]),
          where.and([where("target_object_id", "=", object.id), where("target_key", "=", key)]),
        ]),
      )
      .execute();
  type Link = Awaited<ReturnType<typeof ofTicket>>[number];
  const other = (link: Link, key: string): string =>
    link.source_object_id === object.id && link.source_key === key
      ? `${link.target_object_id} ${link.target_key}`
      : `${link.source_object_id} ${link.source_key}`;
  const known = new Set((await ofTicket(to)).map((link) => other(link, to)));
  for (const link of await ofTicket(from)) {
    await tx
      .deleteFrom("link_relation")
      .where("source_object_id", "=", link.source_object_id)
      .where("source_key", "=", link.source_key)
      .where("target_object_id", "=", link.target_object_id)
      .where("target_key", "=", link.target_key)
      .where("type_id", "=", link.type_id)
      .execute();
    const far = other(link, from);
    if (far === `${object.id} ${to}` || known.has(far)) continue;
    known.add(far);
    const isSource = link.source_object_id === object.id && link.source_key === from;
    await insertRow(tx, "link_relation", isSource ? { ...link, source_key: to } : { ...link, target_key: to });
  }
}
