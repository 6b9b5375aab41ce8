/** Tickets and others: merge and split them, forward an article. */
import type { TicketDetail } from "../src/api/ticket.ts";
import { yesOrNo } from "./asking.ts";
import { forwardFrom } from "./draft.ts";
import type { Composing, Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { numbered } from "./numbered.ts";
import { neverUndone, oneByOne } from "./oneByOne.ts";
import { withColon } from "./text/colon.ts";
import { safeLine } from "./text/safe.ts";

export function relating(ground: Ground) {
  const { client, notices, ask, compose, doneWith, open, remember } = ground;
  const doTo = oneByOne(ground);
  return {
    /** The other keeps all of it, and neither is as before: asks. Of several that are marked the oldest is offered, and stays. */
    merge: (marked: readonly Some[]): void =>
      ask({
        kind: "prompt",
        label: text("ask.merge"),
        start: marked.length > 1 ? (marked.toSorted((one, other) => one.id - other.id)[0]?.number ?? "") : "",
        done: async (typed) => {
          const { id: intoId, number: into, title } = await numbered(client, typed);
          const others = marked.filter(({ id }) => id !== intoId);
          // What one ticket alone is merged with itself the daemon refuses.
          const tickets = others.length === 0 ? marked : others;
          ask(
            yesOrNo(
              text("ask.mergeInto", { into }),
              async () => {
                await doTo(tickets, {
                  what: text("say.merged", { into }),
                  once: true,
                  isFinal: true,
                  to: async ({ id }) => {
                    await client.relations.merge(id, into);
                    return undefined;
                  },
                });
                const [only] = tickets;
                if (only !== undefined && tickets.length === 1) doneWith(only);
              },
              safeLine(title),
            ),
          );
        },
      }),
    /** The article stays on this ticket as well, so merging would have it twice: there is no way back, and it asks. */
    split: (ticket: TicketDetail, articleId: number): void =>
      ask({
        kind: "prompt",
        label: text("ask.split"),
        start: ticket.title,
        done: async (title) => {
          const { newTicketQueues } = await client.lookups();
          ask({
            kind: "choice",
            title: text("ask.newTicketQueue"),
            items: newTicketQueues.map(({ name }) => ({ value: name, label: name })),
            at: ticket.queue,
            chosen: (queue) =>
              ask(
                yesOrNo(
                  text("ask.splitSure"),
                  async () => {
                    const { ticketId, ticketNumber } = await client.relations.split(ticket.id, {
                      articleId,
                      title,
                      queue,
                    });
                    const what = text("say.split", { number: ticketNumber, queue });
                    remember({ what, undo: neverUndone(what) });
                    notices.say(what);
                    await open(ticketId);
                  },
                  withColon(queue, safeLine(title)),
                ),
              ),
          });
        },
      }),
    forward: async (ticket: Composing["ticket"], articleId: number | undefined): Promise<void> =>
      compose({ ticket, draft: forwardFrom(await client.forwardDraft(ticket.id, articleId)), inEditor: false }),
  };
}
