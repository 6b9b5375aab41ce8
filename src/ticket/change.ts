/** Works out what an update changes: columns and history rows. Pure but for the names it looks up in the reference rows. */
import type { UpdateRequest } from "../api/types.ts";
import { toEpoch } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { AgentRow } from "../store/permissions.ts";
import type { Queue, Reference } from "../store/reference.ts";
import type { TicketChange, TicketRow } from "../store/tickets.ts";
import type { TicketAction } from "./actions.ts";
import { missing } from "./missing.ts";

export interface Step {
  readonly change: TicketChange;
  readonly history: readonly [type: string, name: string];
  /** What the agent has to be allowed. */
  readonly does: TicketAction;
  /** The queue that the ticket goes to. */
  readonly into?: Queue;
}

/** The steps of an update, in the order in which history tells them; what is so already makes no step. */
export function stepsOf(
  ticket: TicketRow,
  request: UpdateRequest,
  rows: Reference,
  agents: readonly AgentRow[],
  now: Date,
): readonly Step[] {
  const steps: (Step | undefined)[] = [
    request.title === undefined ? undefined : titleStep(ticket, request.title),
    request.queue === undefined ? undefined : queueStep(ticket, request.queue, rows),
    request.type === undefined ? undefined : typeStep(ticket, request.type, rows),
    request.priority === undefined ? undefined : priorityStep(ticket, request.priority, rows),
    request.lock === undefined ? undefined : lockStep(ticket.lockId, request.lock, rows, now),
    request.owner === undefined ? undefined : agentStep(ticket.ownerId, request.owner, agents, "owner"),
    request.responsible === undefined
      ? undefined
      : agentStep(ticket.responsibleId, request.responsible, agents, "responsible"),
    ...(request.state === undefined ? [] : stateSteps(ticket, request.state, request.pendingUntil, rows, now)),
  ];
  return steps.filter((step) => step !== undefined);
}

function titleStep(ticket: TicketRow, title: string): Step | undefined {
  if (title === ticket.title) return undefined;
  return { change: { title }, history: ["TitleUpdate", `%%${ticket.title}%%${title}`], does: "title" };
}

function queueStep(ticket: TicketRow, name: string, rows: Reference): Step | undefined {
  const queue = rows.queues.byName(name);
  if (queue === undefined || !queue.valid)
    throw missing(
      "queue",
      name,
      rows.queues.all.filter(({ valid }) => valid),
    );
  if (queue.id === ticket.queueId) return undefined;
  const old = rows.queues.byId(ticket.queueId)?.name ?? "";
  return {
    change: { queue_id: queue.id },
    history: ["Move", `%%${queue.name}%%${queue.id}%%${old}%%${ticket.queueId}`],
    does: "move",
    into: queue,
  };
}

function typeStep(ticket: TicketRow, name: string, rows: Reference): Step | undefined {
  const type = rows.types.byName(name);
  if (type === undefined || !type.valid) throw missing("type", name, rows.types.all);
  if (type.id === ticket.typeId) return undefined;
  const old = ticket.typeId === null ? "" : (rows.types.byId(ticket.typeId)?.name ?? "");
  return {
    change: { type_id: type.id },
    history: ["TypeUpdate", `%%${type.name}%%${type.id}%%${old}%%${ticket.typeId ?? ""}`],
    does: "type",
  };
}

function priorityStep(ticket: TicketRow, name: string, rows: Reference): Step | undefined {
  const priority = rows.priorities.byName(name);
  if (priority === undefined || !priority.valid) throw missing("priority", name, rows.priorities.all);
  if (priority.id === ticket.priorityId) return undefined;
  const old = rows.priorities.byId(ticket.priorityId)?.name ?? "";
  return {
    change: { ticket_priority_id: priority.id },
    history: ["PriorityUpdate", `%%${old}%%${ticket.priorityId}%%${priority.name}%%${priority.id}`],
    does: "priority",
  };
}

function lockStep(lockId: number, name: "lock" | "unlock", rows: Reference, now: Date): Step | undefined {
  const lock = rows.locks.required(name);
  if (lock.id === lockId) return undefined;
  return {
    change: { ticket_lock_id: lock.id, timeout: toEpoch(now) },
    history: [name === "lock" ? "Lock" : "Unlock", `%%${name}`],
    does: "lock",
  };
}

function agentStep(
  current: number,
  login: string,
  agents: readonly AgentRow[],
  what: "owner" | "responsible",
): Step | undefined {
  const valid = agents.filter((agent) => agent.valid);
  const agent = valid.find((one) => one.login === login);
  if (agent === undefined)
    throw missing(
      "valid agent",
      login,
      valid.map((one) => ({ name: one.login })),
    );
  if (agent.id === current) return undefined;
  return {
    change: what === "owner" ? { user_id: agent.id } : { responsible_user_id: agent.id },
    history: [what === "owner" ? "OwnerUpdate" : "ResponsibleUpdate", `%%${agent.login}%%${agent.id}`],
    does: what,
  };
}

/** State; its pending time; and the unlock of a closed ticket (OTRS ForceUnlock). */
function stateSteps(
  ticket: TicketRow,
  name: string,
  pendingUntil: string | undefined,
  rows: Reference,
  now: Date,
): readonly (Step | undefined)[] {
  const state = rows.states.byName(name);
  if (state === undefined || !state.valid) throw missing("state", name, rows.states.all);
  const pending = state.type.startsWith("pending");
  const until = pending ? pendingTime(name, pendingUntil) : undefined;
  const old = rows.states.byId(ticket.stateId)?.name ?? "";
  return [
    state.id === ticket.stateId
      ? undefined
      : {
          change: { ticket_state_id: state.id, ...(pending ? {} : { until_time: 0 }) },
          history: ["StateUpdate", `%%${old}%%${state.name}%%`],
          does: "state",
        },
    until === undefined
      ? undefined
      : {
          change: { until_time: toEpoch(until) },
          history: ["SetPendingTime", `%%${until.toISOString().slice(0, 16).replace("T", " ")}`],
          does: "state",
        },
    state.type === "closed" ? unlockOfClosed(ticket, rows, now) : undefined,
  ];
}

/** Who may close a ticket may do what closing brings along. */
function unlockOfClosed(ticket: TicketRow, rows: Reference, now: Date): Step | undefined {
  const step = lockStep(ticket.lockId, "unlock", rows, now);
  return step === undefined ? undefined : { ...step, does: "state" };
}

function pendingTime(state: string, text: string | undefined): Date {
  const time = new Date(text ?? "");
  if (!Number.isNaN(time.getTime())) return time;
  throw new UserError(text === undefined ? `state "${state}" needs a time` : `"${text}" is no time`, {
    where: "pendingUntil",
    mend: "Give it as 2026-12-31T09:00:00Z",
  });
}
