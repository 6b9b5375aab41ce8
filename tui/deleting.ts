/** Deletes tickets for good, which only administrators may; nothing of them is left, so it asks. */
import { yesOrNo } from "./asking.ts";
import type { Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";
import { safeLine } from "./text/safe.ts";

type Needs = Pick<Ground, "client" | "notices" | "remember" | "again" | "ask" | "doneWith">;

export function deleting(ground: Needs) {
  const { client, ask, doneWith } = ground;
  const doTo = oneByOne(ground);
  const destroy = async (tickets: readonly Some[]): Promise<void> => {
    await doTo(tickets, {
      what: text("say.deletedTicket"),
      once: true,
      isFinal: true,
      to: async ({ id, number }) => {
        await client.deleteTicket(id, number);
        return undefined;
      },
    });
    const [only] = tickets;
    if (only !== undefined && tickets.length === 1) doneWith(only);
  };
  return {
    deleteTicket: (tickets: readonly Some[]): void => {
      const [only] = tickets;
      if (only === undefined) return;
      const question =
        tickets.length === 1
          ? yesOrNo(text("ask.deleteTicket", { number: only.number }), () => destroy(tickets), safeLine(only.title))
          : yesOrNo(text("ask.deleteTickets", { count: tickets.length }), () => destroy(tickets));
      ask(question);
    },
  };
}
