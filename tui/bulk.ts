/** The same done to many tickets in few requests: the agent sees how far it is, and may stop it between two of them. */
import type { BulkRequest } from "../src/api/requests.ts";
import { signalOfKey, toItsEnd } from "./givingUp.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";

/** So many in one request: an answer comes within a moment. */
const atOnce = 50;

export interface Reached {
  readonly reached: readonly Some[];
  /** What the daemon said about those that it refused. */
  readonly refused: readonly { readonly number: string; readonly why: string }[];
}

/** The number of the one, or how many there are. */
export function ticketsInWords(tickets: readonly Pick<Some, "number">[]): string {
  return tickets.length === 1 ? (tickets[0]?.number ?? "") : text("say.tickets", { count: tickets.length });
}

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
    const results = await toItsEnd(() => client.bulk({ ...request, tickets: part.map(({ id }) => `~${id}`) }));
    for (const { ticket: name, ok, error } of results) {
      const ticket = part.find(({ id }) => name === `~${id}`);
      if (ticket === undefined) continue;
      if (ok) reached.push(ticket);
      else refused.push({ number: ticket.number, why: error ?? "" });
    }
  }
  return { reached, refused };
}

/** @throws Error that names the first that was refused, when there is one */
export function tellRefused({ refused }: Reached, all: number): void {
  const [first] = refused;
  if (first === undefined) return;
  const words = { count: refused.length, all, number: first.number, why: first.why };
  throw new Error(text(all === 1 ? "wrong.refusedOne" : "wrong.refused", words));
}
