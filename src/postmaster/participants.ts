/** Whether a sender takes part in a ticket, so that a stranger's mail is not joined to it by a copied number alone. */
import { parseAddresses, sameAddress } from "../mail/addresses.ts";
import type { Letter } from "./arrival.ts";
import type { Correspondence, PostmasterDesk, TicketFacts } from "./desk.ts";
import { isPublicMailDomain } from "./publicMailDomains.ts";
import { customerAddress } from "./sender.ts";

export interface Standing {
  readonly takesPart: boolean;
  /** What makes the sender one of the ticket's, or that nothing does. */
  readonly saw: string;
}

export async function standing(letter: Letter, ticket: TicketFacts, desk: PostmasterDesk): Promise<Standing> {
  const { mail } = letter;
  if (mail.bounce !== undefined) return known("a bounce has no sender of its own");
  const address = customerAddress(mail, desk.settings);
  if (address === undefined) return { takesPart: false, saw: "the mail has no sender address" };
  if (await isTicketsCustomer(address, ticket, desk)) return known(`${address} is the ticket's customer`);
  if (desk.agentByEmail(address) !== undefined) return known(`${address} is an agent's address`);
  if (desk.queueByAddress(address) !== undefined) return known(`${address} is our own address`);
  const articles = await desk.correspondence(ticket.id);
  if (articles.some((article) => addressesOf(article).some((one) => sameAddress(one, address)))) {
    return known(`${address} stands on an article of the ticket`);
  }
  const referred = new Set([...mail.inReplyTo, ...mail.references]);
  const answered = articles.find(({ messageId }) => messageId !== null && referred.has(messageId));
  if (answered !== undefined) return known(`it refers to ${answered.messageId}, an article of the ticket`);
  const domain = domainOf(address);
  if (!isPublicMailDomain(domain) && domain === domainOf(customersAddress(ticket, articles))) {
    return known(`${domain} is the customer's domain`);
  }
  return { takesPart: false, saw: `${address} stands on no article of ${ticket.number}` };
}

function known(saw: string): Standing {
  return { takesPart: true, saw };
}

/** By address, login or the same customer id (company). */
export async function isTicketsCustomer(address: string, ticket: TicketFacts, desk: PostmasterDesk): Promise<boolean> {
  if (ticket.customerUser !== null && sameAddress(ticket.customerUser, address)) return true;
  if (ticket.customerUser === null && ticket.customerId === null) return false;
  const customer = await desk.customerByEmail(address);
  if (customer === undefined) return false;
  const sameLogin = ticket.customerUser !== null && sameAddress(customer.login, ticket.customerUser);
  return sameLogin || (ticket.customerId !== null && customer.customerId === ticket.customerId);
}

function addressesOf({ from, replyTo, to, cc }: Correspondence): readonly string[] {
  return [from, replyTo, to, cc].flatMap((field) => parseAddresses(field).map(({ address }) => address));
}

/** The customer's own, or the first sender's where the customer is a login. */
function customersAddress(ticket: TicketFacts, articles: readonly Correspondence[]): string {
  if (ticket.customerUser?.includes("@")) return ticket.customerUser;
  const first = articles.find(({ sender }) => sender === "customer");
  return parseAddresses(first?.from ?? "").at(-1)?.address ?? "";
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
