/** A postmaster's desk of plain values, and mails to lay on it: the rules are pure, so their tests need no database. */
import { header, type ParsedMail } from "../../src/mail/message.ts";
import { threadTokens } from "../../src/mail/threadToken.ts";
import { subscriptions } from "../../src/mail/unsubscribe.ts";
import type {
  AgentFacts,
  Correspondence,
  FieldFacts,
  PostmasterDesk,
  QueueFacts,
  TicketFacts,
} from "../../src/postmaster/desk.ts";
import { type Filter, readyFilters } from "../../src/postmaster/filters/filter.ts";
import { generators } from "../../src/ticket/numbers/index.ts";

const raw: QueueFacts = { id: 2, name: "Raw", followUpId: 1, followUpLock: false };
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
  customerId: "ann@customer.test",
};

export const tokens = threadTokens("a key for tests");
export const now = new Date("2026-11-24T10:00:00Z");

export interface Office {
  readonly queues?: readonly QueueFacts[];
  readonly tickets?: readonly TicketFacts[];
  /** Message-ID → ticket ids. */
  readonly articles?: Readonly<Record<string, readonly number[]>>;
  readonly customers?: Readonly<Record<string, { readonly login: string; readonly customerId: string }>>;
  readonly cannotOwn?: readonly number[];
  readonly autoResponses?: boolean;
  readonly automaticMailsToday?: number;
  readonly countedToday?: (mark: string) => number;
  readonly filters?: readonly Filter[];
  /** Address → agent. */
  readonly agents?: Readonly<Record<string, AgentFacts>>;
  readonly fields?: readonly FieldFacts[];
  /** Value of any dynamic field → ticket id. */
  readonly fieldValues?: Readonly<Record<string, number>>;
  /** Of every ticket. */
  readonly correspondence?: readonly Partial<Correspondence>[];
  readonly settings?: Partial<PostmasterDesk["settings"]>;
}

const states = [
  { id: 1, name: "new", type: "new" },
  { id: 2, name: "closed successful", type: "closed" },
  { id: 4, name: "open", type: "open" },
  { id: 6, name: "pending reminder", type: "pending reminder" },
  { id: 10, name: "reopened", type: "open" },
];
/** Rows of one kind, numbered from 1. */
const rows =
  (...names: readonly string[]) =>
  (name: string) => {
    const at = names.indexOf(name);
    return at < 0 ? undefined : { id: at + 1, name };
  };
export const ben: AgentFacts = { id: 3, login: "ben" };
export const hardware: QueueFacts = { id: 6, name: "Support::Hardware", followUpId: 1, followUpLock: false };

export function deskOf(office: Office = {}): PostmasterDesk {
  const queues = office.queues ?? [raw, support, hardware];
  const tickets = office.tickets ?? [ticket];
  return {
    settings: {
      userId: 1,
      defaultQueue: "Raw",
      defaultState: "new",
      defaultPriority: "3 normal",
      followUpState: "open",
      followUpStateClosed: undefined,
      followUpBy: { token: true, subject: true, references: true, body: false, attachments: false, raw: false },
      bounceAsFollowUp: true,
      externalNumbers: [],
      strangers: "flag",
      automaticReopens: false,
      queueBySubject: false,
      secondQueue: "tell",
      customerBy: "from",
      agentAnswers: "note",
      agentForwards: "authenticated",
      autoAssignCustomerIdForUnknownCustomers: true,
      maxEmails: 40,
      maxEmailsPerTicket: 10,
      maxAlike: 10,
      maxReopens: 20,
      maxEmailsPerAddress: {},
      noAutoResponse: "(MAILER-DAEMON|postmaster|abuse)@.+?\\..+?",
      ...office.settings,
    },
    now,
    tokens,
    subscriptions: subscriptions("key"),
    filters: readyFilters(office.filters ?? []),
    parseTime: (text) => (/^\d{4}-/.test(text) ? new Date(`${text.replace(" ", "T")}Z`) : undefined),
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
    ticketById: async (id) => tickets.find((one) => one.id === id),
    ticketByReturnPath: async () => undefined,
    ticketByNumber: async (number) => tickets.find((one) => one.number === number),
    async ticketsByMessageId(ids) {
      const found = ids.map((id) => [id, tickets.filter((one) => office.articles?.[id]?.includes(one.id))] as const);
      return new Map(found.filter(([, known]) => known.length > 0));
    },
    ticketByField: async (_field, value) => tickets.find(({ id }) => id === office.fieldValues?.[value]),
    correspondence: async () => (office.correspondence ?? []).map((one) => ({ ...letterToUs, ...one })),
    customerByEmail: async (address) => office.customers?.[address],
    customerByLogin: async (login) => Object.values(office.customers ?? {}).find((one) => one.login === login),
    canOwn: async (userId) => !(office.cannotOwn ?? []).includes(userId),
    automaticMailsToday: async () => office.automaticMailsToday ?? 0,
    countedToday: async (mark) => office.countedToday?.(mark) ?? 0,
    queueById: (id) => queues.find((queue) => queue.id === id),
    queueByName: (name) => queues.find((queue) => queue.name === name),
    queueBySubject: (tag) => queues.find((queue) => queue.name.split("::").at(-1)?.toLowerCase() === tag.toLowerCase()),
    queueByAddress: (address) =>
      ({ "support@desk.test": support, "hardware@desk.test": hardware })[
        address.toLowerCase().replace(/\+[^@]*@/, "@")
      ],
    stateByName: (name) => states.find((state) => state.name === name),
    priorityByName: rows("1 very low", "2 low", "3 normal", "4 high", "5 very high"),
    lockByName: rows("unlock", "lock", "tmp_lock"),
    typeByName: rows("Unclassified", "Incident"),
    serviceByName: rows("Mail"),
    slaByName: rows("Gold"),
    agentByLogin: (login) => [ben, ...Object.values(office.agents ?? {})].find((agent) => agent.login === login),
    agentById: (id) => (id === ben.id ? ben : undefined),
    agentByEmail: (address) => office.agents?.[address.toLowerCase()],
    fieldByName: (name) => office.fields?.find((field) => field.name.toLowerCase() === name.toLowerCase()),
    hasAutoResponse: () => office.autoResponses ?? false,
  };
}

const letterToUs: Correspondence = {
  sender: "customer",
  visibleForCustomer: true,
  email: true,
  from: "Ann <ann@customer.test>",
  replyTo: "",
  to: "support@desk.test",
  cc: "",
  messageId: null,
};

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
