/** SQL of who is named in which article (mention). */
import { toDbTime } from "../clock.ts";
import { insertRow } from "./insert.ts";
import type { Tx } from "./store.ts";

export async function insertMention(
  tx: Tx,
  row: { readonly userId: number; readonly ticketId: number; readonly articleId: number },
  now: Date,
): Promise<void> {
  await insertRow(tx, "mention", {
    user_id: row.userId,
    ticket_id: row.ticketId,
    article_id: row.articleId,
    create_time: toDbTime(now),
  });
}
