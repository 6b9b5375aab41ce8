/** An article that an agent writes by hand and that is no mail: a note, what was said on the phone. */
import { toEpoch } from "../clock.ts";
import { insertArticle, type NewAttachment } from "../store/articles.ts";
import { markSeen } from "../store/seen.ts";
import { changeTicket, clearSeen } from "../store/tickets.ts";
import type { Action } from "./commit.ts";

export interface Written {
  readonly sender: "agent" | "customer" | "system";
  readonly channel: "Internal" | "Phone";
  readonly visibleForCustomer: boolean;
  readonly from: string;
  readonly to?: string;
  readonly cc?: string;
  readonly subject: string;
  readonly body: string;
  readonly attachments?: readonly NewAttachment[];
}

export async function writeArticle(action: Action, written: Written): Promise<number> {
  const { tx, desk, rows, ticket, now, actor } = action;
  const articleId = await insertArticle(
    tx,
    desk.store.codec,
    rows,
    {
      to: "",
      cc: "",
      attachments: [],
      ...written,
      ticketId: ticket.id,
      replyTo: "",
      contentType: "text/plain; charset=utf-8",
      messageId: undefined,
      inReplyTo: "",
      references: "",
      raw: undefined,
    },
    now,
    actor.userId,
  );
  await agentSpoke(action);
  return articleId;
}

/** The ticket is unread for all others, and its unlock timeout begins anew. */
export async function agentSpoke({ tx, ticket, actor, now }: Action): Promise<void> {
  await clearSeen(tx, ticket.id);
  await markSeen(tx, ticket.id, actor.userId, now);
  await changeTicket(tx, ticket.id, { timeout: toEpoch(now) }, now, actor.userId);
}
