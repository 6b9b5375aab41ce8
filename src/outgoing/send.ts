/** The one way a mail leaves: its article and its row of mail_queue, in the caller's transaction. Writes no history. */
import type { Desk } from "../desk.ts";
import { formatAddress } from "../mail/addresses.ts";
import type { Address } from "../mail/message.ts";
import { contentOf } from "../mail/rawSource.ts";
import { insertArticle } from "../store/articles.ts";
import { enqueueMail } from "../store/mailQueue.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import type { ComposedLetter } from "./letter.ts";
import { envelopeSender } from "./returnPath.ts";
import { storedEnclosures, storedHtml } from "./written.ts";

export interface Sent {
  readonly articleId: number;
  readonly messageId: string;
  /** Bare addresses, each once. */
  readonly recipients: readonly string[];
}

/** @param userId the agent who writes, or the postmaster's for what the helpdesk sends by itself */
export async function sendLetter(
  tx: Tx,
  desk: Desk,
  rows: Reference,
  { letter, messageId, enclosures, html, copies }: ComposedLetter,
  now: Date,
  userId: number,
): Promise<Sent> {
  const { codec } = desk.store;
  const articleId = await insertArticle(
    tx,
    codec,
    rows,
    {
      ticketId: letter.ticketId,
      sender: letter.sender,
      channel: "Email",
      visibleForCustomer: letter.visibleForCustomer ?? true,
      from: formatAddress(letter.from),
      replyTo: "",
      to: listed(letter.to),
      cc: listed(letter.cc),
      bcc: listed(letter.bcc),
      subject: letter.subject,
      body: letter.text,
      contentType: "text/plain; charset=utf-8",
      messageId,
      inReplyTo: letter.thread.inReplyTo ?? "",
      references: letter.thread.references.join(" "),
      raw: contentOf(copies[0].raw),
      attachments: [...storedHtml(html), ...storedEnclosures(enclosures)],
    },
    now,
    userId,
  );
  // RFC 3834 §3.3: the null sender, so that nothing answers an automatic mail.
  const sender = letter.automatic === undefined ? envelopeSender(desk, rows, articleId, letter.from.address) : "";
  for (const [index, { recipients, raw }] of copies.entries()) {
    await enqueueMail(tx, codec, { articleId, sender, recipients, raw, due: letter.due }, now, index > 0);
  }
  return { articleId, messageId, recipients: copies.flatMap(({ recipients }) => recipients) };
}

function listed(addresses: readonly Address[]): string {
  return addresses.map(formatAddress).join(", ");
}
