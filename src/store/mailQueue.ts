/** SQL that puts a mail into mail_queue, in the transaction of the article it belongs to. Taking it out is delivery.ts's. */
import { toDbTime } from "../clock.ts";
import type { Codec } from "./codec.ts";
import { insertRow } from "./insert.ts";
import type { Tx } from "./store.ts";
import { cut } from "./tickets.ts";

export interface QueuedMail {
  /** null for mail that belongs to no article (a notification). */
  readonly articleId: number | null;
  /** Envelope sender; empty for the null sender of automatic mail (RFC 3834 §3.3). */
  readonly sender: string;
  /** Bare addresses. */
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

export async function enqueueMail(tx: Tx, codec: Codec, mail: QueuedMail, now: Date): Promise<number> {
  return await insertRow(tx, "mail_queue", {
    insert_fingerprint: null,
    article_id: mail.articleId,
    attempts: 0,
    sender: cut(mail.sender, 200),
    recipient: mail.recipients.join(","),
    raw_message: codec.fromBytes(mail.raw),
    due_time: null,
    last_smtp_code: null,
    last_smtp_message: null,
    create_time: toDbTime(now),
  });
}
