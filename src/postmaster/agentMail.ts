/** Mail from an agent's own address: an answer to a notification, or a customer's mail sent on to us. */
import { formatAddress, sameAddress } from "../mail/addresses.ts";
import { forwardedIn } from "../mail/forwarded.ts";
import { cleanSubject } from "../mail/subject.ts";
import type { Letter } from "./arrival.ts";
import type { AgentFacts, PostmasterDesk, TicketFacts } from "./desk.ts";
import { withMailHeader } from "./mailHeader.ts";
import { isTicketsCustomer } from "./participants.ts";

/** The agent whose answer on this ticket a mail is. Visible only where the customer got the same mail. */
export async function agentsAnswer(
  letter: Letter,
  ticket: TicketFacts,
  desk: PostmasterDesk,
): Promise<{ readonly agent: AgentFacts | undefined; readonly visible: boolean; readonly saw: string }> {
  const none = (saw: string) => ({ agent: undefined, visible: true, saw });
  if (desk.settings.agentAnswers === "customer") return none("postmaster.agentAnswers is customer");
  const sender = senderAgent(letter, desk);
  if (sender.agent === undefined) return none(sender.saw);
  if (await isTicketsCustomer(sender.address, ticket, desk)) return none(`${sender.address} is the ticket's customer`);
  const copied = [...letter.mail.to, ...letter.mail.cc].some(
    ({ address }) => ticket.customerUser !== null && sameAddress(address, ticket.customerUser),
  );
  return {
    agent: sender.agent,
    visible: copied,
    saw: `${sender.saw}; the customer ${copied ? "is among" : "is not among"} the recipients`,
  };
}

/** The letter as the customer wrote it, when an agent sent it on; undefined when it is nothing of the kind. */
export async function forwardedByAgent(
  letter: Letter,
  desk: PostmasterDesk,
): Promise<
  { readonly letter: Letter; readonly agent: AgentFacts; readonly comment: string; readonly saw: string } | undefined
> {
  const { agentForwards } = desk.settings;
  if (agentForwards === "never") return undefined;
  const { agent, saw } = senderAgent(letter, desk);
  if (agent === undefined) return undefined;
  if (agentForwards === "authenticated" && letter.authenticated !== true) return undefined;
  const inner = await forwardedIn(letter.mail);
  if (inner === undefined || desk.queueByAddress(inner.from.address) !== undefined) return undefined;
  const subject = cleanSubject(inner.subject, desk.subject);
  const changes = [
    ["From", formatAddress(inner.from)],
    ["Reply-To", ""],
    ["Subject", subject],
  ] as const;
  const changed = changes.reduce((mail, [key, value]) => withMailHeader(mail, key, value), letter.mail);
  // The HTML still begins with the agent's words, which are not the customer's to read.
  const mail = { ...changed, body: inner.body, bodyHtml: undefined };
  return {
    letter: { ...letter, mail },
    agent,
    comment: inner.comment,
    saw: `${saw}; it forwards a mail of ${inner.from.address}`,
  };
}

function senderAgent(
  { mail, authenticated }: Letter,
  desk: PostmasterDesk,
): { readonly agent: AgentFacts | undefined; readonly address: string; readonly saw: string } {
  const [from, another] = mail.from;
  const address = from?.address.toLowerCase() ?? "";
  const agent = another === undefined ? desk.agentByEmail(address) : undefined;
  if (agent === undefined) return { agent, address, saw: `${address || "the sender"} is no agent's address` };
  // Whoever may write an agent's address into From must not speak as the agent.
  if (authenticated === false) {
    return { agent: undefined, address, saw: `${address} is agent ${agent.login}'s, but the sender is not proven` };
  }
  return { agent, address, saw: `${address} is agent ${agent.login}'s` };
}
