/** What the rules may ask while they decide about a mail. The intake answers from its open transaction. */
import type { SubjectSettings } from "../mail/subject.ts";
import type { ThreadTokens } from "../mail/threadToken.ts";
import type { Subscriptions } from "../mail/unsubscribe.ts";
import type { NumberGenerator, NumberSettings } from "../ticket/numbers/generator.ts";
import type { HookSettings } from "../ticket/numbers/recognise.ts";
import type { ReadyFilter } from "./filters/filter.ts";

export interface TicketFacts {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly queueId: number;
  /** new, open, closed, pending reminder, pending auto, removed, merged. */
  readonly stateType: string;
  readonly stateName: string;
  readonly ownerId: number;
  readonly locked: boolean;
  readonly customerUser: string | null;
  readonly customerId: string | null;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}
export interface QueueFacts extends Named {
  /** 1 possible, 2 reject, 3 new ticket. */
  readonly followUpId: number;
  readonly followUpLock: boolean;
}
export interface StateFacts extends Named {
  readonly type: string;
}
export interface AgentFacts {
  readonly id: number;
  readonly login: string;
}
export interface FieldFacts extends Named {
  readonly object: "Ticket" | "Article";
  /** Text, TextArea, Checkbox, Dropdown, Multiselect, Date, DateTime …. */
  readonly type: string;
}
export interface CustomerFacts {
  readonly login: string;
  readonly customerId: string;
}

/** An article of a ticket as far as it tells who takes part. Header values as stored. */
export interface Correspondence {
  /** agent, system or customer. */
  readonly sender: string;
  readonly visibleForCustomer: boolean;
  readonly email: boolean;
  readonly from: string;
  readonly replyTo: string;
  readonly to: string;
  readonly cc: string;
  readonly messageId: string | null;
}

export type AutoResponseType = "auto reply" | "auto reject" | "auto follow up" | "auto reply/new ticket";

/** Recognises a foreign system's number (OTRS 0600-ExternalTicketNumberRecognition). */
export interface ExternalNumberRule {
  readonly name: string;
  /** Only mail whose From matches; every sender without it. */
  readonly from?: string | undefined;
  /** The number is the first capture. */
  readonly number: string;
  readonly in: readonly ("subject" | "body")[];
  /** The ticket's dynamic field that keeps the number. */
  readonly field: string;
  /** Only tickets in states of these types; any without it. */
  readonly stateTypes?: readonly string[] | undefined;
  readonly senderType: "customer" | "agent" | "system";
  readonly visibleForCustomer: boolean;
}

export interface PostmasterSettings {
  readonly userId: number;
  readonly defaultQueue: string;
  readonly defaultState: string;
  readonly defaultPriority: string;
  readonly followUpState: string;
  readonly followUpStateClosed: string | undefined;
  readonly followUpBy: {
    readonly token: boolean;
    readonly subject: boolean;
    readonly references: boolean;
    readonly body: boolean;
    readonly attachments: boolean;
    readonly raw: boolean;
  };
  readonly bounceAsFollowUp: boolean;
  readonly externalNumbers: readonly ExternalNumberRule[];
  readonly strangers: "flag" | "newTicket" | "join";
  readonly automaticReopens: boolean;
  readonly queueBySubject: boolean;
  readonly secondQueue: "tell" | "ticket" | "ignore";
  readonly customerBy: "from" | "replyTo";
  readonly autoAssignCustomerIdForUnknownCustomers: boolean;
  readonly agentAnswers: "note" | "customer";
  readonly agentForwards: "never" | "authenticated" | "address";
  readonly maxEmails: number;
  readonly maxEmailsPerTicket: number;
  readonly maxAlike: number;
  readonly maxReopens: number;
  readonly maxEmailsPerAddress: Readonly<Record<string, number>>;
  readonly noAutoResponse: string;
}

export interface PostmasterDesk {
  readonly settings: PostmasterSettings;
  readonly now: Date;
  readonly subject: SubjectSettings;
  readonly numbers: {
    readonly generator: NumberGenerator;
    readonly settings: NumberSettings;
    readonly hook: HookSettings;
  };
  /** Signs and recognises our own thread tokens; undefined when the database has no key. */
  readonly tokens: ThreadTokens | undefined;
  /** Recognises that an agent leaves a queue's notices; undefined as well. */
  readonly subscriptions: Subscriptions | undefined;
  /** In the order in which they run. */
  readonly filters: readonly ReadyFilter[];
  /** `YYYY-MM-DD HH:MM[:SS]` in the system's time zone, or ISO 8601; undefined for what is no time. */
  parseTime(text: string): Date | undefined;

  /** The ticket with this id or, if it was merged, the one it went into. */
  ticketById(id: number): Promise<TicketFacts | undefined>;
  /** The same for the article that an envelope sender of ours was made for; undefined for every other address. */
  ticketByReturnPath(address: string): Promise<TicketFacts | undefined>;
  /** The same by number. */
  ticketByNumber(number: string): Promise<TicketFacts | undefined>;
  /** By Message-ID: the tickets, merges followed, that have an article with it. Unknown ids are left out. */
  ticketsByMessageId(messageIds: readonly string[]): Promise<ReadonlyMap<string, readonly TicketFacts[]>>;
  /** The newest ticket whose dynamic field has this value. @param stateTypes any when undefined */
  ticketByField(
    field: string,
    value: string,
    stateTypes: readonly string[] | undefined,
  ): Promise<TicketFacts | undefined>;
  /** The newest articles of a ticket. */
  correspondence(ticketId: number): Promise<readonly Correspondence[]>;
  customerByEmail(address: string): Promise<CustomerFacts | undefined>;
  customerByLogin(login: string): Promise<CustomerFacts | undefined>;
  /** Valid and not out of office: somebody who can own an open ticket. */
  canOwn(userId: number): Promise<boolean>;
  /** Automatic mails this address got today. */
  automaticMailsToday(address: string): Promise<number>;
  /** How often this was counted today, see loops.ts. */
  countedToday(mark: string): Promise<number>;

  queueById(id: number): QueueFacts | undefined;
  /** Here and below: only what is valid, by its exact name as OTRS looks it up. */
  queueByName(name: string): QueueFacts | undefined;
  /** Any case, and the last part of a nested name will do: `[Hardware]` for `Support::Hardware`. */
  queueBySubject(tag: string): QueueFacts | undefined;
  /** The queue of the system address, any case, `+detail` allowed; undefined when it is not ours. */
  queueByAddress(address: string): QueueFacts | undefined;
  stateByName(name: string): StateFacts | undefined;
  priorityByName(name: string): Named | undefined;
  lockByName(name: string): Named | undefined;
  typeByName(name: string): Named | undefined;
  serviceByName(name: string): Named | undefined;
  slaByName(name: string): Named | undefined;
  agentByLogin(login: string): AgentFacts | undefined;
  agentById(id: number): AgentFacts | undefined;
  /** The valid agent with this address, any case. */
  agentByEmail(address: string): AgentFacts | undefined;
  fieldByName(name: string): FieldFacts | undefined;
  hasAutoResponse(queueId: number, type: AutoResponseType): boolean;
}
