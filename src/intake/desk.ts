/** Answers the postmaster's questions from the database and the reference rows; each at most once for a mail. */
import { dateIn, instantIn } from "../clock.ts";
import type { Desk } from "../desk.ts";
import { threadTokens } from "../mail/threadToken.ts";
import { subscriptions } from "../mail/unsubscribe.ts";
import { bouncedArticle } from "../outgoing/returnPath.ts";
import type { Named, PostmasterDesk, TicketFacts } from "../postmaster/desk.ts";
import { type ReadyFilter, readyFilters } from "../postmaster/filters/filter.ts";
import { canOwn } from "../store/agents.ts";
import { articleTicket } from "../store/articleView.ts";
import type { Catalog } from "../store/catalog.ts";
import { correspondenceOf } from "../store/correspondence.ts";
import { customerByEmail, customerByLogin } from "../store/customers.ts";
import { ticketIdByField } from "../store/dynamicFields.ts";
import { automaticMailsSent } from "../store/loopProtection.ts";
import type { Reference } from "../store/referenceRows.ts";
import type { Reader } from "../store/store.ts";
import { mergedInto, type TicketRow, ticketById, ticketByNumber, ticketIdsByMessageId } from "../store/tickets.ts";
import { generators } from "../ticket/numbers/index.ts";

/** A chain of merges longer than this is a ring. */
const maxMerges = 20;
/** Articles that are looked at for who takes part in a ticket. */
const maxCorrespondence = 500;

export function postmasterDesk(desk: Desk, db: Reader, reference: Reference): PostmasterDesk {
  const { ticket, system } = desk.settings;
  const now = desk.clock.now();
  const today = dateIn(system.timeZone, now);
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
      customerId: row.customerId,
    };
  };
  const followMerges = async (first: TicketRow | undefined): Promise<TicketFacts | undefined> => {
    let row = first;
    for (let merges = 0; row !== undefined && merges < maxMerges; merges += 1) {
      const current = facts(row);
      if (current.stateType !== "merged") return current;
      const main = await mergedInto(db, row.id);
      if (main === undefined) return current;
      row = await ticketById(db, main);
    }
    return undefined;
  };
  const byId = async (id: number): Promise<TicketFacts | undefined> => await followMerges(await ticketById(db, id));
  const { agents, fields } = reference;
  return {
    settings: desk.settings.postmaster,
    now,
    subject: ticket,
    numbers: {
      generator: generators[ticket.numberGenerator],
      settings: { ...system, ...ticket },
      hook: ticket,
    },
    tokens: reference.threadKey === undefined ? undefined : threadTokens(reference.threadKey),
    subscriptions: reference.threadKey === undefined ? undefined : subscriptions(reference.threadKey),
    filters: readyOnce(reference),
    parseTime: (text) => timeOf(text, system.timeZone),

    ticketById: byId,
    async ticketByReturnPath(address) {
      const articleId = bouncedArticle(desk.settings, reference.threadKey, address);
      const ticketId = articleId === undefined ? undefined : await articleTicket(db, articleId);
      return ticketId === undefined ? undefined : await byId(ticketId);
    },
    ticketByNumber: async (number) => await followMerges(await ticketByNumber(db, number)),
    async ticketsByMessageId(messageIds) {
      const found = new Map<string, readonly TicketFacts[]>();
      for (const [messageId, ids] of await ticketIdsByMessageId(db, messageIds)) {
        const targets = new Map<number, TicketFacts>();
        for (const id of ids) {
          const target = await byId(id);
          if (target !== undefined) targets.set(target.id, target);
        }
        if (targets.size > 0) found.set(messageId, [...targets.values()]);
      }
      return found;
    },
    async ticketByField(name, value, stateTypes) {
      const field = fields.get(name.toLowerCase());
      const id = field === undefined ? undefined : await ticketIdByField(db, field.id, value, stateTypes);
      return id === undefined ? undefined : await byId(id);
    },
    correspondence: once(async (ticketId) =>
      (await correspondenceOf(db, ticketId, maxCorrespondence)).map((row) => ({
        sender: row.sender,
        visibleForCustomer: row.visible === 1,
        email: row.channel === "Email",
        from: row.from ?? "",
        replyTo: row.replyTo ?? "",
        to: row.to ?? "",
        cc: row.cc ?? "",
        messageId: row.messageId,
      })),
    ),
    customerByEmail: once((address) => customerByEmail(db, address)),
    customerByLogin: (login) => customerByLogin(db, login),
    canOwn: (userId) => canOwn(db, userId, today),
    automaticMailsToday: (address) => automaticMailsSent(db, address, today),
    countedToday: (mark) => automaticMailsSent(db, mark, today),

    queueById: (id) => reference.queues.byId(id),
    queueByName: (name) => validOf(reference.queues, name),
    queueBySubject(tag) {
      const wanted = tag.toLowerCase();
      const valid = reference.queues.all.filter((queue) => queue.valid);
      return (
        valid.find(({ name }) => name.toLowerCase() === wanted) ??
        valid.find(({ name }) => name.slice(name.lastIndexOf("::") + 2).toLowerCase() === wanted)
      );
    },
    queueByAddress(address) {
      const whole = address.toLowerCase();
      const own = reference.addresses.get(whole) ?? reference.addresses.get(whole.replace(/\+[^@]*@/, "@"));
      return own === undefined ? undefined : reference.queues.byId(own.queueId);
    },
    stateByName: (name) => validOf(reference.states, name),
    priorityByName: (name) => validOf(reference.priorities, name),
    lockByName: (name) => validOf(reference.locks, name),
    typeByName: (name) => validOf(reference.types, name),
    serviceByName: (name) => validOf(reference.services, name),
    slaByName: (name) => validOf(reference.slas, name),
    agentByLogin: (login) => agents.find((agent) => agent.login === login),
    agentById: (id) => agents.find((agent) => agent.id === id),
    agentByEmail: (address) => agents.find(({ email }) => email?.toLowerCase() === address.toLowerCase()),
    fieldByName: (name) => fields.get(name.toLowerCase()),
    hasAutoResponse: (queueId, type) => reference.autoResponse(queueId, type) !== undefined,
  };
}

function validOf<Row extends Named & { readonly valid: boolean }>(rows: Catalog<Row>, name: string): Row | undefined {
  const row = rows.byName(name);
  return row?.valid ? row : undefined;
}

/** Rules that ask the same twice read the database once. */
function once<Question, Answer>(ask: (question: Question) => Promise<Answer>): (question: Question) => Promise<Answer> {
  const answers = new Map<Question, Promise<Answer>>();
  return (question) => {
    const known = answers.get(question) ?? ask(question);
    answers.set(question, known);
    return known;
  };
}

/** Filters are made ready once for as long as the reference rows live. */
const ready = new WeakMap<Reference, readonly ReadyFilter[]>();
function readyOnce(reference: Reference): readonly ReadyFilter[] {
  const known = ready.get(reference) ?? readyFilters(reference.filters);
  ready.set(reference, known);
  return known;
}

/** `2026-12-31 09:00`, with seconds if need be, in the time zone; or with an offset of its own. */
function timeOf(text: string, timeZone: string): Date | undefined {
  const [, day, time, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)\s?(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const date = new Date(`${day}T${time}${zone ?? "Z"}`);
  if (Number.isNaN(date.getTime())) return undefined;
  return zone === undefined ? instantIn(timeZone, date) : date;
}
