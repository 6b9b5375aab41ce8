/** Asks the follow-up checks, in OTRS's order, which ticket a mail answers. */
import type { Letter } from "./arrival.ts";
import type { Finding } from "./checks/check.ts";
import { followUpChecks } from "./checks/index.ts";
import type { PostmasterDesk } from "./desk.ts";
import type { Step } from "./plan.ts";

export interface Found {
  /** The last check asked: the one that found a ticket, or one that has something to set. */
  readonly finding: Finding;
  /** Shows that the sender got a mail of the ticket. */
  readonly proves: boolean;
}

/** @param when said in each step, after the check's name */
export async function findTicket(
  letter: Letter,
  desk: PostmasterDesk,
  steps: Step[],
  when = "",
): Promise<Found | undefined> {
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
