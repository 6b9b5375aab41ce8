/** Plans what a mail to an existing ticket does there; a new ticket where the queue's rule or the sender asks for one (§2). */
import { securityNotices } from "../mail/security/security.ts";
import { spoken } from "../said.ts";
import { agentsAnswer } from "./agentMail.ts";
import { autoResponseInWords, planAutoResponse } from "./autoResponse.ts";
import type { Considered } from "./considered.ts";
import type { PostmasterDesk, QueueFacts, TicketFacts } from "./desk.ts";
import type { Found } from "./findTicket.ts";
import { followUpChange, followUpRule, isClosed, noChange } from "./followUp.ts";
import { likenessOf, reopensEnough } from "./loops.ts";
import { planNewTicket } from "./newTicket.ts";
import { standing } from "./participants.ts";
import type { ArticlePlan, AutoResponsePlan, FollowUpChange, FollowUpPlan, Plan, Warning } from "./plan.ts";
import { answerAddresses } from "./sender.ts";
import { visibility } from "./visibility.ts";
import { readWishes, type Wishes } from "./wishes.ts";

/** A follow-up on its way through the rules. */
interface FollowUp extends Considered {
  readonly ticket: TicketFacts;
  readonly queue: QueueFacts;
  /** Whose answer it is, if an agent wrote it. */
  readonly agent: Awaited<ReturnType<typeof agentsAnswer>>;
  readonly rejected: boolean;
  readonly wishes: Wishes;
  /** Names mails that are alike; made when it is needed. */
  readonly alike: () => string;
}

export async function planFollowUp(
  considered: Considered,
  ticket: TicketFacts,
  { finding, proves }: Found,
  desk: PostmasterDesk,
): Promise<Plan> {
  const { letter, automation, steps, problems } = considered;
  const queue = desk.queueById(ticket.queueId);
  if (queue === undefined) throw new Error(`ticket ${ticket.number} lies in a queue that is gone: ${ticket.queueId}`);
  const strangers = proves ? [] : await strangerWarnings(considered, ticket, desk);
  const junk = letter.treatment?.queue !== undefined;
  if (strangers.length > 0 && (junk || desk.settings.strangers === "newTicket")) {
    return await planNewTicket(considered, desk, { ticket, why: "stranger" });
  }
  const agent = await agentsAnswer(letter, ticket, desk);
  const rule = agent.agent === undefined ? followUpRule(letter, automation, ticket, queue, desk) : "possible";
  const state = `ticket is ${ticket.stateName} in ${queue.name}`;
  steps.push({ rule: "follow-up possible", saw: state, decided: rule });
  if (rule === "new ticket") return await planNewTicket(considered, desk, { ticket, why: "closed" });

  const wishes = readWishes(letter.steering, "followup-", desk);
  problems.push(...wishes.problems.map((one) => spoken(one)));
  const rejected = rule === "reject";
  const alike = likenessOf(letter.mail, desk.subject);
  const followUp: FollowUp = { ...considered, ticket, queue, agent, rejected, wishes, alike };
  const { change, marks, loop } = await planChange(followUp, desk);
  const article = await planArticle(followUp, [...strangers, ...loop], desk);
  const autoResponse = await answer(followUp, desk);
  const plan: FollowUpPlan = {
    kind: "followUp",
    ticket,
    rejected,
    agent: agent.agent,
    change,
    marks,
    article,
    autoResponse,
    reason: finding.saw,
    steps,
    problems,
  };
  return plan;
}

interface Changing extends Pick<FollowUpPlan, "change" | "marks"> {
  /** Why the ticket stays closed, if a robot seems to reopen it again and again. */
  readonly loop: readonly Warning[];
}

