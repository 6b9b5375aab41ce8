/** What a follow-up changes on its ticket, as columns and as OTRS's history (behaviour §10). */
import { toDbTime, toEpoch } from "../clock.ts";
import type { FollowUpChange } from "../postmaster/plan.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { TicketChange, TicketRow } from "../store/tickets.ts";

export interface Changes {
  readonly columns: TicketChange;
  readonly histories: readonly (readonly [type: string, name: string])[];
}

/** Only what differs from the ticket as it is; in the order in which OTRS's postmaster sets it. */
export function changesOf(change: FollowUpChange, ticket: TicketRow, rows: Reference, now: Date): Changes {
  const columns: { -readonly [Name in keyof TicketChange]: TicketChange[Name] } = {};
  const histories: [string, string][] = [];
  const { state, owner, responsible, priority, queue, type, service, sla, title } = change;
  const closes = state !== undefined && state.type === "closed" && state.id !== ticket.stateId;
  // Closing unlocks (OTRS ForceUnlock).
  if (ticket.archived === 1) {
    columns.archive_flag = 0;
    histories.push(["ArchiveFlagUpdate", "%%n"]);
  }
  const lock = change.lock ?? (closes ? rows.locks.required("unlock") : undefined);
  if (lock !== undefined && lock.id !== ticket.lockId) {
    columns.ticket_lock_id = lock.id;
    columns.timeout = toEpoch(now);
    histories.push([lock.name === "unlock" ? "Unlock" : "Lock", `%%${lock.name}`]);
  }
  if (state !== undefined && state.id !== ticket.stateId) {
    columns.ticket_state_id = state.id;
    if (!state.type.startsWith("pending")) columns.until_time = 0;
    histories.push(["StateUpdate", `%%${rows.states.byId(ticket.stateId)?.name ?? ""}%%${state.name}%%`]);
  }
  const stateType = state?.type ?? rows.states.byId(ticket.stateId)?.type ?? "";
  if (change.pendingUntil !== undefined && stateType.startsWith("pending")) {
    columns.until_time = toEpoch(change.pendingUntil);
    histories.push(["SetPendingTime", pendingHistory(change.pendingUntil)]);
  }
  if (owner !== undefined && owner.id !== ticket.ownerId) {
    columns.user_id = owner.id;
    histories.push(["OwnerUpdate", `%%${owner.login}%%${owner.id}`]);
  }
  if (responsible !== undefined && responsible.id !== ticket.responsibleId) {
    columns.responsible_user_id = responsible.id;
    histories.push(["ResponsibleUpdate", `%%${responsible.login}%%${responsible.id}`]);
  }
  if (priority !== undefined && priority.id !== ticket.priorityId) {
    columns.ticket_priority_id = priority.id;
    const old = rows.priorities.byId(ticket.priorityId)?.name ?? "";
    histories.push(["PriorityUpdate", `%%${old}%%${ticket.priorityId}%%${priority.name}%%${priority.id}`]);
  }
  if (queue !== undefined && queue.id !== ticket.queueId) {
    columns.queue_id = queue.id;
    const old = rows.queues.byId(ticket.queueId)?.name ?? "";
    histories.push(["Move", `%%${queue.name}%%${queue.id}%%${old}%%${ticket.queueId}`]);
  }
  if (type !== undefined && type.id !== ticket.typeId) {
    columns.type_id = type.id;
    histories.push(["TypeUpdate", newAndOld(type, rows.types.byId(ticket.typeId ?? 0))]);
  }
  if (service !== undefined && service.id !== ticket.serviceId) {
    columns.service_id = service.id;
    histories.push(["ServiceUpdate", newAndOld(service, rows.services.byId(ticket.serviceId ?? 0))]);
  }
  if (sla !== undefined && sla.id !== ticket.slaId) {
    columns.sla_id = sla.id;
    histories.push(["SLAUpdate", newAndOld(sla, rows.slas.byId(ticket.slaId ?? 0))]);
  }
  if (title !== undefined && title !== ticket.title) {
    columns.title = title.slice(0, 255).toWellFormed();
    histories.push(["TitleUpdate", `%%${ticket.title}%%${title}`]);
  }
  return { columns, histories };
}

export function pendingHistory(until: Date): string {
  return `%%${toDbTime(until).slice(0, 16)}`;
}

interface Named {
  readonly id: number;
  readonly name: string;
}

function newAndOld(one: Named, old: Named | undefined): string {
  return `%%${one.name}%%${one.id}%%${old?.name ?? ""}%%${old?.id ?? ""}`;
}
