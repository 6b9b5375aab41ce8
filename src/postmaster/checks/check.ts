/** The shape of a follow-up check: does this mail belong to a ticket, and why. */
import type { ParsedMail } from "../../mail/message.ts";
import type { PostmasterDesk, TicketFacts } from "../desk.ts";

export interface Finding {
  readonly ticket: TicketFacts | undefined;
  readonly reason: string;
}

export interface FollowUpCheck {
  readonly name: string;
  find(mail: ParsedMail, desk: PostmasterDesk): Promise<Finding>;
}

export function yes(ticket: TicketFacts, reason: string): Finding {
  return { ticket, reason };
}

export function no(reason: string): Finding {
  return { ticket: undefined, reason };
}

/** A Message-ID that stands on several tickets proves nothing: a wrong ticket is worse than a new one. */
export async function byMessageIds(
  messageIds: readonly string[],
  desk: PostmasterDesk,
  what: string,
): Promise<Finding> {
  if (messageIds.length === 0) return no(`no ${what}`);
  const tickets = await desk.ticketsByMessageId(messageIds);
  const [ticket, another] = tickets;
  if (ticket === undefined) return no(`${what}: no article has such a Message-ID`);
  if (another !== undefined) return no(`${what}: found on tickets ${tickets.map((found) => found.number).join(", ")}`);
  return yes(ticket, `${what} names an article of ${ticket.number}`);
}
