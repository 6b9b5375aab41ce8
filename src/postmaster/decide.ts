/** From a parsed mail to a plan: ignored, a follow-up, or a new ticket. Reads through the desk, writes nothing. */
import { automaticOf } from "../mail/automatic.ts";
import { hasHeader, header, type ParsedMail } from "../mail/message.ts";
import { cleanSubject } from "../mail/subject.ts";
import { planAutoResponse } from "./autoResponse.ts";
import { followUpChecks } from "./checks/index.ts";
import type { PostmasterDesk, TicketFacts } from "./desk.ts";
import { followUpLock, followUpRule, followUpState } from "./followUp.ts";
import type { FollowUpPlan, NewTicketPlan, Plan, Step } from "./plan.ts";
import { route } from "./route.ts";
import { answerAddresses, customerAddress } from "./sender.ts";

/** A mail and how it came. */
export interface Arrival {
  readonly mail: ParsedMail;
  readonly envelopeFrom: string | undefined;
  readonly envelopeTo: readonly string[];
  /** X-OTRS-* headers count only on a trusted road. */
  readonly trusted: boolean;
  /** The queue that the road dispatches to. */
  readonly queue: string | undefined;
}

interface Considered extends Arrival {
  /** Why the mail counts as automatic; undefined for a person's. */
  readonly automatic: string | undefined;
  readonly steps: Step[];
}

export async function decide(arrival: Arrival, desk: PostmasterDesk): Promise<Plan> {
  const automatic = automaticOf(arrival.mail, arrival.envelopeFrom)?.reason ?? loopHeader(arrival);
  const steps: Step[] = [{ rule: "automatic mail", decided: automatic ?? "no sign of automatic mail" }];
  if (arrival.trusted && /^(?:yes|true)$/i.test(header(arrival.mail, "X-OTRS-Ignore") ?? "")) {
    return { kind: "ignore", reason: "X-OTRS-Ignore on a trusted road", steps };
  }
  const considered: Considered = { ...arrival, automatic, steps };
  const found = await findTicket(considered, desk);
  return found === undefined ? await planNewTicket(considered, desk) : await planFollowUp(considered, found, desk);
}

function loopHeader(arrival: Arrival): string | undefined {
  return arrival.trusted && hasHeader(arrival.mail, "X-OTRS-Loop") ? "X-OTRS-Loop is set" : undefined;
}

interface Found {
  readonly ticket: TicketFacts;
  readonly reason: string;
}

async function findTicket({ mail, steps }: Considered, desk: PostmasterDesk): Promise<Found | undefined> {
  for (const check of followUpChecks) {
    const { ticket, reason } = await check.find(mail, desk);
    steps.push({ rule: `follow-up by ${check.name}`, decided: reason });
    if (ticket !== undefined) return { ticket, reason };
  }
  return undefined;
}

async function planFollowUp(considered: Considered, found: Found, desk: PostmasterDesk): Promise<Plan> {
  const { mail, steps, automatic } = considered;
  const { ticket } = found;
  const queue = desk.queueById(ticket.queueId);
  if (queue === undefined)
    throw new Error(`ticket ${ticket.number} lies in queue ${ticket.queueId}, which does not exist`);
  const rule = followUpRule(mail, ticket, queue, desk);
  steps.push({ rule: "follow-up possible", decided: `${rule}: ticket is ${ticket.stateName}, queue ${queue.name}` });
  if (rule === "new ticket") return await planNewTicket(considered, desk, ticket);

  const rejected = rule === "reject";
  const plan: FollowUpPlan = {
    kind: "followUp",
    ticket,
    rejected,
    newState: rejected ? undefined : followUpState(ticket, desk),
    lock: rejected ? undefined : await followUpLock(ticket, queue, desk),
    autoResponse: await planAutoResponse(
      rejected ? "auto reject" : "auto follow up",
      ticket.queueId,
      answerAddresses(mail),
      automatic,
      desk,
    ),
    reason: found.reason,
    steps,
  };
  return plan;
}

/** @param follows the closed ticket whose queue wants a new one for each follow-up */
async function planNewTicket(
  { mail, envelopeTo, queue: given, automatic, steps }: Considered,
  desk: PostmasterDesk,
  follows?: TicketFacts,
): Promise<NewTicketPlan> {
  const { queue, reason } = route(mail, envelopeTo, given, desk);
  steps.push({ rule: "destination queue", decided: reason });
  const customer = await findCustomer(mail, desk);
  steps.push({ rule: "customer", decided: customer.reason });
  const stateName = desk.settings.defaultState;
  const closed = isClosedType(desk.stateTypeOf(stateName));
  const type = follows === undefined ? "auto reply" : "auto reply/new ticket";
  return {
    kind: "new",
    queue,
    stateName,
    priorityName: desk.settings.defaultPriority,
    title: follows === undefined ? mail.subject : cleanSubject(mail.subject, desk.subject, follows.number),
    customerUser: customer.user,
    customerId: customer.id,
    follows,
    // OTRS sends no auto reply for a ticket that is born closed.
    autoResponse:
      closed && type === "auto reply"
        ? undefined
        : await planAutoResponse(type, queue.id, answerAddresses(mail), automatic, desk),
    reason: follows === undefined ? reason : `follow-up of ${follows.number}, which is ${follows.stateName}; ${reason}`,
    steps,
  };
}

function isClosedType(type: string | undefined): boolean {
  return type === "closed" || type === "removed";
}

async function findCustomer(
  mail: ParsedMail,
  desk: PostmasterDesk,
): Promise<{ readonly user: string | null; readonly id: string | null; readonly reason: string }> {
  const address = customerAddress(mail);
  if (address === undefined) return { user: null, id: null, reason: "the mail has no sender address" };
  const known = await desk.customerByEmail(address);
  if (known !== undefined) return { user: known.login, id: known.customerId, reason: `${address} is ${known.login}` };
  const id = desk.settings.autoAssignCustomerIdForUnknownCustomers ? address : null;
  return { user: address, id, reason: `${address} is not known: the address stands for the customer` };
}
