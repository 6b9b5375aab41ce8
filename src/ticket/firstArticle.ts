/** The first article of a ticket that an agent opens: a mail to the customer, or a note of what was said. */
import type { CreateRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import type { Address } from "../mail/message.ts";
import { buildSubject } from "../mail/subject.ts";
import { dueTime } from "../outgoing/due.ts";
import { composeLetter, noThread } from "../outgoing/letter.ts";
import { sendLetter } from "../outgoing/send.ts";
import { storedEnclosures, writtenEnclosures } from "../outgoing/written.ts";
import { insertArticle } from "../store/articles.ts";
import type { Reference } from "../store/reference.ts";
import type { Tx } from "../store/store.ts";

interface FirstMail {
  readonly ticketId: number;
  readonly number: string;
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly request: CreateRequest;
}

export async function writeFirstMail(
  tx: Tx,
  desk: Desk,
  rows: Reference,
  mail: FirstMail,
  now: Date,
  actor: Actor,
): Promise<number> {
  const { ticketId, number, from, to, cc, request } = mail;
  const letter = await composeLetter(
    desk,
    {
      ticketId,
      sender: "agent",
      from,
      to,
      cc,
      bcc: [],
      separately: false,
      queue: request.queue,
      subject: buildSubject("new", number, request.title, desk.settings.ticket),
      text: request.body,
      attachments: writtenEnclosures(request.attachments),
      thread: noThread,
      due: dueTime(request.sendAt, desk.settings.outbound.undoSeconds, now),
      automatic: undefined,
    },
    now,
  );
  return (await sendLetter(tx, desk, rows, letter, now, actor.userId)).articleId;
}

interface FirstNote {
  readonly ticketId: number;
  readonly from: string;
  readonly request: CreateRequest;
}

export async function writeFirstNote(
  tx: Tx,
  desk: Desk,
  rows: Reference,
  note: FirstNote,
  now: Date,
  actor: Actor,
): Promise<number> {
  const { ticketId, from, request } = note;
  return await insertArticle(
    tx,
    desk.store.codec,
    rows,
    {
      ticketId,
      sender: "agent",
      channel: "Internal",
      visibleForCustomer: false,
      from,
      replyTo: "",
      to: "",
      cc: "",
      subject: request.title,
      body: request.body,
      contentType: "text/plain; charset=utf-8",
      messageId: undefined,
      inReplyTo: "",
      references: "",
      raw: undefined,
      attachments: storedEnclosures(writtenEnclosures(request.attachments)),
    },
    now,
    actor.userId,
  );
}
