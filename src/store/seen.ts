/** SQL of what an agent has read: flags `Seen` of tickets and articles. */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Tx } from "./store.ts";

export async function markSeen(tx: Tx, ticketId: number, userId: number, now: Date): Promise<void> {
  const time = toDbTime(now);
  const known = await tx
    .selectFrom("ticket_flag")
    .select("ticket_id")
    .where("ticket_id", "=", ticketId)
    .where("ticket_key", "=", "Seen")
    .where("create_by", "=", userId)
    .executeTakeFirst();
  if (known === undefined) {
    await insertRow(tx, "ticket_flag", {
      ticket_id: ticketId,
      ticket_key: "Seen",
      ticket_value: "1",
      create_time: time,
      create_by: userId,
    });
  }
  const unseen = await tx
    .selectFrom("article as a")
    .leftJoin("article_flag as f", (join) =>
      join.onRef("f.article_id", "=", "a.id").on("f.article_key", "=", "Seen").on("f.create_by", "=", userId),
    )
    .select("a.id")
    .where("a.ticket_id", "=", ticketId)
    .where("f.article_id", "is", null)
    .execute();
  for (const { id } of unseen) {
    await insertRow(tx, "article_flag", {
      article_id: id,
      article_key: "Seen",
      article_value: "1",
      create_time: time,
      create_by: userId,
    });
  }
}

/** The ticket counts as unread, and so do these articles of it. */
export async function markUnseen(
  tx: Tx,
  ticketId: number,
  articleIds: readonly number[],
  userId: number,
): Promise<void> {
  await tx
    .deleteFrom("ticket_flag")
    .where("ticket_id", "=", ticketId)
    .where("ticket_key", "=", "Seen")
    .where("create_by", "=", userId)
    .execute();
  for (const id of articleIds) {
    await tx
      .deleteFrom("article_flag")
      .where("article_id", "=", id)
      .where("article_key", "=", "Seen")
      .where("create_by", "=", userId)
      .execute();
  }
}
