/** An agent answers a customer: the mail, its article and what it makes of the ticket. The draft is replyDraft.ts's. */

import type { ReplyRequest, SentMail } from "../api/requests.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { buildSubject } from "../mail/subject.ts";
import { dueTime, heldSeconds } from "../outgoing/due.ts";
import { composeLetter } from "../outgoing/letter.ts";
import { sendLetter } from "../outgoing/send.ts";
import { queueAddress, writtenAddresses, writtenEnclosures } from "../outgoing/written.ts";
import { said } from "../said.ts";
import { reference } from "../store/reference.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { TicketRow } from "../store/tickets.ts";
import { answered, othersOf, recipientOf, threadingOf } from "./answered.ts";
import { act } from "./commit.ts";
import { writeExtras } from "./extras.ts";
import { permitted } from "./permitted.ts";
import { applyUpdate } from "./update.ts";
import { mustBeInQueue, mustHaveRead } from "./version.ts";
import { agentSpoke } from "./writeArticle.ts";

/** @throws PermissionError without rw on the ticket, UserError for an empty text or no usable recipient */
export async function reply(desk: Desk, actor: Actor, name: string, request: ReplyRequest): Promise<SentMail> {
  const found = await permitted(desk, actor, name, "reply");
  const { ticket } = found;
  if (request.body.trim() === "")
    throw new UserError(said`the reply is empty`, { where: "body", mend: said`Write something` });
  const rows = await reference(desk.store);
  const article = await answered(desk, ticket, actor, request.articleId);
  const to = writtenAddresses("to", request.to ?? (await recipientOf(desk, ticket, article)));
  if (to.length === 0)
    throw new UserError(said`the reply has no recipient`, { where: "to", mend: said`Name an address` });
  const now = desk.clock.now();
  const letter = await composeLetter(
    desk,
    {
      ticketId: ticket.id,
      sender: "agent",
      from: queueAddress(rows, ticket.queueId),
      to,
      cc: writtenAddresses("cc", request.cc ?? (request.all ? othersOf(rows, article, to) : undefined)),
      bcc: writtenAddresses("bcc", request.bcc),
      separately: request.separately ?? false,
      queue: rows.queues.byId(ticket.queueId)?.name ?? "",
      subject:
        request.subject ?? buildSubject("reply", ticket.number, article?.subject || ticket.title, desk.settings.ticket),
      text: request.body,
      attachments: writtenEnclosures(request.attachments),
      thread: await threadingOf(desk, article),
      due: dueTime(request, desk.settings.outbound.undoSeconds, now),
      automatic: undefined,
    },
    now,
  );
  return await act(desk, actor, found, async (action) => {
    const { tx, record } = action;
    if (!request.anyway) await mustHaveRead(action, request.version);
    await mustBeInQueue(action, ticket.queueId);
    const { articleId, messageId, recipients } = await sendLetter(tx, desk, rows, letter, now, actor.userId);
    await agentSpoke(action);
    await record("SendAnswer", `%%${recipients.join(", ")}`, articleId);
    await writeExtras(action, articleId, request);
    const state = request.state ?? stateOfAnswered(desk, rows, action.ticket);
    const { pendingUntil } = request;
    if (state !== undefined || pendingUntil !== undefined)
      await applyUpdate(action, { ...(state && { state }), ...(pendingUntil && { pendingUntil }) });
    return { articleId, messageId, heldSeconds: heldSeconds(request, desk.settings.outbound.undoSeconds) };
  });
}

/** A new ticket that is answered is being worked on (OTRS's default state of an answer); others stay what they are. */
function stateOfAnswered(desk: Desk, rows: Reference, ticket: TicketRow): string | undefined {
  return rows.states.byId(ticket.stateId)?.type === "new" ? desk.settings.postmaster.followUpState : undefined;
}
