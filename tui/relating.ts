/** Tickets and others: merge, link and split them, forward an article, bounce a mail. */
import type { LinkRequest } from "../src/api/requests.ts";
import type { TicketDetail } from "../src/api/ticket.ts";
import { yesOrNo } from "./asking.ts";
import { ticketsInWords } from "./bulk.ts";
import { forwardFrom } from "./draft.ts";
import type { Composing, Ground, Some } from "./ground.ts";
import { text } from "./messages.ts";
import { oneByOne } from "./oneByOne.ts";
import { safeLine } from "./text/safe.ts";

type As = NonNullable<LinkRequest["as"]>;

export function relating(ground: Ground) {
  const { client, notices, ask, compose, again, doneWith, remember, open } = ground;
  const doTo = oneByOne(ground);
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
    /** Of all that the tickets are linked with, one is chosen; those that are linked with it no longer are. */
    unlink: async (tickets: readonly Some[]): Promise<void> => {
      const linked = new Map<string, { readonly title: string; readonly as: Map<number, readonly As[]> }>();
      for (const { id } of tickets) {
        for (const { object, number, title, type, direction } of (await client.ticket(id)).links) {
          if (object !== "Ticket") continue;
          const known = linked.get(number) ?? { title, as: new Map() };
          linked.set(number, known);
          known.as.set(id, [...(known.as.get(id) ?? []), asSeenFromHere(type, direction)]);
        }
      }
      if (linked.size === 0) throw new Error(text("wrong.noLinks"));
      ask({
        kind: "choice",
        title: text("ask.unlink"),
        items: [...linked].map(([number, { title }]) => ({ value: number, label: `${number}  ${safeLine(title)}` })),
        chosen: async (to) => {
          const as = linked.get(to)?.as ?? new Map<number, readonly As[]>();
          await doTo(
            tickets.filter(({ id }) => as.has(id)),
            {
              what: text("say.unlinked", { to }),
              once: true,
              to: async ({ id }) => {
                await client.unlink(id, to);
                return async () => {
                  for (const one of as.get(id) ?? []) await client.link(id, { to, as: one });
                };
              },
            },
          );
        },
      });
    },
    /** The article stays on this ticket as well, so merging would have it twice: there is no way back, and it asks. */
    split: (ticket: TicketDetail, articleId: number): void =>
      ask({
        kind: "prompt",
        label: text("ask.split"),
        start: ticket.title,
        done: (title) =>
          ask(
            yesOrNo(
              text("ask.splitSure"),
              async () => {
                const { ticketId, ticketNumber } = await client.split(ticket.id, { articleId, title });
                notices.say(text("say.split", { number: ticketNumber }));
                await open(ticketId);
              },
              safeLine(title),
            ),
          ),
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

/** What this ticket is to the other, told by what the other is to it. */
function asSeenFromHere(type: string, direction: string): As {
  if (type !== "ParentChild") return "normal";
  return direction === "parent" ? "child" : "parent";
}
