/** SQL that puts a mail into mail_queue, in the transaction of the article it belongs to. Taking it out is deliveryClaim.ts's. */
import { toDbTime } from "../clock.ts";
import type { Codec } from "./codec.ts";
import { insertRow } from "./insert.ts";
import { bytesToStore, completeLarge, firstStored, queuedOf } from "./largeValues.ts";
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
  /** Not to be sent before; undefined for now. */
  readonly due: Date | undefined;
}

/**
 * @param beside that another mail of the same article is queued: OTRS's table has room for one, so gotrs_delivery tells
 */
export async function enqueueMail(tx: Tx, codec: Codec, mail: QueuedMail, now: Date, beside = false): Promise<number> {
  const time = toDbTime(now);
  const content = bytesToStore(mail.raw);
  const id = await insertRow(tx, "mail_queue", {
    insert_fingerprint: null,
    article_id: beside ? null : mail.articleId,
    attempts: 0,
    sender: cut(mail.sender, 200),
    recipient: mail.recipients.join(","),
    raw_message: firstStored(codec, content),
    due_time: mail.due === undefined ? null : toDbTime(mail.due),
    last_smtp_code: null,
    last_smtp_message: null,
    create_time: time,
  });
  await completeLarge(tx, codec, queuedOf(id), content);
  if (beside && mail.articleId !== null) {
    await insertRow(tx, "gotrs_delivery", {
      queue_id: id,
      article_id: mail.articleId,
      message_id: null,
      state: "queued",
      attempts: 0,
      last_code: null,
      last_message: null,
      claim_holder: null,
      claim_until: null,
      create_time: time,
      change_time: time,
    });
  }
  return id;
}
