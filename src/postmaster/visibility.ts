/** Who may see a follow-up: an answer to an internal forward stays internal (OTRS's pre-create filter, behaviour §2 (6)). */
import { parseAddresses, sameAddress } from "../mail/addresses.ts";
import type { Letter } from "./arrival.ts";
import type { Correspondence, PostmasterDesk, TicketFacts } from "./desk.ts";
import { isTicketsCustomer } from "./participants.ts";
import { customerAddress } from "./sender.ts";

export interface Visibility {
  readonly visible: boolean;
  readonly saw: string;
}

export async function visibility(letter: Letter, ticket: TicketFacts, desk: PostmasterDesk): Promise<Visibility> {
  const { mail } = letter;
  const address = customerAddress(mail, desk.settings);
  if (address !== undefined && (await isTicketsCustomer(address, ticket, desk))) {
    return { visible: true, saw: `${address} is the ticket's customer` };
  }
  const internal = (await desk.correspondence(ticket.id)).filter(isInternalMail);
  if (internal.length === 0) return { visible: true, saw: "no internal mail was sent on this ticket" };
  const referred = new Set([...mail.inReplyTo, ...mail.references]);
  const answered = internal.find(({ messageId }) => messageId !== null && referred.has(messageId));
  if (answered !== undefined) return { visible: false, saw: `it answers the internal mail ${answered.messageId}` };
  const told = internal.some(({ to, cc }) =>
    parseAddresses(`${to}, ${cc}`).some((one) => address !== undefined && sameAddress(one.address, address)),
  );
  return told
    ? { visible: false, saw: `an internal mail went to ${address}` }
    : { visible: true, saw: "no internal mail went to the sender" };
}

function isInternalMail({ sender, email, visibleForCustomer }: Correspondence): boolean {
  return sender === "agent" && email && !visibleForCustomer;
}
