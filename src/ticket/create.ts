/** An agent opens a ticket: by a mail to the customer when `to` is given, else as a note of what was said. */
import type { CreateRequest } from "../api/types.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { queueAddress, writtenAddresses } from "../outgoing/written.ts";
import { permissionsOf } from "../people/permissions.ts";
import { customerByEmail } from "../store/customers.ts";
import { addHistory } from "../store/history.ts";
import { type Reference, reference } from "../store/reference.ts";
import { insertTicket } from "../store/tickets.ts";
import { agentName } from "./agentName.ts";
import { allocateNumber } from "./allocateNumber.ts";
import { writeFirstMail, writeFirstNote } from "./firstArticle.ts";
import { missing } from "./missing.ts";
import { mustDoIn } from "./permitted.ts";

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
    const articleId =
      chosen.from === undefined
        ? await writeFirstNote(tx, desk, rows, { ticketId, from: agent, request }, now, actor)
        : await writeFirstMail(
            tx,
            desk,
            rows,
            { ticketId, number, from: chosen.from, to: chosen.to, cc: chosen.cc, request },
            now,
            actor,
          );
    await record(chosen.from === undefined ? "AddNote" : "EmailAgent", "%%", articleId);
    return { ticketId, ticketNumber: number, articleId };
  });
}

async function choose(desk: Desk, actor: Actor, rows: Reference, request: CreateRequest) {
  if (request.title.trim() === "")
    throw new UserError("the title is empty", { where: "title", mend: "Name the matter" });
  const queue = rows.queues.byName(request.queue);
  if (queue === undefined || !queue.valid) throw missing("queue", request.queue, rows.queues.all);
  mustDoIn(await permissionsOf(desk, actor), queue, "create");
  const stateName = request.state ?? "new";
  const state = rows.states.byName(stateName);
  if (state === undefined || !state.valid) throw missing("state", stateName, rows.states.all);
  const priorityName = request.priority ?? desk.settings.postmaster.defaultPriority;
  const priority = rows.priorities.byName(priorityName);
  if (priority === undefined) throw missing("priority", priorityName, rows.priorities.all);
  const type = request.type === undefined ? rows.types.all.find(({ valid }) => valid) : rows.types.byName(request.type);
  if (request.type !== undefined && type === undefined) throw missing("type", request.type, rows.types.all);
  const to = writtenAddresses("to", request.to);
  const from = to.length === 0 ? undefined : queueAddress(rows, queue.id);
  const email = to[0]?.address ?? request.customerUser ?? "";
  const known = email.includes("@") ? await customerByEmail(desk.store.db, email) : undefined;
  const customer = known ?? (to[0] === undefined ? undefined : { login: email, customerId: email });
  return { queue, state, priority, type, from, to, cc: writtenAddresses("cc", request.cc), customer };
}
