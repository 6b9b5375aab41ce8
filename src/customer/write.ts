/** What customers write: a new ticket, or an answer on one of theirs, with OTRS's history and the state that it brings. */

import type { CustomerCreateRequest, CustomerReplyRequest } from "../api/customer.ts";
import type { Desk } from "../desk.ts";
import { ConflictError, PermissionError, UserError } from "../errors.ts";
import { changesOf } from "../intake/change.ts";
import { postmasterDesk } from "../intake/desk.ts";
import { formatAddress } from "../mail/addresses.ts";
import { storedEnclosures, writtenEnclosures } from "../outgoing/written.ts";
import { type CustomerActor, customerQueues } from "../people/customers.ts";
import type { PostmasterDesk } from "../postmaster/desk.ts";
import { answerChange, isClosed, ruleOfClosed } from "../postmaster/followUp.ts";
import { isClosedState } from "../postmaster/newTicket.ts";
import type { FollowUpChange } from "../postmaster/plan.ts";
import { said } from "../said.ts";
import { insertArticle } from "../store/articles.ts";
import { addHistory } from "../store/history.ts";
import { reference } from "../store/reference.ts";
import type { Queue, Reference } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import { changeTicket, clearSeen, insertTicket, type TicketRow, ticketById } from "../store/tickets.ts";
import { allocateNumber } from "../ticket/allocateNumber.ts";
import { missing } from "../ticket/missing.ts";
import { answerAutomatically } from "./autoAnswer.ts";
import { customersTicket } from "./tickets.ts";

interface Text {
  readonly subject: string;
  readonly to: string;
  readonly request: CustomerReplyRequest;
}

export async function customerReply(
  desk: Desk,
  actor: CustomerActor,
  name: string,
  request: CustomerReplyRequest,
): Promise<{ readonly articleId: number }> {
  mustSay(request.body);
  const { id, number } = await customersTicket(desk, actor, name, "rw");
  const rows = await reference(desk.store);
  const now = desk.clock.now();
  const userId = desk.settings.postmaster.userId;
  // Grouped, as mail is: what automatic answers count cannot change meanwhile.
  return await desk.store.grouped(async (tx) => {
    await changeTicket(tx, id, {}, now, userId);
    // Asked again now that nobody else can change it: it may have been moved or given to another company.
    await customersTicket(desk, actor, `#${id}`, "rw", tx);
    const ticket = await ticketById(tx, id);
    const queue = ticket === undefined ? undefined : rows.queues.byId(ticket.queueId);
    if (ticket === undefined || queue === undefined) throw new ConflictError(said`ticket ${number} is gone`);
    const postmaster = postmasterDesk(desk, tx, rows);
    const change = await followUp(postmaster, ticket, queue);
    const { columns, histories } = changesOf(change, ticket, rows, now);
    await changeTicket(tx, id, columns, now, userId);
    const after = {
      ...ticket,
      ticketId: id,
      stateId: columns.ticket_state_id ?? ticket.stateId,
    };
    for (const [type, words] of histories) await addHistory(tx, rows, after, type, words, now, userId);
    const text = { subject: request.subject || `Re: ${ticket.title}`, to: queue.name, request };
    const articleId = await writeArticle(desk, tx, rows, actor, id, text);
    await clearSeen(tx, id);
    await addHistory(tx, rows, after, "FollowUp", `%%${ticket.number}%%`, now, userId, articleId);
    const written = { ticketId: id, ticketNumber: ticket.number, articleId, after };
    const cause = { type: "auto follow up", subject: text.subject, body: request.body } as const;
    await answerAutomatically({ desk, tx, reference: rows, now, userId }, postmaster, actor, written, cause);
    return { articleId };
  });
}

/** As a customer's mail does it. @throws ConflictError where the queue takes no answer on a closed one */
async function followUp(postmaster: PostmasterDesk, { id, number }: TicketRow, queue: Queue): Promise<FollowUpChange> {
  const ticket = await postmaster.ticketById(id);
  if (ticket === undefined) throw new ConflictError(said`ticket ${number} is gone`);
  if (isClosed(ticket) && ruleOfClosed(queue) !== "possible") {
    throw new ConflictError(said`ticket ${number} is closed and takes no more answers`, {
      mend: said`Open a new ticket`,
    });
  }
  return await answerChange(ticket, queue, postmaster);
}

