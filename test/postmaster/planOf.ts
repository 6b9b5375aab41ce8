/** What the rules plan for a mail on a desk of plain values. */
import type { ParsedMail } from "../../src/mail/message.ts";
import { contentOf } from "../../src/mail/rawSource.ts";
import type { Arrival } from "../../src/postmaster/arrival.ts";
import { decide } from "../../src/postmaster/decide.ts";
import type { FollowUpPlan, NewTicketPlan, Plan } from "../../src/postmaster/plan.ts";
import { deskOf, mailWith, type Office } from "./desk.ts";

export async function planOf(
  mail: Partial<ParsedMail>,
  office: Office = {},
  arrival: Partial<Arrival> = {},
): Promise<Plan> {
  const whole: Arrival = {
    mail: mailWith(mail),
    raw: contentOf(Buffer.from("")),
    authenticated: undefined,
    treatment: undefined,
    envelopeFrom: "ann@customer.test",
    envelopeTo: [],
    trusted: false,
    queue: undefined,
  };
  return await decide({ ...whole, ...arrival }, deskOf(office));
}

export async function newTicketOf(...args: Parameters<typeof planOf>): Promise<NewTicketPlan> {
  const plan = await planOf(...args);
  if (plan.kind !== "new") throw new Error(`a new ticket was expected, not ${plan.kind}: ${plan.reason}`);
  return plan;
}

export async function followUpOf(...args: Parameters<typeof planOf>): Promise<FollowUpPlan> {
  const plan = await planOf(...args);
  if (plan.kind !== "followUp") throw new Error(`a follow-up was expected, not ${plan.kind}: ${plan.reason}`);
  return plan;
}
