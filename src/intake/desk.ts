/** Answers the postmaster's questions from an open transaction and the reference rows. */
import { dateIn } from "../clock.ts";
import type { Desk } from "../desk.ts";
import type { PostmasterDesk, QueueFacts, TicketFacts } from "../postmaster/desk.ts";
import { canOwn } from "../store/agents.ts";
import { customerByEmail } from "../store/customers.ts";
import { automaticMailsSent } from "../store/loopProtection.ts";
import type { Reference } from "../store/reference.ts";
import type { Tx } from "../store/store.ts";
import { mergedInto, type TicketRow, ticketById, ticketByNumber, ticketIdsByMessageId } from "../store/tickets.ts";
import { generators } from "../ticket/numbers/index.ts";

/** A chain of merges longer than this is a ring. */
const maxMerges = 20;

export function postmasterDesk(desk: Desk, tx: Tx, reference: Reference): PostmasterDesk {
  const { ticket, system } = desk.settings;
  const today = dateIn(system.timeZone, desk.clock.now());
  const facts = (row: TicketRow): TicketFacts => {
    const state = reference.states.byId(row.stateId);
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      queueId: row.queueId,
      stateType: state?.type ?? "open",
      stateName: state?.name ?? "",
      ownerId: row.ownerId,
      locked: reference.locks.byId(row.lockId)?.name !== "unlock",
      customerUser: row.customerUser,
    };
  };
  const followMerges = async (first: TicketRow | undefined): Promise<TicketFacts | undefined> => {
    let row = first;
    for (let merges = 0; row !== undefined && merges < maxMerges; merges += 1) {
      const current = facts(row);
      if (current.stateType !== "merged") return current;
      const main = await mergedInto(tx, row.id);
      if (main === undefined) return current;
      row = await ticketById(tx, main);
    }
    return undefined;
  };
  return {
    settings: desk.settings.postmaster,
    subject: ticket,
    numbers: {
      generator: generators[ticket.numberGenerator],
      settings: { ...system, ...ticket },
      hook: ticket,
    },
    ticketByNumber: async (number) => await followMerges(await ticketByNumber(tx, number)),
    async ticketsByMessageId(messageIds) {
      const found = new Map<number, TicketFacts>();
      for (const id of await ticketIdsByMessageId(tx, messageIds)) {
        const target = await followMerges(await ticketById(tx, id));
        if (target !== undefined) found.set(target.id, target);
      }
      return [...found.values()];
    },
    customerByEmail: (address) => customerByEmail(tx, address),
    canOwn: (userId) => canOwn(tx, userId, today),
    queueById: (id): QueueFacts | undefined => reference.queues.byId(id),
    queueByName: (name): QueueFacts | undefined => reference.queues.byName(name),
    queueByAddress(address) {
      const own = reference.addresses.get(address.toLowerCase());
      return own === undefined ? undefined : reference.queues.byId(own.queueId);
    },
    stateTypeOf: (name) => reference.states.byName(name)?.type,
    hasPriority: (name) => reference.priorities.byName(name) !== undefined,
    hasAutoResponse: (queueId, type) => reference.autoResponse(queueId, type) !== undefined,
    automaticMailsToday: (address) => automaticMailsSent(tx, address, today),
  };
}
