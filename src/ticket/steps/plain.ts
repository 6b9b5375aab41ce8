/** Steps that change one column to what a request names. */

import { toEpoch } from "../../clock.ts";
import { UserError } from "../../errors.ts";
import { said } from "../../said.ts";
import { longestIndexed as longestTitle } from "../../store/tickets.ts";
import { validAgent } from "../agents.ts";
import { named } from "../named.ts";
import type { Before, Step } from "./step.ts";

/** @throws UserError for an empty one, or one that would be cut */
export function mustBeTitle(title: string): void {
  if (title.trim() === "")
    throw new UserError(said`the title is empty`, { where: "title", mend: said`Name the matter` });
  const { length } = title;
  if (length > longestTitle) {
    throw new UserError(said`the title has ${length} characters`, {
      where: "title",
      mend: said`Use up to ${longestTitle}`,
    });
  }
}

export function titleStep({ ticket }: Before, title: string): Step | undefined {
  mustBeTitle(title);
  if (title === ticket.title) return undefined;
  return { change: { title }, history: ["TitleUpdate", `%%${ticket.title}%%${title}`], does: "title" };
}

export function queueStep({ ticket, rows, permissions }: Before, name: string): Step | undefined {
  const queue = named(rows.queues, "queue", said`queue`, name, ({ id }) => permissions.may(id, "move_into"));
  if (queue.id === ticket.queueId) return undefined;
  const old = rows.queues.byId(ticket.queueId)?.name ?? "";
  return {
    change: { queue_id: queue.id },
    history: ["Move", `%%${queue.name}%%${queue.id}%%${old}%%${ticket.queueId}`],
    does: "move",
    into: queue,
  };
}

export function typeStep({ ticket, rows }: Before, name: string): Step | undefined {
  const type = named(rows.types, "type", said`type`, name);
  if (type.id === ticket.typeId) return undefined;
  const old = ticket.typeId === null ? "" : (rows.types.byId(ticket.typeId)?.name ?? "");
  return {
    change: { type_id: type.id },
    history: ["TypeUpdate", `%%${type.name}%%${type.id}%%${old}%%${ticket.typeId ?? ""}`],
    does: "type",
  };
}

export function priorityStep({ ticket, rows }: Before, name: string): Step | undefined {
  const priority = named(rows.priorities, "priority", said`priority`, name);
  if (priority.id === ticket.priorityId) return undefined;
  const old = rows.priorities.byId(ticket.priorityId)?.name ?? "";
  return {
    change: { ticket_priority_id: priority.id },
    history: ["PriorityUpdate", `%%${old}%%${ticket.priorityId}%%${priority.name}%%${priority.id}`],
    does: "priority",
  };
}

export function lockStep({ ticket, rows, now }: Before, name: "lock" | "unlock"): Step | undefined {
  const lock = rows.locks.required(name);
  if (lock.id === ticket.lockId) return undefined;
  return {
    change: { ticket_lock_id: lock.id, timeout: toEpoch(now) },
    history: [name === "lock" ? "Lock" : "Unlock", `%%${name}`],
    does: "lock",
  };
}

/** Archived tickets are kept out of lists (OTRS's archive system). */
export function archiveStep({ ticket }: Before, archived: boolean): Step | undefined {
  if ((ticket.archived === 1) === archived) return undefined;
  return {
    change: { archive_flag: archived ? 1 : 0 },
    history: ["ArchiveFlagUpdate", `%%${archived ? "y" : "n"}`],
    does: "archive",
  };
}

export async function agentStep(
  { ticket, tx }: Before,
  login: string,
  what: "owner" | "responsible",
): Promise<Step | undefined> {
  const agent = await validAgent(tx, what, login);
  if (agent.id === (what === "owner" ? ticket.ownerId : ticket.responsibleId)) return undefined;
  return {
    change: what === "owner" ? { user_id: agent.id } : { responsible_user_id: agent.id },
    history: [what === "owner" ? "OwnerUpdate" : "ResponsibleUpdate", `%%${agent.login}%%${agent.id}`],
    does: what,
  };
}
