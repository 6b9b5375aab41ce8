/** The shape of a follow-up check: does this mail belong to a ticket, what was seen, and why. */
import { numbersInText } from "../../ticket/numbers/recognise.ts";
import type { Letter } from "../arrival.ts";
import type { PostmasterDesk, PostmasterSettings, TicketFacts } from "../desk.ts";

export interface Finding {
  readonly ticket: TicketFacts | undefined;
  /** What of the mail was looked at. */
  readonly saw: string;
  readonly decided: string;
  /** Steering values that go with it, as if a filter had set them. */
  readonly steer?: readonly (readonly [name: string, value: string])[];
}

export interface FollowUpCheck {
  readonly name: string;
  /** What shows that the sender got a mail of this ticket; a number alone may be guessed or copied. */
  readonly proves: boolean;
  enabled(settings: PostmasterSettings): boolean;
  find(letter: Letter, desk: PostmasterDesk): Promise<Finding>;
}

export function yes(ticket: TicketFacts, saw: string): Finding {
  return { ticket, saw, decided: `it is a follow-up of ${ticket.number}` };
}

export function no(saw: string, decided = "no follow-up by this"): Finding {
  return { ticket: undefined, saw, decided };
}

/**
 * The newest Message-ID that leads to exactly one ticket. One that stands on several proves nothing: a wrong ticket is
 * worse than a new one.
 * @param messageIds newest first
 */
export async function byMessageIds(
  messageIds: readonly string[],
  desk: PostmasterDesk,
  what: string,
): Promise<Finding> {
  if (messageIds.length === 0) return no(`no ${what}`);
  const found = await desk.ticketsByMessageId(messageIds);
  for (const id of messageIds) {
    const [ticket, another] = found.get(id) ?? [];
    if (ticket !== undefined && another === undefined) return yes(ticket, `${what} ${id} is an article's`);
  }
  const shared = messageIds.find((id) => found.has(id));
  if (shared === undefined) return no(`${messageIds.length} in ${what}, none of them an article's`);
  const numbers = (found.get(shared) ?? []).map(({ number }) => number);
  return no(`${what} ${shared} stands on tickets ${numbers.join(", ")}`, "which one is meant is not clear");
}

/** The first ticket number in a text that is a ticket's. @param where names the text */
export async function byNumberIn(text: string, where: string, desk: PostmasterDesk): Promise<Finding> {
  const { generator, settings, hook } = desk.numbers;
  const numbers = numbersInText(text, generator, settings, hook);
  if (numbers.length === 0) return no(`no ticket number in ${where}`);
  for (const number of numbers.slice(0, maxNumbers)) {
    const ticket = await desk.ticketByNumber(number);
    if (ticket !== undefined) return yes(ticket, `${where} carries ${number}`);
  }
  return no(`${where} carries ${numbers.slice(0, maxNumbers).join(", ")}`, "no such ticket");
}
/** A list of ticket numbers is a report about tickets, no answer to one. */
const maxNumbers = 20;
