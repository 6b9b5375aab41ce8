/** A ticket by its number, or by how that ends: nobody types sixteen digits who has them from somebody's mouth. */
import type { Client } from "../client/client.ts";
import type { Ground } from "../ground.ts";
import { noTicket, numberedIfAny } from "../numbered.ts";
import { safeLine } from "../text/safe.ts";
import { ticketNumberIn } from "../text/ticketNumber.ts";

/** Newest tickets with those digits somewhere, among which the ones that end so are looked for. */
const most = "200";

export function byNumber(
  { client, ask }: { readonly client: Client; readonly ask: Ground["ask"] },
  open: (id: number) => Promise<void>,
): (typed: string) => Promise<void> {
  return async (typed) => {
    if (typed.trim() === "") return;
    const number = ticketNumberIn(typed);
    if (number === "") throw noTicket(typed);
    const whole = await numberedIfAny(client, number);
    if (whole !== undefined) return await open(whole.id);
    const { tickets } = await client.tickets({ search: number, stateType: "all", sort: "newest", limit: most });
    const ending = tickets.filter((ticket) => ticket.number.endsWith(number));
    const [only] = ending;
    if (only === undefined) throw noTicket(typed);
    if (ending.length === 1) return await open(only.id);
    ask({
      kind: "choice",
      title: `…${number}`,
      items: ending.map(({ id, number: all, state, title }) => ({
        value: String(id),
        label: `${all}  ${safeLine(state)}  ${safeLine(title)}`,
      })),
      chosen: (id) => open(Number(id)),
    });
  };
}
