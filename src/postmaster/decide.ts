/** From an arrival to a plan: ignored, a follow-up, or a new ticket; OTRS's order (behaviour §2). Writes nothing. */
import { securityNotices } from "../mail/security/security.ts";
import { agentsAnswer } from "./agentMail.ts";
import type { Arrival, Letter } from "./arrival.ts";
import { automation } from "./automatic.ts";
import { autoResponseInWords, planAutoResponse } from "./autoResponse.ts";
import type { Finding } from "./checks/check.ts";
import { followUpChecks } from "./checks/index.ts";
import type { Considered } from "./considered.ts";
import type { PostmasterDesk, TicketFacts } from "./desk.ts";
import { runFilters } from "./filters/run.ts";
import { followUpChange, followUpRule, isClosed, noChange } from "./followUp.ts";
import { likenessOf, reopensEnough } from "./loops.ts";
import { planNewTicket } from "./newTicket.ts";
import { standing } from "./participants.ts";
import type { FollowUpPlan, Plan, Step, Warning } from "./plan.ts";
import { answerAddresses } from "./sender.ts";
import { isYes, steered, takeSteering, withSteering } from "./steering.ts";
import { visibility } from "./visibility.ts";
import { readWishes } from "./wishes.ts";

export async function decide(arrival: Arrival, desk: PostmasterDesk): Promise<Plan> {
  const steps: Step[] = [];
  const arrived = trusted(arrival, steps);
  steps.push(...(arrival.treatment?.steps ?? []));
  const leaves = desk.subscriptions?.inSubject(arrived.mail.subject);
  if (leaves !== undefined) {
    const reason = "an agent leaves a queue's notices";
    steps.push({ rule: "List-Unsubscribe", saw: "a subject that we signed", decided: reason });
    return { kind: "ignore", leaves, reason, steps, problems: [] };
  }
  const before = await findTicket(arrived, desk, steps);
  const filtered = filter(arrived, desk, steps);
  const { problems } = filtered;
  if (isYes(steered(filtered.letter.steering, "ignore"))) {
    steps.push({ rule: "X-OTRS-Ignore", saw: "yes", decided: "the mail makes no article; its source is kept" });
    return { kind: "ignore", reason: "X-OTRS-Ignore", steps, problems };
  }
  // Filters may have changed what the checks read; steering headers are nothing that they read.
  const again = filtered.letter.mail !== arrived.mail;
  const found = again ? await findTicket(filtered.letter, desk, steps, " after filters") : before;
  const letter = withSteering(filtered.letter, found?.finding.steer ?? []);
  const considered: Considered = { letter, automation: automation(letter), steps, problems: [...problems] };
  steps.push({
    rule: "automatic mail",
    saw: considered.automation.reason ?? "no sign of automatic mail",
    decided: considered.automation.machine ? "a program wrote it" : "a person wrote it",
  });
  const { ticket } = found?.finding ?? {};
  if (found === undefined || ticket === undefined) return await planNewTicket(considered, desk);
  return await planFollowUp(considered, ticket, found, desk);
}

function trusted(arrival: Arrival, steps: Step[]): Letter {
  const { letter, seen } = takeSteering(arrival);
  steps.push({
    rule: "trust",
    saw: seen.length === 0 ? "no X-OTRS- headers" : seen.join(", "),
    decided: trustInWords(arrival.trusted, seen.length > 0),
  });
  return letter;
}

function trustInWords(trusted: boolean, asked: boolean): string {
  if (trusted) return asked ? "the road is trusted: they count" : "the road is trusted";
  return asked ? "the road is not trusted: they are dropped" : "the road is not trusted";
}

function filter(letter: Letter, desk: PostmasterDesk, steps: Step[]): ReturnType<typeof runFilters> {
  const filtered = runFilters(desk.filters, letter);
  for (const { name, acts, stops, saw, sets } of filtered.results) {
    const set = sets.map(([key, value]) => `${key}: ${value}`).join("; ");
    const decided = acts ? `sets ${set || "nothing"}${stops ? "; no later filter is asked" : ""}` : "does not act";
    steps.push({ rule: `filter ${name}`, saw, decided });
  }
  return filtered;
}

