/** The tag values of one ticket and the mail or agent at hand; what a text of a queue may say. */
import type { Settings } from "../config/settings.ts";
import type { TagValues } from "./tags.ts";

/** What a ticket has before it is one. */
export interface TaggedNewTicket {
  readonly title: string;
  readonly queue: string;
  readonly state: string;
  readonly priority: string;
  readonly owner: string;
  readonly customerId: string | null;
  readonly customerUser: string | null;
}

export interface TaggedTicket extends TaggedNewTicket {
  readonly id: number;
  readonly number: string;
  readonly created: string;
}

export interface TaggedAgent {
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export interface TaggedMail {
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly body: string;
  /** The sender's display name, or the address. */
  readonly realname: string;
}

/** Only these settings may be named by `CONFIG_…`: none of them can be a secret. */
function configTags(settings: Settings): TagValues {
  return {
    CONFIG_FQDN: settings.system.fqdn,
    CONFIG_Organization: settings.system.organization,
    CONFIG_SystemID: settings.system.id,
    "CONFIG_Ticket::Hook": settings.ticket.hook,
  };
}

export function ticketTags(
  settings: Settings,
  ticket: TaggedTicket | TaggedNewTicket,
  mail: TaggedMail | undefined,
  agent: TaggedAgent | undefined,
): TagValues {
  return {
    ...configTags(settings),
    ...("id" in ticket && {
      TICKET_TicketNumber: ticket.number,
      TICKET_TicketID: String(ticket.id),
      TICKET_ID: String(ticket.id),
      TICKET_NUMBER: ticket.number,
      TICKET_Created: ticket.created,
    }),
    TICKET_Title: ticket.title,
    TICKET_Queue: ticket.queue,
    TICKET_State: ticket.state,
    TICKET_Priority: ticket.priority,
    TICKET_Owner: ticket.owner,
    TICKET_CustomerID: ticket.customerId ?? "",
    TICKET_CustomerUserID: ticket.customerUser ?? "",
    QUEUE: ticket.queue,
    ...mailTags(mail),
    ...(agent === undefined ? {} : agentTags(agent, ["Agent_", "CURRENT_"])),
  };
}

function mailTags(mail: TaggedMail | undefined): TagValues {
  if (mail === undefined) return {};
  return {
    CUSTOMER_FROM: mail.from,
    CUSTOMER_To: mail.to,
    CUSTOMER_Cc: mail.cc,
    CUSTOMER_Subject: mail.subject,
    CUSTOMER_SUBJECT: mail.subject,
    CUSTOMER_Body: mail.body,
    CUSTOMER_BODY: mail.body,
    CUSTOMER_REALNAME: mail.realname,
  };
}

/** @param prefixes as which of the ticket's people the agent is named */
export function agentTags(agent: TaggedAgent, prefixes: readonly string[]): TagValues {
  const user: TagValues = {
    UserLogin: agent.login,
    UserFirstname: agent.firstName,
    UserLastname: agent.lastName,
    UserFullname: `${agent.firstName} ${agent.lastName}`.trim(),
    UserEmail: agent.email,
  };
  return Object.fromEntries(
    prefixes.flatMap((prefix) => Object.entries(user).map(([name, value]) => [prefix + name, value])),
  );
}
