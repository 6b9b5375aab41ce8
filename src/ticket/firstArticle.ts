/** The first article of a ticket that an agent opens: a mail to the customer, what the customer said, or a note. */
import type { CreateRequest } from "../api/requests.ts";
import { formatAddress } from "../mail/addresses.ts";
import type { Address } from "../mail/message.ts";
import { buildSubject } from "../mail/subject.ts";
import { dueTime } from "../outgoing/due.ts";
import { composeLetter, noThread } from "../outgoing/letter.ts";
import { sendLetter } from "../outgoing/send.ts";
import { storedEnclosures, writtenEnclosures } from "../outgoing/written.ts";
import { customerByLogin } from "../store/customers.ts";
import { markSeen } from "../store/seen.ts";
import type { Action } from "./commit.ts";
import { writeArticle } from "./writeArticle.ts";

interface FirstMail {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly request: CreateRequest;
}

export async function writeFirstMail(action: Action, { from, to, cc, bcc, request }: FirstMail): Promise<number> {
  const { tx, desk, rows, ticket, now, actor } = action;
  const letter = await composeLetter(
    desk,
    {
      ticketId: ticket.id,
      sender: "agent",
      from,
      to,
      cc,
      bcc,
      separately: false,
      queue: request.queue,
      subject: buildSubject("new", ticket.number, request.title, desk.settings.ticket),
      text: request.body,
      attachments: writtenEnclosures(request.attachments),
      thread: noThread,
      due: dueTime(request, desk.settings.outbound.undoSeconds, now),
      automatic: undefined,
    },
    now,
  );
  const { articleId } = await sendLetter(tx, desk, rows, letter, now, actor.userId);
  await markSeen(tx, ticket.id, actor.userId, now);
  await action.record("EmailAgent", "%%", articleId);
  return articleId;
}

/** As OTRS keeps a call: the customer's words, in the name of the customer. */
export async function writeFirstCall(action: Action, request: CreateRequest): Promise<number> {
  const { customerUser } = action.ticket;
  const known = customerUser === null ? undefined : await customerByLogin(action.tx, customerUser);
  const from =
    known === undefined
      ? (customerUser ?? "")
      : formatAddress({ name: `${known.firstName} ${known.lastName}`.trim(), address: known.email });
  const articleId = await writeArticle(action, {
    sender: "customer",
    channel: "Phone",
    visibleForCustomer: request.visibleForCustomer ?? true,
    from,
    to: request.queue,
    subject: request.title,
    body: request.body,
    attachments: storedEnclosures(writtenEnclosures(request.attachments)),
  });
  await action.record("PhoneCallCustomer", "%%", articleId);
  return articleId;
}

export async function writeFirstNote(action: Action, from: string, request: CreateRequest): Promise<number> {
  const articleId = await writeArticle(action, {
    sender: "agent",
    channel: "Internal",
    visibleForCustomer: request.visibleForCustomer ?? false,
    from,
    subject: request.title,
    body: request.body,
    attachments: storedEnclosures(writtenEnclosures(request.attachments)),
  });
  await action.record("AddNote", "%%", articleId);
  return articleId;
}