interface Found {
  /** The last check asked: the one that found a ticket, or one that has something to set. */
  readonly finding: Finding;
  /** Shows that the sender got a mail of the ticket. */
  readonly proves: boolean;
}

async function findTicket(letter: Letter, desk: PostmasterDesk, steps: Step[], when = ""): Promise<Found | undefined> {
  if (letter.treatment?.apart) {
    steps.push({ rule: `follow-up${when}`, saw: "the sender is blocked", decided: "joins no ticket" });
    return undefined;
  }
  let last: Found | undefined;
  for (const { name, proves, enabled, find } of followUpChecks) {
    const rule = `follow-up by ${name}${when}`;
    if (!enabled(desk.settings)) {
      steps.push({ rule, saw: "not asked", decided: "switched off" });
      continue;
    }
    const finding = await find(letter, desk);
    steps.push({ rule, saw: finding.saw, decided: finding.decided });
    if (finding.ticket !== undefined) return { finding, proves };
    if (finding.steer !== undefined) last = { finding, proves };
  }
  return last;
}

async function planFollowUp(
  considered: Considered,
  ticket: TicketFacts,
  { finding, proves }: Found,
  desk: PostmasterDesk,
): Promise<Plan> {
  const { letter, automation, steps, problems } = considered;
  const queue = desk.queueById(ticket.queueId);
  if (queue === undefined) throw new Error(`ticket ${ticket.number} lies in a queue that is gone: ${ticket.queueId}`);
  const warnings = proves ? [] : await strangerWarnings(considered, ticket, desk);
  const junk = letter.treatment?.queue !== undefined;
  if (warnings.length > 0 && (junk || desk.settings.strangers === "newTicket")) {
    return await planNewTicket(considered, desk, { ticket, why: "stranger" });
  }
  const agent = await agentsAnswer(letter, ticket, desk);
  const rule = agent.agent === undefined ? followUpRule(letter, automation, ticket, queue, desk) : "possible";
  const state = `ticket is ${ticket.stateName} in ${queue.name}`;
  steps.push({ rule: "follow-up possible", saw: state, decided: rule });
  if (rule === "new ticket") return await planNewTicket(considered, desk, { ticket, why: "closed" });

  const rejected = rule === "reject";
  const wishes = readWishes(letter.steering, "followup-", desk);
  problems.push(...wishes.problems);
  const alike = likenessOf(letter.mail, desk.subject);
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
  const type = rejected ? "auto reject" : "auto follow up";
  const autoResponse =
    agent.agent === undefined
      ? await planAutoResponse(
          {
            type,
            queueId: ticket.queueId,
            answerTo: answerAddresses(letter.mail),
            automatic: automation.reason,
            ticketId: ticket.id,
            alike,
          },
          desk,
        )
      : undefined;
  steps.push({ rule: "automatic answer", saw: `'${type}'`, decided: autoResponseInWords(autoResponse) });
  const plan: FollowUpPlan = {
    kind: "followUp",
    ticket,
    rejected,
    agent: agent.agent,
    change,
    marks: reopens && enough === undefined ? [`reopen:${ticket.id}`, `reopen:${ticket.id}:${alike()}`] : [],
    article: {
      mail: letter.mail,
      senderType: wishes.senderType ?? (isReport ? "system" : agent.agent === undefined ? "customer" : "agent"),
      visibleForCustomer,
      fields: wishes.articleFields,
      warnings: [
        ...securityNotices(letter.mail.security),
        ...(letter.treatment?.warnings ?? []),
        ...warnings,
        ...loopWarnings(enough),
      ],
    },
    autoResponse,
    reason: finding.saw,
    steps,
    problems,
  };
  return plan;
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

function stateInWords({ state, lock, queue }: FollowUpPlan["change"], ticket: TicketFacts): string {
  const changes = [
    state === undefined ? `stays ${ticket.stateName}` : `becomes ${state.name}`,
    ...(lock === undefined ? [] : [lock.name]),
    ...(queue === undefined ? [] : [`moves to ${queue.name}`]),
  ];
  return changes.join(", ");
}
