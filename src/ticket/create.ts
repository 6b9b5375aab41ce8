/** An agent opens a ticket: by a mail to the customer when `to` is given, else as a note of what was said. */
import type { CreateRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { PermissionError, UserError } from "../errors.ts";
import { formatAddress, parseAddresses } from "../mail/addresses.ts";
import { composeMail, newMessageId } from "../mail/compose.ts";
import type { Address } from "../mail/message.ts";
import { buildSubject } from "../mail/subject.ts";
import { permissionsOf } from "../people/permissions.ts";
import { insertArticle } from "../store/articles.ts";
import { customerByEmail } from "../store/customers.ts";
import { addHistory } from "../store/history.ts";
import { enqueueMail } from "../store/mailQueue.ts";
import { type Reference, reference } from "../store/reference.ts";
import { insertTicket } from "../store/tickets.ts";
import { agentName } from "./agentName.ts";
import { allocateNumber } from "./allocateNumber.ts";
import { missing } from "./list.ts";

export interface Created {
  readonly ticketId: number;
  readonly ticketNumber: string;
  readonly articleId: number;
}

export async function create(desk: Desk, actor: Actor, request: CreateRequest): Promise<Created> {
  const rows = await reference(desk.store);
  const chosen = await choose(desk, actor, rows, request);
  const agent = await agentName(desk, actor);
  const now = desk.clock.now();
  const { settings, store } = desk;
  // Grouped: the lane in which ticket numbers are given.
  return await store.grouped(async (tx) => {
    const number = await allocateNumber(
      tx,
      settings.ticket.numberGenerator,
      { ...settings.system, ...settings.ticket },
      desk.clock,
    );
    const ticket = {
      number,
      title: request.title,
      queueId: chosen.queue.id,
      stateId: chosen.state.id,
      priorityId: chosen.priority.id,
      typeId: chosen.type?.id ?? null,
      lockId: rows.locks.required("unlock").id,
      ownerId: actor.userId,
      responsibleId: actor.userId,
      customerId: chosen.customer?.customerId ?? null,
      customerUser: chosen.customer?.login ?? request.customerUser ?? null,
      untilTime: 0,
    };
    const ticketId = await insertTicket(tx, ticket, now, actor.userId);
    const after = { ...ticket, ticketId };
    const record = (type: string, name: string, articleId?: number) =>
      addHistory(tx, rows, after, type, name, now, actor.userId, articleId);
    await record(
      "NewTicket",
      `%%${number}%%${chosen.queue.name}%%${chosen.priority.name}%%${chosen.state.name}%%${ticketId}`,
    );
    const messageId = newMessageId(now, settings.system.fqdn, ticketId);
    const subject = buildSubject("new", number, request.title, settings.ticket);
    const outgoing = chosen.to.length > 0;
    const attachments = (request.attachments ?? []).map(({ filename, contentType, contentBase64 }) => ({
      filename,
      contentType,
      content: Buffer.from(contentBase64, "base64"),
    }));
    const raw = outgoing
      ? await composeMail({
          from: chosen.from,
          to: chosen.to,
          cc: chosen.cc,
          subject,
          messageId,
          date: now,
          references: [],
          text: request.body,
          attachments,
          automatic: undefined,
          loopAddress: chosen.from.address,
        })
      : undefined;
    const articleId = await insertArticle(
      tx,
      store.codec,
      rows,
      {
        ticketId,
        sender: "agent",
        channel: outgoing ? "Email" : "Internal",
        visibleForCustomer: outgoing,
        from: outgoing ? formatAddress(chosen.from) : agent,
        replyTo: "",
        to: chosen.to.map(formatAddress).join(", "),
        cc: chosen.cc.map(formatAddress).join(", "),
        subject: outgoing ? subject : request.title,
        body: request.body,
        contentType: "text/plain; charset=utf-8",
        messageId: outgoing ? messageId : undefined,
        inReplyTo: "",
        references: "",
        raw: raw === undefined ? undefined : () => raw,
        attachments: attachments.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          contentId: undefined,
          disposition: "attachment",
          alternative: false,
          size: content.length,
          read: () => content,
        })),
      },
      now,
      actor.userId,
    );
    if (raw !== undefined) {
      const recipients = [...chosen.to, ...chosen.cc].map(({ address }) => address);
      await enqueueMail(tx, store.codec, { articleId, sender: chosen.from.address, recipients, raw }, now);
    }
    await record(outgoing ? "EmailAgent" : "AddNote", "%%", articleId);
    return { ticketId, ticketNumber: number, articleId };
  });
}

async function choose(desk: Desk, actor: Actor, rows: Reference, request: CreateRequest) {
  if (request.title.trim() === "")
    throw new UserError("the title is empty", { where: "title", mend: "Name the matter" });
  const queue = rows.queues.byName(request.queue);
  if (queue === undefined || !queue.valid) throw missing("queue", request.queue, rows.queues.all);
  if (!(await permissionsOf(desk, actor)).may(queue.id, "create")) {
    throw new PermissionError(`you may not create tickets in queue "${queue.name}"`, {
      mend: 'Ask for the permission "create" on the queue\'s group',
    });
  }
  const stateName = request.state ?? "new";
  const state = rows.states.byName(stateName);
  if (state === undefined || !state.valid) throw missing("state", stateName, rows.states.all);
  const priorityName = request.priority ?? desk.settings.postmaster.defaultPriority;
  const priority = rows.priorities.byName(priorityName);
  if (priority === undefined) throw missing("priority", priorityName, rows.priorities.all);
  const type = request.type === undefined ? rows.types.all.find(({ valid }) => valid) : rows.types.byName(request.type);
  if (request.type !== undefined && type === undefined) throw missing("type", request.type, rows.types.all);
  const own = rows.addressById.get(queue.systemAddressId);
  const to = addresses("to", request.to);
  if (to.length > 0 && own === undefined) {
    throw new UserError(`queue "${queue.name}" has no system address`, { mend: "Give it an address to send from" });
  }
  const from: Address = { name: own?.realname ?? "", address: own?.address ?? "" };
  const email = to[0]?.address ?? request.customerUser ?? "";
  const known = email.includes("@") ? await customerByEmail(desk.store.db, email) : undefined;
  const customer = known ?? (to[0] === undefined ? undefined : { login: email, customerId: email });
  return { queue, state, priority, type, from, to, cc: addresses("cc", request.cc), customer };
}

function addresses(field: string, text: string | undefined): readonly Address[] {
  const parsed = parseAddresses(text ?? "");
  const wrong = parsed.find(({ address }) => !/^[^\s@,]+@[^\s@,]+$/.test(address));
  if (wrong === undefined) return parsed;
  throw new UserError(`"${wrong.address || wrong.name}" is no mail address`, { where: field, mend: "Write name@host" });
}
