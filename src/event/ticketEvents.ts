/** Tells whoever listens in this process what was done with tickets, after its commit: one event a change, named as OTRS names it. */
import type { Desk } from "../desk.ts";
import type { Change } from "../store/changes.ts";

/** ticket_history_type → OTRS's event. What has no event of its own there, mail to agents for example, has none here. */
const events = {
  NewTicket: "TicketCreate",
  Move: "TicketQueueUpdate",
  StateUpdate: "TicketStateUpdate",
  PriorityUpdate: "TicketPriorityUpdate",
  OwnerUpdate: "TicketOwnerUpdate",
  ResponsibleUpdate: "TicketResponsibleUpdate",
  Lock: "TicketLockUpdate",
  Unlock: "TicketLockUpdate",
  TypeUpdate: "TicketTypeUpdate",
  ServiceUpdate: "TicketServiceUpdate",
  SLAUpdate: "TicketSLAUpdate",
  TitleUpdate: "TicketTitleUpdate",
  CustomerUpdate: "TicketCustomerUpdate",
  SetPendingTime: "TicketPendingTimeUpdate",
  ArchiveFlagUpdate: "TicketArchiveFlagUpdate",
  Merged: "TicketMerge",
  Subscribe: "TicketSubscribe",
  Unsubscribe: "TicketUnsubscribe",
  TimeAccounting: "TicketAccountTime",
  TicketDynamicFieldUpdate: "TicketDynamicFieldUpdate",
  TicketLinkAdd: "TicketLinkAdd",
  TicketLinkDelete: "TicketLinkDelete",
  FollowUp: "ArticleCreate",
  EmailCustomer: "ArticleCreate",
  EmailAgent: "ArticleCreate",
  SendAnswer: "ArticleCreate",
  Forward: "ArticleCreate",
  AddNote: "ArticleCreate",
  PhoneCallAgent: "ArticleCreate",
  PhoneCallCustomer: "ArticleCreate",
  WebRequestCustomer: "ArticleCreate",
  SendAutoReply: "ArticleAutoResponse",
  SendAutoReject: "ArticleAutoResponse",
  SendAutoFollowUp: "ArticleAutoResponse",
  Bounce: "ArticleBounce",
} as const;

export type EventName = (typeof events)[keyof typeof events];

export interface TicketHappening extends Change {
  readonly name: EventName;
}

/**
 * The listener is called for one event after the other, in the order of commits, and may take its time: nobody else waits for
 * it. What it throws is logged.
 * @returns ends the listening
 */
export function onTicketEvent(desk: Desk, listener: (event: TicketHappening) => void | Promise<void>): () => void {
  let last = Promise.resolve();
  return desk.store.onChange((changes) => {
    for (const change of changes) {
      const name = nameOf(change.type);
      if (name === undefined) continue;
      last = last
        .then(() => listener({ ...change, name }))
        .catch((error: unknown) => desk.log.error({ err: error, event: name }, "a listener to ticket events failed"));
    }
  });
}

function nameOf(type: string): EventName | undefined {
  return type in events ? events[type as keyof typeof events] : undefined;
}
