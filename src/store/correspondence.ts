/** SQL of who wrote to whom on a ticket. */
import type { Reader } from "./store.ts";

/** Header values as stored. */
export interface CorrespondenceRow {
  readonly sender: string;
  readonly visible: number;
  readonly channel: string;
  readonly from: string | null;
  readonly replyTo: string | null;
  readonly to: string | null;
  readonly cc: string | null;
  readonly messageId: string | null;
}

/** Of the ticket's newest articles, at most `limit`. */
export async function correspondenceOf(
  db: Reader,
  ticketId: number,
  limit: number,
): Promise<readonly CorrespondenceRow[]> {
  return await db
    .selectFrom("article as a")
    .innerJoin("article_sender_type as s", "s.id", "a.article_sender_type_id")
    .innerJoin("communication_channel as c", "c.id", "a.communication_channel_id")
    .innerJoin("article_data_mime as m", "m.article_id", "a.id")
    .select([
      "s.name as sender",
      "a.is_visible_for_customer as visible",
      "c.name as channel",
      "m.a_from as from",
      "m.a_reply_to as replyTo",
      "m.a_to as to",
      "m.a_cc as cc",
      "m.a_message_id as messageId",
    ])
    .where("a.ticket_id", "=", ticketId)
    .orderBy("a.id", "desc")
    .limit(limit)
    .execute();
}
