/** Changes of one ticket or many, and what takes them back. */
import type { UpdateRequest } from "../src/api/requests.ts";
import { inBulk, type Reached, tellRefused } from "./bulk.ts";
import type { Ground, Some } from "./ground.ts";

type Needs = Pick<Ground, "client" | "notices">;

export type Change = UpdateRequest & { readonly [Key in keyof UpdateRequest]?: string };

export async function updated(ground: Needs, tickets: readonly Some[], update: UpdateRequest): Promise<Reached> {
  const [only] = tickets;
  if (only === undefined || tickets.length > 1) return await inBulk(ground, tickets, { update });
  await ground.client.update(only.id, update);
  return { reached: tickets, refused: [] };
}

/** As each was before; those that were alike in one request. */
export async function undone(ground: Needs, tickets: readonly Some[], update: Change): Promise<void> {
  const alike = new Map<string, Some[]>();
  for (const ticket of tickets) {
    const before = JSON.stringify(previous(ticket, update));
    alike.set(before, [...(alike.get(before) ?? []), ticket]);
  }
  for (const [before, some] of alike) {
    const back: UpdateRequest = JSON.parse(before);
    tellRefused(await updated(ground, some, back), some.length);
  }
}

/** What the ticket had before, of all that the update changes; a closing also unlocks. */
function previous(ticket: Some, update: Change): UpdateRequest {
  const { state, pendingUntil, queue, priority, owner, responsible, type, service, sla, customerUser, customerId } =
    ticket;
  const lock = ticket.lock === "unlock" ? "unlock" : "lock";
  return {
    ...(update.queue === undefined ? {} : { queue }),
    ...(update.priority === undefined ? {} : { priority }),
    ...(update.owner === undefined ? {} : { owner, lock }),
    ...(update.responsible === undefined ? {} : { responsible }),
    ...(update.type === undefined || type === null ? {} : { type }),
    // An SLA that is not for the other service went with it.
    ...(update.service === undefined ? {} : { service: service ?? "", sla: sla ?? "" }),
    ...(update.sla === undefined ? {} : { sla: sla ?? "" }),
    // The company followed the customer.
    ...(update.customerUser === undefined ? {} : { customerUser: customerUser ?? "", customerId: customerId ?? "" }),
    ...(update.lock === undefined ? {} : { lock }),
    ...(update.state === undefined ? {} : { state, lock, ...(pendingUntil === null ? {} : { pendingUntil }) }),
  };
}
