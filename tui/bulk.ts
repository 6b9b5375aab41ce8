/** The same done to many tickets in few requests: the agent sees how far it is, and may stop it between two of them. */
import type { BulkRequest, BulkResult } from "../src/api/requests.ts";
import { signalOfKey, toItsEnd } from "./givingUp.ts";
import type { Ground, Some } from "./ground.ts";
import { messageOf } from "./hooks/useNotice.ts";
import { text } from "./messages.ts";

/** So many in one request: an answer comes within a moment. */
const atOnce = 50;

export interface Reached {
  readonly reached: readonly Some[];
  /** What the daemon said about those that it refused. */
  readonly refused: readonly { readonly number: string; readonly why: string }[];
  /** Nobody knows whether those were reached. */
  readonly unanswered?: { readonly tickets: readonly Some[]; readonly why: string };
}

/** The number of the one, or how many there are. */
export function ticketsInWords(tickets: readonly Pick<Some, "number">[]): string {
  return tickets.length === 1 ? (tickets[0]?.number ?? "") : text("say.tickets", { count: tickets.length });
}

/** @throws ClientError when the first part is not answered */
export async function inBulk(
  { client, notices }: Pick<Ground, "client" | "notices">,
  tickets: readonly Some[],
  request: Omit<BulkRequest, "tickets">,
): Promise<Reached> {
  const stop = signalOfKey();
  const reached: Some[] = [];
  const refused: { number: string; why: string }[] = [];
  for (let from = 0; from < tickets.length && stop?.aborted !== true; from += atOnce) {
    const part = tickets.slice(from, from + atOnce);
    if (tickets.length > atOnce) notices.progress(text("say.progress", { done: from, all: tickets.length }));
    let results: readonly BulkResult[];
    try {
      results = await toItsEnd(() => client.bulk({ ...request, tickets: part.map(({ id }) => `~${id}`) }));
    } catch (error) {
      if (from === 0) throw error;
      // What was done before stays known, and can be taken back; the others would hear the same.
      return { reached, refused, unanswered: { tickets: part, why: messageOf(error) } };
    }
    for (const { ticket: name, ok, error } of results) {
      const ticket = part.find(({ id }) => name === `~${id}`);
      if (ticket === undefined) continue;
      if (ok) reached.push(ticket);
      else refused.push({ number: ticket.number, why: error ?? "" });
    }
  }
  return { reached, refused };
}

/** Behind what was done: that the agent stopped it, where some were not come to. */
export function stoppedIn({ reached, refused, unanswered }: Reached, all: number): string {
  if (unanswered !== undefined || reached.length + refused.length >= all) return "";
  return ` ${text("say.stopped", { all })}`;
}

/** @throws Error that names the first that was refused, or those that were not answered, when there are some */
export function tellRefused({ refused, unanswered }: Reached, all: number): void {
  if (unanswered !== undefined) {
    throw new Error(text("wrong.unanswered", { count: unanswered.tickets.length, all, why: unanswered.why }));
  }
  const [first] = refused;
  if (first === undefined) return;
  const words = { count: refused.length, all, number: first.number, why: first.why };
  throw new Error(text(all === 1 ? "wrong.refusedOne" : "wrong.refused", words));
}
