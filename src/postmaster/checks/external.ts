/** Follow-up by another system's number, kept in a dynamic field (OTRS 0600-ExternalTicketNumberRecognition). */
import type { Letter } from "../arrival.ts";
import type { ExternalNumberRule, PostmasterDesk } from "../desk.ts";
import { translatePerl } from "../filters/perl.ts";
import { withinTime } from "../filters/withinTime.ts";
import { type Finding, type FollowUpCheck, no, yes } from "./check.ts";

/** Milliseconds and characters that one rule may look at. */
const limit = 50;
const maxText = 100_000;

export const external: FollowUpCheck = {
  name: "external number",
  // The rule names its senders.
  proves: true,
  enabled: (settings) => settings.externalNumbers.length > 0,
  async find(letter, desk) {
    for (const rule of desk.settings.externalNumbers) {
      const number = numberIn(letter, rule);
      if (number !== undefined) return await byRule(rule, number, desk);
    }
    return no("no rule of postmaster.externalNumbers finds a number");
  },
};

async function byRule(rule: ExternalNumberRule, number: string, desk: PostmasterDesk): Promise<Finding> {
  const saw = `rule "${rule.name}" finds ${number}`;
  const ticket = await desk.ticketByField(rule.field, number, rule.stateTypes);
  // As OTRS: the first mail's ticket keeps the number, so that the next finds it.
  if (ticket === undefined) {
    return {
      ...no(saw, `no ticket has it in ${rule.field}; a new one gets it`),
      steer: [[`dynamicfield-${rule.field.toLowerCase()}`, number]],
    };
  }
  return {
    ...yes(ticket, saw),
    steer: [
      ["followup-sendertype", rule.senderType],
      ["followup-isvisibleforcustomer", rule.visibleForCustomer ? "1" : "0"],
    ],
  };
}

function numberIn({ mail }: Letter, rule: ExternalNumberRule): string | undefined {
  const number = translatePerl(rule.number);
  const from = rule.from === undefined ? undefined : translatePerl(rule.from);
  // The configuration was checked when it was read.
  if ("failure" in number || (from !== undefined && "failure" in from)) return undefined;
  const found = withinTime(limit, () => {
    if (from !== undefined && !mail.from.some(({ address }) => from.expression.test(address))) return undefined;
    for (const place of rule.in) {
      const text = place === "subject" ? mail.subject : mail.body.slice(0, maxText);
      const match = number.expression.exec(text);
      if (match?.[1]) return match[1];
    }
    return undefined;
  });
  return "value" in found ? found.value : undefined;
}
