/** A postmaster's desk of plain values, and mails to lay on it: the rules are pure, so their tests need no database. */
import { header, type ParsedMail } from "../../src/mail/message.ts";
import type { PostmasterDesk, QueueFacts, TicketFacts } from "../../src/postmaster/desk.ts";
import { generators } from "../../src/ticket/numbers/index.ts";

export const raw: QueueFacts = { id: 2, name: "Raw", followUpId: 1, followUpLock: false };
export const support: QueueFacts = { id: 5, name: "Support", followUpId: 1, followUpLock: false };

export const ticket: TicketFacts = {
  id: 7,
  number: "2026112410000421",
  title: "Printer",
  queueId: support.id,
  stateType: "open",
  stateName: "open",
  ownerId: 3,
  locked: false,
  customerUser: "ann@customer.test",
};

export interface Office {
  readonly queues?: readonly QueueFacts[];
  readonly tickets?: readonly TicketFacts[];
  /** Message-ID → ticket ids. */
  readonly articles?: Readonly<Record<string, readonly number[]>>;
  readonly customers?: Readonly<Record<string, { readonly login: string; readonly customerId: string }>>;
  readonly cannotOwn?: readonly number[];
  readonly autoResponses?: boolean;
  readonly automaticMailsToday?: number;
  readonly settings?: Partial<PostmasterDesk["settings"]>;
}

const stateTypes: Readonly<Record<string, string>> = {
  new: "new",
  open: "open",
  "closed successful": "closed",
};

export function deskOf(office: Office = {}): PostmasterDesk {
  const queues = office.queues ?? [raw, support];
  const tickets = office.tickets ?? [ticket];
  return {
    settings: {
      userId: 1,
      defaultQueue: "Raw",
      defaultState: "new",
      defaultPriority: "3 normal",
      followUpState: "open",
      followUpStateClosed: undefined,
      bounceAsFollowUp: true,
      autoAssignCustomerIdForUnknownCustomers: true,
      maxEmails: 40,
      maxEmailsPerAddress: {},
      noAutoResponse: "(MAILER-DAEMON|postmaster|abuse)@.+?\\..+?",
      ...office.settings,
    },
    subject: {
      hook: "Ticket#",
      hookDivider: "",
      subjectFormat: "Left",
      subjectRe: "Re",
      subjectFwd: "Fwd",
      subjectSize: 100,
      subjectCleanAllNumbers: false,
    },
    numbers: {
      generator: generators.DateChecksum,
      settings: { id: "10", timeZone: "UTC", minCounterSize: 5, useFormattedCounter: false, checkSystemId: true },
      hook: { hook: "Ticket#", hookDivider: "" },
    },
    ticketByNumber: async (number) => tickets.find((one) => one.number === number),
    ticketsByMessageId: async (ids) => {
      const found = new Set(ids.flatMap((id) => office.articles?.[id] ?? []));
      return tickets.filter((one) => found.has(one.id));
    },
    customerByEmail: async (address) => office.customers?.[address],
    canOwn: async (userId) => !(office.cannotOwn ?? []).includes(userId),
    queueById: (id) => queues.find((queue) => queue.id === id),
    queueByName: (name) => queues.find((queue) => queue.name === name),
    queueByAddress: (address) => (address.toLowerCase() === "support@desk.test" ? support : undefined),
    stateTypeOf: (name) => stateTypes[name],
    hasPriority: (name) => name === "3 normal",
    hasAutoResponse: () => office.autoResponses ?? false,
    automaticMailsToday: async () => office.automaticMailsToday ?? 0,
  };
}

const ann = { name: "Ann", address: "Ann@Customer.test" };

export function mailWith(parts: Partial<ParsedMail> = {}): ParsedMail {
  const mail: ParsedMail = {
    messageId: "<1@customer.test>",
    inReplyTo: [],
    references: [],
    date: new Date("2026-11-24T10:00:00Z"),
    subject: "The printer is on fire",
    from: [ann],
    replyTo: [],
    to: [{ name: "", address: "support@desk.test" }],
    cc: [],
    contentType: "text/plain; charset=utf-8",
    charset: "utf-8",
    body: "Please help.",
    bodyHtml: undefined,
    attachments: [],
    autoSubmitted: undefined,
    bounce: undefined,
    receipt: undefined,
    complaint: undefined,
    headers: [],
    defects: [],
    ...parts,
  };
  const autoSubmitted = header(mail, "Auto-Submitted")?.toLowerCase();
  return parts.autoSubmitted !== undefined || autoSubmitted === undefined ? mail : { ...mail, autoSubmitted };
}
