/** A ticket that an agent opens: what a request chooses, and its row with history. Its first article is the caller's. */

import type { CreateRequest } from "../api/requests.ts";
import { toEpoch } from "../clock.ts";
import type { Actor, Desk } from "../desk.ts";
import { UserError } from "../errors.ts";
import { type Permissions, permissionsOf } from "../people/permissions.ts";
import { said } from "../said.ts";
import type { AgentRow } from "../store/permissions.ts";
import type { Named, Queue, Reference, State } from "../store/referenceRows.ts";
import type { Tx } from "../store/store.ts";
import { insertTicket, ticketById } from "../store/tickets.ts";
import { validAgent } from "./agents.ts";
import { allocateNumber } from "./allocateNumber.ts";
import { type Action, actionOn } from "./commit.ts";
import { named } from "./named.ts";
import { mustDoIn } from "./permitted.ts";
import { chosenCustomer, customerHistory } from "./steps/customer.ts";
import { mustBeTitle } from "./steps/plain.ts";
import { chosenService, newAndOld } from "./steps/service.ts";
import { chosenState, pendingHistory, pendingTime } from "./steps/state.ts";

export interface Chosen {
  readonly permissions: Permissions;
  readonly title: string;
  readonly queue: Queue;
  readonly state: State;
  readonly until: Date | undefined;
  readonly priority: Named;
  readonly type: Named | undefined;
  readonly service: Named | undefined;
  readonly sla: Named | undefined;
  readonly lock: Named;
  readonly owner: AgentRow | undefined;
  readonly responsible: AgentRow | undefined;
  readonly customerUser: string | null;
  readonly customerId: string | null;
}

/**
 * @throws PermissionError without `create` on the queue
 * @throws UserError for what does not exist or does not fit
 */
export async function chooseTicket(
  desk: Desk,
  actor: Actor,
  rows: Reference,
  request: Omit<CreateRequest, "body">,
): Promise<Chosen> {
  const { db } = desk.store;
  mustBeTitle(request.title);
  const permissions = await permissionsOf(desk, actor);
  const queue = named(rows.queues, "queue", said`queue`, request.queue, ({ id }) => permissions.may(id, "create"));
  mustDoIn(permissions, queue, "create");
  const state = chosenState(rows, request.state ?? "new");
  const pending = state.type.startsWith("pending");
  if (!pending && request.pendingUntil !== undefined) {
    throw new UserError(said`state "${state.name}" has no time`, {
      where: "pendingUntil",
      mend: said`Choose a pending state`,
    });
  }
  const customer = await chosenCustomer(db, request);
  return {
    permissions,
    title: request.title,
    queue,
    state,
    until: pending ? pendingTime(state.name, request.pendingUntil) : undefined,
    priority: named(
      rows.priorities,
      "priority",
      said`priority`,
      request.priority ?? desk.settings.postmaster.defaultPriority,
    ),
    type:
      request.type === undefined
        ? rows.types.all.find(({ valid }) => valid)
        : named(rows.types, "type", said`type`, request.type),
    ...(await chosenService(db, rows, request, { service: undefined, sla: undefined })),
    lock: rows.locks.required(request.lock ?? "unlock"),
    owner: request.owner === undefined ? undefined : await validAgent(db, "owner", request.owner),
    responsible:
      request.responsible === undefined ? undefined : await validAgent(db, "responsible", request.responsible),
    customerUser: customer?.customerUser ?? null,
    customerId: customer?.customerId ?? null,
  };
}

/** Call it inside `Store.grouped`, the lane in which ticket numbers are given. */
export async function openTicket(desk: Desk, actor: Actor, tx: Tx, rows: Reference, chosen: Chosen): Promise<Action> {
  const now = desk.clock.now();
  const { queue, state, priority, until, service, sla, lock, owner, responsible, customerUser, customerId } = chosen;
  const number = await allocateNumber(tx, desk);
  const id = await insertTicket(
    tx,
    {
      number,
      title: chosen.title,
      queueId: queue.id,
      stateId: state.id,
      priorityId: priority.id,
      typeId: chosen.type?.id ?? null,
      lockId: lock.id,
      ownerId: owner?.id ?? actor.userId,
      responsibleId: responsible?.id ?? actor.userId,
      customerId,
      customerUser,
      serviceId: service?.id ?? null,
      slaId: sla?.id ?? null,
      untilTime: until === undefined ? 0 : toEpoch(until),
    },
    now,
    actor.userId,
  );
  const ticket = await ticketById(tx, id);
  if (ticket === undefined) throw new Error(`ticket ${number} vanished inside the transaction`);
  const action = actionOn(desk, actor, tx, rows, chosen.permissions, ticket);
  await action.record("NewTicket", `%%${number}%%${queue.name}%%${priority.name}%%${state.name}%%${id}`);
  if (service !== undefined) await action.record("ServiceUpdate", newAndOld(service, undefined));
  if (sla !== undefined) await action.record("SLAUpdate", newAndOld(sla, undefined));
  if (customerUser !== null || customerId !== null) {
    await action.record("CustomerUpdate", customerHistory(customerId, customerUser));
  }
  if (until !== undefined) await action.record("SetPendingTime", pendingHistory(until));
  if (lock.name !== "unlock") await action.record("Lock", `%%${lock.name}`);
  if (owner !== undefined) await action.record("OwnerUpdate", `%%${owner.login}%%${owner.id}`);
  if (responsible !== undefined) await action.record("ResponsibleUpdate", `%%${responsible.login}%%${responsible.id}`);
  return action;
}
