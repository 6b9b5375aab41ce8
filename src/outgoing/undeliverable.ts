/** Mail of ours did not arrive: the article says so, a note tells why, its people are told, and the addresses are marked. */
import { toDbTime } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { buildSubject } from "../mail/subject.ts";
import { tellAgents } from "../notification/tell.ts";
import { insertArticle, sentArticle } from "../store/articles.ts";
import { markBounced, recordSendError } from "../store/deliveryOutcome.ts";
import { type Failure, markFailing } from "../store/failingAddresses.ts";
import { addHistory } from "../store/history.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import { clearSeen } from "../store/tickets.ts";

export interface Undeliverable {
  /** The article that did not arrive; null for mail without one. */
  readonly articleId: number | null;
  readonly failures: readonly (Failure & {
    /** Whether the address itself is at fault, not its server's or our day. */
    readonly permanent: boolean;
  })[];
  /** refused: a server said no while we sent; bounced: a report came later. */
  readonly origin: "refused" | "bounced";
}

export async function recordUndeliverable(
  tx: Tx,
  desk: Desk,
  rows: Reference,
  { articleId, failures, origin }: Undeliverable,
  now: Date,
): Promise<void> {
  const permanent = failures.filter((failure) => failure.permanent);
  await markFailing(tx, permanent, origin, articleId, now);
  const article = articleId === null ? undefined : await sentArticle(tx, articleId);
  if (articleId === null || article === undefined) return;
  const words = failures.map(({ address, reason }) => `${address}: ${reason}`);
  if (origin === "bounced") {
    await recordSendError(tx, articleId, words.join("\n"), toDbTime(now));
    await markBounced(tx, articleId, words.join("; "), now);
  }
  const text = [
    `The mail "${article.subject}" of ${article.created} UTC did not arrive:`,
    "",
    ...words.map((line) => `* ${line}`),
    "",
    origin === "refused" ? "It is kept in the queue: see `gotrs queue list`." : "The report is kept on the ticket.",
    "",
  ].join("\n");
  const { ticket } = article;
  const noteId = await writeNote(tx, desk, rows, ticket.ticketId, text, now);
  const { userId } = desk.settings.postmaster;
  await addHistory(tx, rows, ticket, "AddNote", "%%Mail not delivered", now, userId, noteId);
  await clearSeen(tx, ticket.ticketId);
  if (article.sender !== "agent") return;
  await tellAgents(
    tx,
    desk,
    rows,
    ticket,
    [ticket.ownerId, article.author],
    {
      name: "Mail not delivered",
      subject: buildSubject("new", article.number, `Not delivered: ${article.subject}`, desk.settings.ticket),
      text: `Ticket ${article.number}\n\n${text}`,
      references: article.messageId === null ? [] : [article.messageId],
    },
    now,
  );
}

async function writeNote(
  tx: Tx,
  desk: Desk,
  rows: Reference,
  ticketId: number,
  text: string,
  now: Date,
): Promise<number> {
  return await insertArticle(
    tx,
    desk.store.codec,
    rows,
    {
      ticketId,
      sender: "system",
      channel: "Internal",
      visibleForCustomer: false,
      from: "gotrs",
      replyTo: "",
      to: "",
      cc: "",
      subject: "Mail not delivered",
      body: text,
      contentType: "text/plain; charset=utf-8",
      messageId: undefined,
      inReplyTo: "",
      references: "",
      raw: undefined,
      attachments: [],
    },
    now,
    desk.settings.postmaster.userId,
  );
}