async function planChange(followUp: FollowUp, desk: PostmasterDesk): Promise<Changing> {
  const { letter, automation, ticket, queue, agent, rejected, wishes, alike, steps } = followUp;
  const quiet = agent.agent !== undefined || (automation.machine && !desk.settings.automaticReopens);
  const wanted = rejected ? noChange : await followUpChange(letter, ticket, queue, wishes, quiet, desk);
  const reopens = isClosed(ticket) && wanted.state !== undefined && wishes.state === undefined;
  const enough = reopens ? await reopensEnough(ticket.id, alike(), desk) : undefined;
  const change = enough === undefined ? wanted : { ...wanted, state: undefined, lock: wishes.lock };
  steps.push({
    rule: "ticket's state",
    saw: enough ?? quietInWords(quiet, agent.agent !== undefined),
    decided: stateInWords(change, ticket),
  });
  return {
    change,
    marks: reopens && enough === undefined ? [`reopen:${ticket.id}`, `reopen:${ticket.id}:${alike()}`] : [],
    loop: loopWarnings(enough),
  };
}

async function planArticle(
  { letter, ticket, agent, wishes, steps }: FollowUp,
  warnings: readonly Warning[],
  desk: PostmasterDesk,
): Promise<ArticlePlan> {
  // A report about a delivery is no word of the customer's: nobody answers it, and it is no business of theirs.
  const isReport = letter.mail.bounce !== undefined;
  const seen = isReport
    ? { visible: false, saw: "it reports about a delivery" }
    : agent.agent === undefined
      ? await visibility(letter, ticket, desk)
      : agent;
  const visibleForCustomer = wishes.visibleForCustomer ?? seen.visible;
  steps.push({
    rule: "who may see it",
    saw: seen.saw,
    decided: visibleForCustomer ? "the customer too" : "agents only",
  });
  return {
    mail: letter.mail,
    senderType: wishes.senderType ?? (isReport ? "system" : agent.agent === undefined ? "customer" : "agent"),
    visibleForCustomer,
    fields: wishes.articleFields,
    warnings: [...securityNotices(letter.mail.security), ...(letter.treatment?.warnings ?? []), ...warnings],
  };
}

async function answer(followUp: FollowUp, desk: PostmasterDesk): Promise<AutoResponsePlan | undefined> {
  const { letter, automation, ticket, agent, rejected, alike, steps } = followUp;
  const type = rejected ? "auto reject" : "auto follow up";
  const asked = {
    type,
    queueId: ticket.queueId,
    answerTo: answerAddresses(letter.mail),
    automatic: automation.reason,
    ticketId: ticket.id,
    alike,
  } as const;
  const planned = agent.agent === undefined ? await planAutoResponse(asked, desk) : undefined;
  steps.push({ rule: "automatic answer", saw: `'${type}'`, decided: autoResponseInWords(planned) });
  return planned;
}

function loopWarnings(enough: string | undefined): readonly Warning[] {
  if (enough === undefined) return [];
  return [{ code: "loop", message: `This mail did not reopen the ticket: ${enough}. Perhaps a robot answers us.` }];
}

async function strangerWarnings(
  { letter, steps }: Considered,
  ticket: TicketFacts,
  desk: PostmasterDesk,
): Promise<readonly Warning[]> {
  const { strangers } = desk.settings;
  if (strangers === "join") return [];
  const { takesPart, saw } = await standing(letter, ticket, desk);
  const treated = strangers === "flag" ? "a stranger: the article is flagged" : "a stranger: a new, linked ticket";
  steps.push({ rule: "participants", saw, decided: takesPart ? "the sender takes part" : treated });
  return takesPart ? [] : [{ code: "stranger", message: `${saw}. Only the ticket number brought this mail here.` }];
}

function quietInWords(quiet: boolean, agent: boolean): string {
  if (!quiet) return "somebody waits for an answer";
  return agent ? "an agent wrote" : "a program wrote";
}

function stateInWords({ state, lock, queue }: FollowUpChange, ticket: TicketFacts): string {
  const changes = [
    state === undefined ? `stays ${ticket.stateName}` : `becomes ${state.name}`,
    ...(lock === undefined ? [] : [lock.name]),
    ...(queue === undefined ? [] : [`moves to ${queue.name}`]),
  ];
  return changes.join(", ");
}
