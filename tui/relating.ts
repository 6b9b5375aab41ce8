/** Tickets and others: merge, link and split them, forward an article, bounce a mail. */
import type { TicketDetail } from "../src/api/ticket.ts";
import { yesOrNo } from "./asking.ts";
import { ticketsInWords } from "./bulk.ts";
import { forwardFrom } from "./draft.ts";
import type { Composing, Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { safeLine } from "./text/safe.ts";

type Needs = Pick<Ground, "client" | "notices" | "ask" | "compose" | "again" | "doneWith" | "remember" | "open">;

export function relating({ client, notices, ask, compose, again, doneWith, remember, open }: Needs) {
  /** An agent may paste `#2026…` or `Ticket#2026…`. */
  const numberOf = (typed: string): string => typed.replace(/^\D+/, "").trim();
  return {
    /** The other keeps all of it, and neither is as before: asks. */
    merge: (tickets: readonly Some[]): void =>
      ask({
        kind: "prompt",
        label: text("ask.merge"),
        start: "",
        done: async (typed) => {
          const { number: into, title } = await client.numbered(numberOf(typed));
          ask(
            yesOrNo(
              text("ask.mergeInto", { into }),
              async () => {
                for (const ticket of tickets) await client.merge(ticket.id, into);
                notices.say(`${ticketsInWords(tickets)}: ${text("say.merged", { into })}`);
                const [only] = tickets;
                if (only !== undefined && tickets.length === 1) doneWith(only);
                again();
              },
              safeLine(title),
            ),
          );
        },
      }),
    link: (tickets: readonly Some[]): void =>
      ask({
        kind: "prompt",
        label: text("ask.link"),
        start: "",
        done: (typed) => {
          const to = numberOf(typed);
          ask({
            kind: "choice",
            title: text("ask.linkAs"),
            items: (["normal", "parent", "child"] as const).map((as) => ({ value: as, label: text(`link.${as}`) })),
            chosen: async (value) => {
              const as = value === "parent" || value === "child" ? value : "normal";
              for (const ticket of tickets) await client.link(ticket.id, { to, as });
              const what = text("say.linked", { to });
              notices.say(what);
              remember({
                what,
                undo: async () => {
                  for (const ticket of tickets) await client.unlink(ticket.id, to);
                  again();
                },
              });
              again();
            },
          });
        },
      }),
    split: (ticket: TicketDetail, articleId: number): void =>
      ask({
        kind: "prompt",
        label: text("ask.split"),
        start: ticket.title,
        done: async (title) => {
          const { ticketId, ticketNumber } = await client.split(ticket.id, { articleId, title });
          notices.say(text("say.split", { number: ticketNumber }));
          await open(ticketId);
        },
      }),
    forward: async (ticket: Composing["ticket"], articleId: number | undefined): Promise<void> =>
      compose({ ticket, draft: forwardFrom(await client.forwardDraft(ticket.id, articleId)), inEditor: false }),
    /** It leaves as it came, and cannot be written again: asks. */
    bounce: (ticket: Some, articleId: number | undefined): void =>
      ask({
        kind: "prompt",
        label: text("ask.bounce"),
        start: "",
        done: (to) =>
          ask(
            yesOrNo(text("ask.bounceTo", { to }), async () => {
              await client.bounce(ticket.id, { to, ...(articleId === undefined ? {} : { articleId }) });
              notices.say(text("say.bounced", { to }));
              again();
            }),
          ),
      }),
  };
}
