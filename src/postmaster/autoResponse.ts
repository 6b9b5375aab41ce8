/** Whether a mail gets an automatic answer, and who gets it (behaviour §4). Does not write the answer. */
import type { AutoResponseType, PostmasterDesk } from "./desk.ts";
import { answersEnough } from "./loops.ts";
import type { AutoResponsePlan } from "./plan.ts";

/** What is answered. */
export interface Occasion {
  readonly type: AutoResponseType;
  readonly queueId: number;
  readonly answerTo: readonly string[];
  /** Why the mail counts as automatic; undefined for a person's mail. */
  readonly automatic: string | undefined;
  /** undefined for a ticket that is being made. */
  readonly ticketId: number | undefined;
  /** See loops.ts; asked only where it matters. */
  readonly alike: () => string;
}

/** No person asks for answers to more; who names thousands wants us to mail them. */
const maxAnswered = 5;

export async function planAutoResponse(
  { type, queueId, answerTo, automatic, ticketId, alike }: Occasion,
  desk: PostmasterDesk,
): Promise<AutoResponsePlan | undefined> {
  if (!desk.hasAutoResponse(queueId, type)) return undefined;
  const nobody = { type, queueId, to: [], limited: [], marks: [] };
  const withheld = (reason: string): AutoResponsePlan => ({ ...nobody, withheld: reason });
  if (automatic !== undefined) return withheld(`Sent no '${type}': ${automatic}`);
  if (answerTo.length === 0) return withheld(`Sent no '${type}': the mail has no address to answer to`);
  if (answerTo.length > maxAnswered) return withheld(`Sent no '${type}': the mail names ${answerTo.length} addresses`);

  const never = new RegExp(desk.settings.noAutoResponse, "i");
  const to: string[] = [];
  const limited: string[] = [];
  for (const address of answerTo) {
    if (never.test(address)) continue;
    // Answering ourselves would be the shortest of all loops.
    if (desk.queueByAddress(address) !== undefined) continue;
    const limit = desk.settings.maxEmailsPerAddress[address.toLowerCase()] ?? desk.settings.maxEmails;
    if ((await desk.automaticMailsToday(address)) >= limit) limited.push(address);
    else to.push(address);
  }
  if (to.length === 0 && limited.length === 0) {
    return withheld(`Sent no '${type}': ${answerTo.join(", ")} never gets automatic mail`);
  }
  const enough = to.length === 0 ? undefined : await answersEnough(ticketId, alike(), desk);
  if (enough !== undefined) return { ...withheld(`Sent no '${type}': ${enough}`), limited };
  return { type, queueId, to, limited, marks: [`alike:${alike()}`], withheld: undefined };
}

/** What becomes of it, for the trace. */
export function autoResponseInWords(plan: AutoResponsePlan | undefined): string {
  if (plan === undefined) return "none is bound to the queue";
  if (plan.withheld !== undefined) return plan.withheld;
  const sent = plan.to.length === 0 ? "" : `'${plan.type}' to ${plan.to.join(", ")}`;
  const limited = plan.limited.length === 0 ? "" : `the day's limit is reached for ${plan.limited.join(", ")}`;
  return [sent, limited].filter((part) => part !== "").join("; ");
}
