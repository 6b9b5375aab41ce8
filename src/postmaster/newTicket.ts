/** Plans a new ticket: where it goes, whose it is, and what it begins as (behaviour §2). */
import { securityNotices } from "../mail/security/security.ts";
import { cleanSubject } from "../mail/subject.ts";
import { spoken } from "../said.ts";
import { forwardedByAgent } from "./agentMail.ts";
import { autoResponseInWords, planAutoResponse } from "./autoResponse.ts";
import type { Considered } from "./considered.ts";
import { findCustomer } from "./customer.ts";
import type { Named, PostmasterDesk, StateFacts, TicketFacts } from "./desk.ts";
import { likenessOf } from "./loops.ts";
import type { NewTicketPlan, Warning } from "./plan.ts";
import { addressedQueues, route } from "./route.ts";
import { answerAddresses } from "./sender.ts";
import { readWishes } from "./wishes.ts";

/** Why a mail that names a ticket makes a new one all the same. */
export interface Follows {
  readonly ticket: TicketFacts;
  /** closed: the queue wants a new one; stranger: the sender takes no part in the old one. */
  readonly why: "closed" | "stranger";
}

export async function planNewTicket(
  arrived: Considered,
  desk: PostmasterDesk,
  follows?: Follows,
): Promise<NewTicketPlan> {
  const { steps, problems, automation } = arrived;
  const forwarded = automation.machine ? undefined : await forwardedByAgent(arrived.letter, desk);
  const letter = forwarded?.letter ?? arrived.letter;
  if (forwarded !== undefined) {
    steps.push({ rule: "forwarded by an agent", saw: forwarded.saw, decided: "the ticket is that customer's" });
  }
  const wishes = readWishes(letter.steering, "", desk);
  problems.push(...wishes.problems.map((one) => spoken(one)));
  const { queue, saw, byAddress } = route(letter, wishes, desk);
  steps.push({ rule: "destination queue", saw, decided: queue.name });
  const alsoTo = byAddress ? otherQueues(arrived, queue.id, desk) : [];
  const customer = await findCustomer(letter, desk);
  steps.push({ rule: "customer", saw: customer.saw, decided: customerInWords(customer.user, customer.id) });
  const state =
    wishes.state ?? required(desk.stateByName(desk.settings.defaultState) ?? desk.stateByName("new"), "state");
  const priority = wishes.priority ?? required(defaultPriority(desk), "priority");
  steps.push({
    rule: "new ticket",
    saw: wishes.problems.map((one) => spoken(one)).join("; ") || "headers and defaults",
    decided: `state ${state.name}, priority ${priority.name}`,
  });
  const type = follows?.why === "closed" ? "auto reply/new ticket" : "auto reply";
  // OTRS sends no auto reply for a ticket that is born closed.
  const silent = isClosedState(state) && type === "auto reply";
  const autoResponse = silent
    ? undefined
    : await planAutoResponse(
        {
          type,
          queueId: queue.id,
          answerTo: answerAddresses(letter.mail),
          automatic: automation.reason,
          ticketId: undefined,
          alike: likenessOf(letter.mail, desk.subject),
        },
        desk,
      );
  steps.push({ rule: "automatic answer", saw: `'${type}'`, decided: autoResponseInWords(autoResponse) });
  const clean =
    follows === undefined
      ? letter.mail.subject
      : cleanSubject(letter.mail.subject, desk.subject, follows.ticket.number);
  return {
    kind: "new",
    queue,
    state,
    pendingUntil: state.type.startsWith("pending") ? wishes.pendingUntil : undefined,
    priority,
    type: wishes.type,
    service: wishes.service,
    sla: wishes.sla,
    lock: wishes.lock,
    owner: wishes.owner,
    responsible: wishes.responsible,
    title: wishes.title ?? clean,
    customerUser: customer.user,
    customerId: customer.id,
    fields: wishes.ticketFields,
    article: {
      mail: letter.mail,
      senderType: wishes.senderType ?? "customer",
      visibleForCustomer: wishes.visibleForCustomer ?? true,
      fields: wishes.articleFields,
      warnings: [
        ...securityNotices(letter.mail.security),
        ...(letter.treatment?.warnings ?? []),
        ...warningsOf(follows),
        ...secondQueueWarnings(alsoTo, desk),
      ],
    },
    follows: follows?.ticket,
    forwardedBy: forwarded,
    alsoTo,
    autoResponse,
    reason: follows === undefined ? `${queue.name}: ${saw}` : `${followsInWords(follows)}; ${queue.name}: ${saw}`,
    steps,
    problems,
  };
}

function otherQueues({ letter, steps }: Considered, queueId: number, desk: PostmasterDesk): NewTicketPlan["alsoTo"] {
  if (desk.settings.secondQueue === "ignore") return [];
  const others = addressedQueues(letter, desk).filter(({ queue }) => queue.id !== queueId);
  for (const { queue, saw } of others) {
    const decided =
      desk.settings.secondQueue === "tell" ? `${queue.name}'s people are told` : `a linked ticket in ${queue.name}`;
    steps.push({ rule: "second queue", saw, decided });
  }
  return others.map(({ queue }) => queue);
}

function secondQueueWarnings(alsoTo: NewTicketPlan["alsoTo"], desk: PostmasterDesk): readonly Warning[] {
  if (alsoTo.length === 0 || desk.settings.secondQueue !== "tell") return [];
  const names = alsoTo.map(({ name }) => name).join(", ");
  return [{ code: "secondQueue", message: `This mail was also sent to the address of queue ${names}.` }];
}

function warningsOf(follows: Follows | undefined): readonly Warning[] {
  if (follows?.why !== "stranger") return [];
  const message = `The sender takes no part in ticket ${follows.ticket.number}, whose number the subject carries.`;
  return [{ code: "stranger", message }];
}

function followsInWords({ ticket, why }: Follows): string {
  return why === "closed"
    ? `follow-up of ${ticket.number}, which is ${ticket.stateName}`
    : `names ${ticket.number}, in which the sender takes no part`;
}

function customerInWords(user: string | null, id: string | null): string {
  return user === null ? "none" : `${user}${id === null ? "" : ` of ${id}`}`;
}

/** Whether a ticket that is born in this state gets no automatic answer. */
export function isClosedState({ type }: Pick<StateFacts, "type">): boolean {
  return type === "closed" || type === "removed";
}

function defaultPriority(desk: PostmasterDesk): Named | undefined {
  return desk.priorityByName(desk.settings.defaultPriority) ?? desk.priorityByName("3 normal");
}

function required<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the database lacks the default ${what} of postmaster; run gotrs init`);
  return found;
}
