/** From what the servers said to what becomes of the mail: sent, tried again at a time, given up. Pure. */
import { fromDbTime } from "../../src/clock.ts";
import type { DueMail } from "../../src/store/deliveryClaim.ts";
import type { Answer, Outcome } from "../../src/store/deliveryOutcome.ts";
import type { Handover } from "./session.ts";
import { type Refusal, type RetryRules, retryAfter } from "./verdict.ts";

/**
 * @param held recipients that were not tried, because they are paused
 * @param random from 0 to 1
 */
export function settle(
  mail: DueMail,
  { accepted, refused }: Handover,
  held: readonly string[],
  rules: RetryRules,
  now: Date,
  random: () => number,
): Outcome {
  // Not since it was queued: what was to leave later, was on hold or paused has not been tried meanwhile.
  const age = mail.triedSince === null ? 0 : (now.getTime() - fromDbTime(mail.triedSince).getTime()) / 1000;
  const judged = refused.map((refusal) => ({
    refusal,
    delay: retryAfter(refusal, { attempts: mail.attempts, tries: mail.tries, age }, rules, random()),
  }));
  const waiting = judged.flatMap(({ refusal, delay }) => (delay === undefined ? [] : [{ refusal, delay }]));
  return {
    mail,
    sent:
      accepted === undefined
        ? undefined
        : { recipients: accepted.recipients, answer: { code: 250, status: undefined, message: accepted.message } },
    dead: judged
      .filter(({ delay }) => delay === undefined)
      .map(({ refusal }) => ({ recipients: refusal.recipients, answer: answerOf(refusal) })),
    waiting: waitingOf(waiting, held, now),
  };
}

function waitingOf(
  waiting: readonly { readonly refusal: Refusal; readonly delay: number }[],
  held: readonly string[],
  now: Date,
): Outcome["waiting"] {
  const [first] = waiting;
  if (first === undefined) {
    if (held.length === 0) return undefined;
    return { recipients: held, answer: undefined, due: now, refused: false };
  }
  const delay = Math.max(...waiting.map((one) => one.delay));
  return {
    recipients: [...waiting.flatMap(({ refusal }) => refusal.recipients), ...held],
    answer: answerOf(first.refusal),
    due: new Date(now.getTime() + delay * 1000),
    refused: waiting.some(({ refusal }) => refusal.about === "mail"),
  };
}

function answerOf({ code, status, message }: Refusal): Answer {
  return { code, status, message };
}