export async function customerCreate(desk: Desk, actor: CustomerActor, request: CustomerCreateRequest) {
  mustSay(request.body);
  if (request.title.trim() === "") {
    throw new UserError(said`the title is empty`, { where: "title", mend: said`Name the matter` });
  }
  const rows = await reference(desk.store);
  const queue = await chosenQueue(desk, rows, actor, request.queue);
  const { settings, store } = desk;
  const state = rows.states.required(settings.postmaster.defaultState);
  const priority = rows.priorities.required(settings.postmaster.defaultPriority);
  const customerId = chosenCompany(actor, request.customerId);
  const userId = settings.postmaster.userId;
  const now = desk.clock.now();
  // Grouped: the lane in which ticket numbers are given.
  return await store.grouped(async (tx) => {
    const number = await allocateNumber(tx, desk);
    const ticket = {
      number,
      title: request.title,
      queueId: queue.id,
      stateId: state.id,
      priorityId: priority.id,
      typeId: rows.types.all.find(({ valid }) => valid)?.id ?? null,
      lockId: rows.locks.required("unlock").id,
      ownerId: userId,
      responsibleId: userId,
      customerId,
      customerUser: actor.login,
      untilTime: 0,
    };
    const ticketId = await insertTicket(tx, ticket, now, userId);
    const after = { ...ticket, ticketId };
    const created = `%%${number}%%${queue.name}%%${priority.name}%%${state.name}%%${ticketId}`;
    await addHistory(tx, rows, after, "NewTicket", created, now, userId);
    const articleId = await writeArticle(desk, tx, rows, actor, ticketId, {
      subject: request.title,
      to: queue.name,
      request,
    });
    await addHistory(tx, rows, after, "WebRequestCustomer", "%%", now, userId, articleId);
    // As OTRS's own page does, and as for a mail: none for a ticket that is born closed.
    if (!isClosedState(state)) {
      const cause = { type: "auto reply", subject: request.title, body: request.body } as const;
      const work = { desk, tx, reference: rows, now, userId };
      const written = { ticketId, ticketNumber: number, articleId, after };
      await answerAutomatically(work, postmasterDesk(desk, tx, rows), actor, written, cause);
    }
    return { ticketId, ticketNumber: number, articleId };
  });
}

async function chosenQueue(desk: Desk, rows: Reference, actor: CustomerActor, name: string | undefined) {
  const offered = await customerQueues(desk, actor);
  const queue = rows.queues.byName(name ?? offered[0] ?? "");
  if (queue !== undefined && offered.includes(queue.name)) return queue;
  if (offered.length === 0) throw new PermissionError(said`there is no queue in which you may open a ticket`);
  throw missing(
    said`queue`,
    name ?? "",
    offered.map((one) => ({ name: one })),
  );
}

function chosenCompany({ customerIds }: CustomerActor, asked: string | undefined): string | null {
  if (asked === undefined) return customerIds[0] ?? null;
  if (customerIds.includes(asked)) return asked;
  throw missing(
    said`company of yours`,
    asked,
    customerIds.map((name) => ({ name })),
  );
}

async function writeArticle(
  desk: Desk,
  tx: Tx,
  rows: Reference,
  { name, email }: CustomerActor,
  ticketId: number,
  { subject, to, request }: Text,
): Promise<number> {
  return await insertArticle(
    tx,
    desk.store.codec,
    rows,
    {
      ticketId,
      sender: "customer",
      // As OTRS keeps what customers write on its pages.
      channel: "Internal",
      visibleForCustomer: true,
      from: formatAddress({ name, address: email }),
      replyTo: "",
      to,
      cc: "",
      subject,
      body: request.body,
      contentType: "text/plain; charset=utf-8",
      messageId: undefined,
      inReplyTo: "",
      references: "",
      raw: undefined,
      attachments: storedEnclosures(writtenEnclosures(request.attachments)),
    },
    desk.clock.now(),
    desk.settings.postmaster.userId,
  );
}

function mustSay(body: string): void {
  if (body.trim() === "") throw new UserError(said`the text is empty`, { where: "body", mend: said`Write something` });
}
