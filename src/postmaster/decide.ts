/** From an arrival to a plan: ignored, a follow-up, or a new ticket; OTRS's order (behaviour §2). Writes nothing. */
import type { Arrival, Letter } from "./arrival.ts";
import { automation } from "./automatic.ts";
import type { Considered } from "./considered.ts";
import type { PostmasterDesk } from "./desk.ts";
import { runFilters } from "./filters/run.ts";
import { findTicket } from "./findTicket.ts";
import { planNewTicket } from "./newTicket.ts";
import type { Plan, Step } from "./plan.ts";
import { planFollowUp } from "./planFollowUp.ts";
import { isYes, steered, takeSteering, withSteering } from "./steering.ts";

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
