/** What the rules may ask while they decide about a mail. The intake answers from its open transaction. */
import type { SubjectSettings } from "../mail/subject.ts";
import type { NumberGenerator, NumberSettings } from "../ticket/numbers/generator.ts";
import type { HookSettings } from "../ticket/numbers/recognise.ts";

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
}

export interface QueueFacts {
  readonly id: number;
  readonly name: string;
  /** 1 possible, 2 reject, 3 new ticket. */
  readonly followUpId: number;
  readonly followUpLock: boolean;
}

export interface CustomerFacts {
  readonly login: string;
  readonly customerId: string;
}

export type AutoResponseType = "auto reply" | "auto reject" | "auto follow up" | "auto reply/new ticket";

export interface PostmasterSettings {
  readonly userId: number;
  readonly defaultQueue: string;
  readonly defaultState: string;
  readonly defaultPriority: string;
  readonly followUpState: string;
  readonly followUpStateClosed: string | undefined;
  readonly bounceAsFollowUp: boolean;
  readonly autoAssignCustomerIdForUnknownCustomers: boolean;
  readonly maxEmails: number;
  readonly maxEmailsPerAddress: Readonly<Record<string, number>>;
  readonly noAutoResponse: string;
}

export interface PostmasterDesk {
  readonly settings: PostmasterSettings;
  readonly subject: SubjectSettings;
  readonly numbers: {
    readonly generator: NumberGenerator;
    readonly settings: NumberSettings;
    readonly hook: HookSettings;
  };
  /** The ticket with this number or, if it was merged, the one it went into. */
  ticketByNumber(number: string): Promise<TicketFacts | undefined>;
  /** The tickets, merges followed, that have an article with one of these Message-IDs. */
  ticketsByMessageId(messageIds: readonly string[]): Promise<readonly TicketFacts[]>;
  customerByEmail(address: string): Promise<CustomerFacts | undefined>;
  /** Valid and not out of office: somebody who can own an open ticket. */
  canOwn(userId: number): Promise<boolean>;
  queueById(id: number): QueueFacts | undefined;
  queueByName(name: string): QueueFacts | undefined;
  /** The queue of the system address, any case; undefined when it is not ours. */
  queueByAddress(address: string): QueueFacts | undefined;
  stateTypeOf(stateName: string): string | undefined;
  hasPriority(name: string): boolean;
  hasAutoResponse(queueId: number, type: AutoResponseType): boolean;
  /** Automatic mails this address got today. */
  automaticMailsToday(address: string): Promise<number>;
}
